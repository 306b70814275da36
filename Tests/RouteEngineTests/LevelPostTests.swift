import MasterData
import Testing

@testable import RouteEngine

@Suite("The post of a level")
struct LevelPostTests {
    private func first(_ world: World, _ request: RouteRequest = .sample()) -> String {
        let decision = world.decide(request)
        return decision.reason?.rawValue ?? decision.levels.first?.post?.code ?? "-"
    }

    @Test("the nearest office that includes the place beats a farther one")
    func nearest() {
        var world = World.sample()
        world.office("AE-REST", "PHED", "tehsil", ["district:101"])
        world.post("P9", "JEN", "AE-REST")
        #expect(first(world) == "P1")
        #expect(first(world, .sample(at: ["tehsil:502"])) == "P9")
    }

    @Test("an exclude at a place takes the office out, also where it includes what lies above")
    func exclude() {
        var world = World.sample()
        world.remove(.jurisdiction, "AE-501/tehsil:501")
        world.serve("AE-501", "district:101")
        #expect(first(world) == "P1")
        world.serve("AE-501", "tehsil:501", "exclude")
        #expect(first(world) == "no-office")
        #expect(first(world, .sample(at: ["tehsil:502"])) == "P1")
    }

    @Test("an office without a post of the designation is a hole, not a reason to go farther")
    func noPost() {
        var world = World.sample()
        world.remove(.post, "P1")
        world.office("AE-REST", "PHED", "tehsil", ["district:101"])
        world.post("P9", "JEN", "AE-REST")
        #expect(first(world) == "no-post")
    }

    @Test("of several posts the one that receives is meant; otherwise it is ambiguous")
    func several() {
        var world = World.sample()
        world.post("P1B", "JEN", "AE-501")
        #expect(first(world) == "ambiguous-post")
        world.post("P1C", "JEN", "AE-501", receives: true)
        #expect(first(world) == "P1C")
        world.post("P1D", "JEN", "AE-501", receives: true)
        #expect(first(world) == "ambiguous-post")
    }

    @Test("a place too coarse for the level goes to the coarse post, else it is a hole")
    func coarse() {
        let district = RouteRequest.sample(at: ["district:101"])
        var world = World.sample()
        #expect(first(world, district) == "too-coarse")
        world.level(
            "WATER", 1, "JEN", "tehsil",
            [.coarseDesignation: "XEN", .coarseOfficeLevel: "district"])
        #expect(first(world, district) == "P2")
        #expect(first(world) == "P1")
        // An office that names the district itself is not too fine for it.
        world.serve("AE-501", "district:101")
        #expect(first(world, district) == "P1")
    }

    @Test(
        "coarseness is a matter of kinds",
        arguments: [
            ("tehsil", MasterKind.district, true), ("block", .district, true),
            ("urban_body", .state, true), ("district", .division, true),
            ("district", .district, false), ("tehsil", .block, false), ("state", .state, false),
            ("head_office", .district, false), ("local", .tehsil, true),
            ("circle", .division, true),
            ("zone", .division, false), ("division", .state, true), ("tehsil", .village, false),
        ])
    func kinds(level: String, place: MasterKind, isTooFine: Bool) {
        #expect(OfficeLevel.isTooFine(OfficeLevel.code(level), for: place) == isTooFine)
    }

    @Test("a level may belong to another department")
    func department() {
        var world = World.sample()
        world.put(.department, "GAD")
        world.office("CMO", "GAD", "state", ["state:8"])
        world.post("P-CM", "SECY", "CMO")
        world.level("WATER", 4, "SECY", "state", [.department: "GAD"])
        let level = world.decide(.sample())[level: 4]
        #expect(level?.post?.code == "P-CM")
        #expect(level?.department == RowKey(.department, "GAD"))
    }

    @Test("a rule may name the post of a level itself")
    func explicit() {
        var world = World.sample()
        world.rule("R-X", "PHED", "WATER", [.category: "WAT-SUP", .l1Post: "P3"])
        #expect(first(world) == "P3")
        world.rule("R-X", "PHED", "WATER", [.category: "WAT-SUP", .l1Post: "P99"])
        #expect(first(world) == "no-post")
    }

    @Test("a hole above L1 is recorded and the complaint is routed all the same")
    func holeAbove() {
        var world = World.sample()
        world.remove(.office, "HO")
        let decision = world.decide(.sample())
        #expect(decision.outcome == .routed)
        #expect(decision.answering == ["P1", "P2", "-", "P4"])
        #expect(decision.how[2] == .hole(.noOffice))
    }

    @Test("a chain without levels that day leaves the complaint unroutable")
    func noChain() {
        var world = World.sample()
        for level in 1...4 { world.remove(.chainLevel, "WATER/\(level)") }
        #expect(first(world) == "no-chain")
    }

    @Test("jurisdictions, posts and edges hold on their days only")
    func dated() {
        var world = World.sample()
        world.put(.district, "102", .district(under: "division:BIKANER"))
        world.office("XEN-102", "PHED", "district", ["district:102"])
        world.post("P2B", "XEN", "XEN-102")
        world.put(.tehsil, "501", [.parentRevenue: "district:102"], from: 30)
        let table = world.table()
        let posts = [29, 30].map {
            table.decide(.sample(at: ["tehsil:501"], day: $0))[level: 2]?.post?.code
        }
        #expect(posts == ["P2", "P2B"])
    }
}
