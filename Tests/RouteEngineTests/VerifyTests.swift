import MasterData
import Testing

@testable import RouteEngine

@Suite("Verifying the rules of a release")
struct VerifyTests {
    private func codes(_ world: World) -> [String] {
        world.table().verify().counts.map { "\($0.severity.rawValue) \($0.code)" }
    }

    @Test("finds nothing in a sound set")
    func sound() {
        #expect(codes(.sample()) == [])
    }

    @Test("finds two rules of equal rank with different targets, on their common days")
    func conflict() throws {
        var world = World.sample()
        world.put(.department, "PWD")
        world.rule("R-2", "PWD", "WATER", [.category: "WAT"], from: 10)
        #expect(codes(world) == ["error match.rule-conflict"])
        let conflict = try #require(world.table().conflicts().first)
        #expect(conflict.rule.code == "R-2" && conflict.other.code == "R-WAT")
        #expect(conflict.days == Validity(from: World.day(10), to: World.day(400)))
        #expect(world.table().duplicates().isEmpty)
    }

    @Test("finds two rules of equal rank with the same target")
    func duplicate() {
        var world = World.sample()
        world.rule("R-2", "PHED", "WATER", [.category: "WAT"])
        #expect(codes(world) == ["warning match.duplicate-rule"])
        #expect(world.table().conflicts().isEmpty)
    }

    @Test("leaves alone rules that follow one another, or lie outside the days covered")
    func apart() {
        var world = World.sample()
        world.remove(.rule, "R-WAT")
        world.put(.department, "PWD")
        world.rule("R-1", "PHED", "WATER", [.category: "WAT"], to: 10)
        world.rule("R-2", "PWD", "WATER", [.category: "WAT"], from: 10)
        world.rule("R-3", "PHED", "WATER", [.category: "WAT"], from: 500)
        #expect(codes(world) == [])
    }

    @Test("looks at the days asked about only")
    func days() {
        var world = World.sample()
        world.put(.department, "PWD")
        world.rule("R-2", "PWD", "WATER", [.category: "WAT"], to: 10)
        let table = world.table()
        let ahead = Validity(from: World.day(10), to: World.day(20))
        #expect(table.verify().hasErrors)
        #expect(table.verify(during: ahead).isEmpty)
        #expect(table.conflicts(during: ahead).isEmpty)
    }

    @Test("finds a rule for a place outside the hierarchy of its categories")
    func wrongHierarchy() {
        var world = World.sample()
        world.rule("R-2", "PHED", "WATER", [.category: "WAT", .place: "block:601"])
        #expect(codes(world) == ["error reference.wrong-hierarchy"])
        world.rule("R-2", "PHED", "WATER", [.category: "WAT", .place: "division:BIKANER"])
        #expect(codes(world) == [])
        world.put(.category, "WAT-RUR", .category(under: "WAT", rural: "panchayat"))
        world.rule("R-2", "PHED", "WATER", [.category: "WAT", .place: "block:601"])
        #expect(codes(world) == [])
        world.rule(
            "R-2", "PHED", "WATER", [.category: "WAT", .place: "block:601", .setting: "urban"])
        #expect(codes(world) == ["error reference.wrong-hierarchy"])
    }

    @Test("finds a rule that one of higher priority leaves without effect")
    func masked() {
        var world = World.sample()
        world.rule("R-2", "PHED", "WATER", [.place: "division:BIKANER", .priority: "5"])
        #expect(codes(world) == [])
        world.rule("R-3", "PHED", "WATER", [.category: "WAT", .place: "tehsil:501"])
        #expect(codes(world) == ["warning match.masked-rule"])
        world.rule("R-2", "PHED", "WATER", [.place: "division:BIKANER", .priority: "5"], to: 20)
        world.remove(.rule, "R-2")
        world.rule("R-2", "PHED", "WATER", [.place: "division:BIKANER", .priority: "5"], to: 20)
        #expect(codes(world) == [])
    }

    @Test("finds what a rule names in vain", arguments: [Field.category, .place, .l1Post])
    func dangling(field: Field) {
        var world = World.sample()
        let value = field == .place ? "district:999" : "GONE"
        world.rule("R-2", "PHED", "WATER", [field: value])
        #expect(codes(world) == ["error reference.dangling-rule"])
    }

    @Test("warns of a rule that outlives what it names")
    func outlived() {
        var world = World.sample()
        world.put(.category, "OLD", .category(), to: -100)
        world.rule("R-2", "PHED", "WATER", [.category: "OLD"])
        #expect(codes(world) == ["warning reference.dangling-rule"])
    }

    @Test("conflicts are what a different order of codes would decide", arguments: 0..<60)
    func agreement(seed: Int) {
        var random = RandomWorld(seed: 9000 + seed)
        let table = random.world.table(days: RandomWorld.days)
        let pairs = Set((table.conflicts() + table.duplicates()).map { [$0.rule, $0.other] })
        for _ in 0..<30 {
            let traces = table.explain(random.request()).candidates
            guard let winner = traces.first(where: { $0.verdict == .won }) else { continue }
            for trace in traces where trace.verdict == .outranked(by: .code) {
                #expect(pairs.contains([winner.rule, trace.rule].sorted()))
            }
        }
    }
}
