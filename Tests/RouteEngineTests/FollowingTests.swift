import MasterData
import Testing

@testable import RouteEngine

@Suite("A code that is gone is what stands for it")
struct FollowingTests {
    /// Tehsil 501 is 9501 from the tenth day on; its office serves it under either code.
    private static func recoded() -> World {
        var world = World.sample()
        world.remove(.tehsil, "501")
        world.put(.tehsil, "501", [.parentRevenue: "district:101"], to: 10)
        world.put(.tehsil, "9501", [.parentRevenue: "district:101"], from: 10)
        world.serve("AE-501", "tehsil:9501", from: 10)
        world.succeed("S1", "recode", "tehsil:501", "tehsil:9501", from: 10)
        return world
    }

    private static func table(_ world: World) -> RouteTable {
        var sources = RowSources()
        sources.add(
            RowKey(.succession, "S1"), from: World.day(10),
            RowSource(release: 3, origin: Origin(file: "recode.csv", line: 4, column: 1)))
        return RouteTable.compile(
            world.rows, release: World.release,
            days: Validity(from: World.start, to: World.day(400)), sources: sources)
    }

    private static func reopened(_ table: RouteTable) throws -> RouteTable {
        try RouteTable(bytes: table.withRouteFile { Array($0) })
    }

    private static let step = FollowedCode(
        named: RowKey(.tehsil, "501"), heir: RowKey(.tehsil, "9501"), since: World.day(10),
        row: RowKey(.succession, "S1"), release: 3)

    @Test("in a decision, which names both and the release that says so")
    func place() throws {
        let compiled = Self.table(Self.recoded())
        for table in [compiled, try Self.reopened(compiled)] {
            let before = table.decide(.sample(day: 9))
            #expect(before.followed.isEmpty)
            #expect(before.json["followed"] == nil)
            let after = table.decide(.sample(day: 10))
            #expect(after.place == RowKey(.tehsil, "9501"))
            #expect(after.answering == before.answering)
            #expect(after.followed == [Self.step])
            #expect(
                after.json["followed"]
                    == .array([
                        .object([
                            "code": .string("tehsil:501"), "release": .integer(3),
                            "row": .string("S1"), "since": .string("2026-04-11"),
                            "stood_for_by": .string("tehsil:9501"),
                        ])
                    ]))
            // Whoever gives the new code gets the same, with nothing to tell.
            var known = table.decide(.sample(at: ["district:101", "tehsil:9501"], day: 10))
            #expect(known.followed.isEmpty)
            known.followed = after.followed
            #expect(known == after)
        }
    }

    @Test("in an explanation, its text and its page")
    func explained() throws {
        let table = try Self.reopened(Self.table(Self.recoded()))
        let explanation = table.explain(.sample(day: 12))
        #expect(explanation.decision == table.decide(.sample(day: 12)))
        #expect(explanation.winner?.rule == RowKey(.rule, "R-WAT"))
        #expect(explanation.request == .sample(day: 12))
        #expect(explanation.place.unknown.isEmpty)
        #expect(explanation.place.line.first == RowKey(.tehsil, "9501"))
        #expect(explanation.sources[RowKey(.succession, "S1")]?.release == 3)
        let sentence =
            "tehsil 9501 [tehsil:9501] stands for tehsil:501 since 2026-04-11 (recode.csv:4:1, release 3)."
        #expect(explanation.text.contains(sentence + "\n"), "\(explanation.text)")
        #expect(explanation.html.contains(sentence), "\(explanation.html)")
    }

    @Test("when a level is entered on a later day")
    func entering() {
        let table = Self.table(Self.recoded())
        let later = table.decide(.sample(day: 2), entering: World.day(20))
        #expect(later.answering == table.decide(.sample(day: 2)).answering)
        #expect(later.followed == [Self.step])
        let late = table.decide(.sample(day: 12), entering: World.day(20))
        #expect(late.outcome == .routed)
        #expect(late.followed == [Self.step])
        #expect(table.decide(.sample(day: 2), entering: World.day(9)).followed.isEmpty)
    }

    @Test("of a category as of a place, through several codes, also of unlisted ones")
    func several() {
        var world = Self.recoded()
        world.remove(.category, "WAT-SUP")
        world.put(.category, "WAT-SUP", .category(under: "WAT"), to: 10)
        world.put(.category, "WAT-LOW", .category(under: "WAT"), from: 10)
        world.succeed("S2", "abolish", "category:WAT-SUP", "category:WAT-LOW", from: 10)
        // The register tells of a code that was over before the first release.
        world.succeed("S0", "recode", "tehsil:77", "tehsil:501")
        let table = world.table()
        let decision = table.decide(.sample(at: ["tehsil:77"], day: 12))
        #expect(decision.answering == ["P1", "P2", "P3", "P4"])
        #expect(decision.followed.map(\.named.description) == ["tehsil:77", "category:WAT-SUP"])
        #expect(decision.followed.map(\.heir.description) == ["tehsil:9501", "category:WAT-LOW"])
        #expect(decision.category(for: "WAT-SUP") == "WAT-LOW")
        #expect(table.decide(.sample(at: ["tehsil:77"], day: 2)).place == RowKey(.tehsil, "501"))
        let explanation = table.explain(.sample(at: ["tehsil:77"], day: 12))
        #expect(explanation.decision == decision)
        #expect(explanation.winner?.rule == decision.rule)
    }

    @Test("and not when several came of it, or nothing that stands, or it has not begun")
    func none() {
        var split = Self.recoded()
        split.succeed("S2", "split", "tehsil:501", "tehsil:502", from: 10)
        #expect(split.decide(.sample(at: ["tehsil:501"], day: 12)).reason == .unknownPlace)
        var circle = World.sample()
        circle.succeed("S1", "recode", "tehsil:7", "tehsil:8")
        circle.succeed("S2", "recode", "tehsil:8", "tehsil:7")
        #expect(circle.decide(.sample(at: ["tehsil:7"])).reason == .unknownPlace)
        var early = World.sample()
        early.put(.category, "NEW", .category(under: "WAT"), from: 10)
        early.succeed("S1", "recode", "category:NEW", "category:WAT-SUP", from: 20)
        #expect(early.decide(.sample("NEW", day: 2)).reason == .unknownCategory)
        let outside = Self.recoded().table(days: 11).decide(.sample(day: 12))
        #expect(outside.reason == .dayNotCovered)
        #expect(outside.followed.isEmpty)
    }
}
