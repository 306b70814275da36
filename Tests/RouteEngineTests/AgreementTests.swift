import MasterData
import Testing

@testable import RouteEngine

@Suite("The compiled table agrees with a plain reading of the rows")
struct AgreementTests {
    @Test("on every decision, over generated worlds", arguments: 0..<8)
    func decisions(part: Int) {
        var seen = Seen()
        for seed in (part * 40)..<(part * 40 + 40) {
            var random = RandomWorld(seed: seed)
            let table = random.world.table(days: RandomWorld.days)
            let naive = NaiveRouter(
                rows: random.world.rows, release: World.release, days: table.days)
            for _ in 0..<30 {
                let request = random.request()
                let decision = table.decide(request)
                let expected = naive.decide(request)
                #expect(decision == expected, "seed \(seed): \(request)")
                seen.note(decision)
                if decision != expected { return }
            }
        }
        #expect(seen.isBroad, "\(seen)")
    }

    @Test("and explains the decision that it makes", arguments: 1000..<1040)
    func explanations(seed: Int) {
        var random = RandomWorld(seed: seed)
        let table = random.world.table(days: RandomWorld.days)
        for _ in 0..<30 {
            let request = random.request()
            let decision = table.decide(request)
            let explanation = table.explain(request)
            #expect(explanation.decision == decision)
            #expect(explanation.winner?.rule == decision.rule)
            #expect(explanation.levels.map(\.answer) == decision.levels)
            #expect(explanation.nearMisses.count <= 10)
            for level in explanation.levels where level.answer.post != nil && !level.isNamedByRule {
                #expect(level.posts.filter(\.isChosen).map(\.post) == [level.answer.post])
            }
            #expect(!explanation.text.isEmpty)
            #expect(explanation.json["decision"] == decision.json)
        }
    }

    /// What kinds of answer came up, so that agreement is not agreement on nothing.
    private struct Seen {
        var routed = 0
        var reasons: Set<UnroutableReason> = []
        var ways: Set<String> = []
        var followed = 0

        mutating func note(_ decision: Decision) {
            if decision.outcome == .routed { routed += 1 }
            if let reason = decision.reason { reasons.insert(reason) }
            followed += decision.followed.count
            for level in decision.levels { ways.insert(level.how.word) }
        }

        var isBroad: Bool { routed > 50 && reasons.count > 7 && ways.count == 6 && followed > 10 }
    }
}
