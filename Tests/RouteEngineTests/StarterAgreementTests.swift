import MasterData
import Testing

@testable import RouteEngine

@Suite("The starter release")
struct StarterAgreementTests {
    @Test("explains the decision that it makes on 2,000 generated complaints, mapped and compiled")
    func agreement() throws {
        let rows = try StarterMasters.rows()
        let day = try #require(Day("2026-01-01"))
        let compiled = RouteTable.compile(
            rows, release: World.release, days: Validity(from: day, to: day.advanced(by: 400)))
        let table = try RouteTable(bytes: compiled.withRouteFile { Array($0) })
        let categories = rows.keys(of: .category)
        let places = [.tehsil, .block, .urbanBody, .district].flatMap { rows.keys(of: $0) }
        var random = Seeded(181)
        var (routed, outcomes) = (0, Set<String>())
        for number in 0..<2000 {
            let place = random.pick(places)
            let request = RouteRequest(
                id: "C-\(number)",
                category: random.chance(2) ? "NONE" : random.pick(categories).code,
                channel: random.maybe(80, ["portal", "app", "call181", "emitra"]),
                setting: random.maybe(80, ["rural", "urban"]),
                day: day.advanced(by: Int.random(in: 0..<400, using: &random)),
                places: random.chance(2) ? [RowKey(.tehsil, "0")] : [place])
            let decision = table.decide(request)
            #expect(decision == compiled.decide(request))
            // Near misses read every rule; a few complaints have them looked for.
            let explanation = table.explain(request, nearMisses: number % 50 == 0 ? 10 : 0)
            #expect(explanation.decision == decision)
            #expect(explanation.winner?.rule == decision.rule)
            #expect(explanation.levels.map(\.answer) == decision.levels)
            if decision.outcome == .routed { routed += 1 }
            outcomes.insert(decision.reason?.rawValue ?? decision.outcome.rawValue)
        }
        #expect(routed > 1500, "\(routed) routed: \(outcomes.sorted())")
        #expect(outcomes.count > 2, "\(outcomes)")
    }
}
