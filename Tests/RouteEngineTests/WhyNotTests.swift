import MasterData
import Testing

@testable import RouteEngine

@Suite("Why not this rule?")
struct WhyNotTests {
    private func world() -> World {
        var world = World.sample()
        world.put(.category, "ELE", .category())
        world.put(.block, "602", [.parentPanchayat: "district:101"])
        world.rule("R-ALL", "PHED", "WATER")
        world.rule("R-LATE", "PHED", "WATER", [.category: "WAT-SUP"], from: 5)
        world.rule("R-ELE", "PHED", "WATER", [.category: "ELE", .channel: "app"])
        world.rule("R-TOWN", "PHED", "WATER", [.category: "WAT", .setting: "urban"])
        world.rule("R-502", "PHED", "WATER", [.place: "tehsil:502"])
        world.rule("R-BLOCK", "PHED", "WATER", [.place: "block:602"])
        world.rule("R-GONE", "PHED", "WATER", [.place: "tehsil:999"])
        world.rule("R-WAT2", "PHED", "WATER", [.category: "WAT"])
        return world
    }

    private func obstacles(_ rule: String, _ request: RouteRequest = .sample())
        -> [WhyNot.Obstacle]?
    {
        world().table().explain(request, whyNot: rule).whyNot?.versions.first?.obstacles
    }

    @Test("names everything that stands in its way")
    func obstacles() {
        let winner = RowKey(.rule, "R-WAT")
        #expect(obstacles("R-WAT") == [])
        #expect(obstacles("R-ALL") == [.outranked(by: .category, winner: winner)])
        #expect(obstacles("R-WAT2") == [.outranked(by: .code, winner: winner)])
        #expect(obstacles("R-LATE") == [.day])
        #expect(obstacles("R-ELE") == [.channel, .category])
        #expect(obstacles("R-TOWN") == [.setting])
        #expect(obstacles("R-502") == [.place(isInHierarchy: true)])
        #expect(obstacles("R-BLOCK") == [.place(isInHierarchy: false)])
        #expect(obstacles("R-GONE") == [.namesNothing])
        #expect(obstacles("R-ALL", .sample("NONE")) == [.notReached])
        #expect(obstacles("R-NONE") == nil)
    }

    @Test("says so in words")
    func words() {
        func lines(_ rule: String) -> String {
            world().table().explain(.sample(), whyNot: rule).whyNotLines
                .joined(separator: "\n")
        }
        #expect(
            lines("R-LATE") == """
                Why not R-LATE (category WAT-SUP [WAT-SUP]) to PHED/WATER from 2026-04-06 on:
                  it is valid from 2026-04-06 on; the complaint is of 2026-04-01
                """)
        #expect(lines("R-ELE").contains("it is for channel app; this one's channel is unknown"))
        #expect(
            lines("R-BLOCK").contains(
                "lies outside the revenue hierarchy that the category is routed in"))
        #expect(
            lines("R-ALL").contains(
                "it matches, and R-WAT is better by category: it names category WAT [WAT]"))
        #expect(lines("R-NONE") == "Why not R-NONE: the release lists no such rule.")
    }

    @Test("agrees with the decision, over generated worlds", arguments: 2000..<2030)
    func agreement(seed: Int) {
        var random = RandomWorld(seed: seed)
        let table = random.world.table(days: RandomWorld.days)
        let rules = random.world.rows.keys(of: .rule)
        for _ in 0..<10 {
            let request = random.request()
            for rule in rules {
                let explanation = table.explain(request, nearMisses: 0, whyNot: rule.code)
                let versions = explanation.whyNot?.versions ?? []
                #expect(!versions.isEmpty)
                let hasWon = versions.contains { $0.obstacles.isEmpty }
                #expect(hasWon == (explanation.decision.rule == rule), "\(rule)")
                // What matches is a candidate, and nothing else is.
                for version in versions {
                    let matches = version.obstacles.allSatisfy {
                        switch $0 {
                        case .outranked, .day: true
                        default: false
                        }
                    }
                    let isCandidate = explanation.candidates.contains {
                        $0.rule == rule && $0.days == version.rule.days
                    }
                    #expect(matches == isCandidate, "\(rule) \(version.obstacles)")
                }
            }
        }
    }
}
