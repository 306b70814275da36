import MasterData
import RouteEngine
import Testing

@Suite("A level entered later")
struct EnteringTests {
    @Test("has the rule and time of the day of registration, and the post of its own day")
    func posts() {
        var world = World.sample()
        world.rule("R-NEW", "PHED", "OTHER", [.category: "WAT", .priority: "5"], from: 10)
        world.chain("OTHER")
        world.level("OTHER", 1, "XEN", "district", days: 1)
        world.office("XEN-NEW", "PHED", "district")
        world.remove(.jurisdiction, "XEN-101/district:101")
        world.serve("XEN-101", "district:101", to: 20)
        world.serve("XEN-NEW", "district:101", from: 20)
        world.post("P2N", "XEN", "XEN-NEW", heldBy: "ela")
        let table = world.table()
        let request = RouteRequest.sample()
        let registered = table.decide(request)
        #expect(table.decide(request, entering: World.day(0)) == registered)
        let later = table.decide(request, entering: World.day(25))
        #expect(later.rule == registered.rule)
        #expect(later.chain == registered.chain)
        #expect(later.levels.map(\.terms) == registered.levels.map(\.terms))
        #expect(registered[level: 2]?.post?.code == "P2")
        #expect(later[level: 2]?.post?.code == "P2N")
        #expect(later[level: 2]?.holder?.code == "ela")
    }

    @Test("keeps the ancestors of a place that is gone")
    func placeGone() {
        var world = World.sample()
        world.remove(.tehsil, "501")
        world.put(.tehsil, "501", [.parentRevenue: "district:101"], to: 5)
        let later = world.table().decide(.sample(), entering: World.day(10))
        #expect(later[level: 2]?.post?.code == "P2")
        #expect(later.outcome == .routed)
    }

    @Test("on a day the table does not cover is unroutable")
    func outside() {
        let decision = World.sample().table().decide(.sample(), entering: World.day(500))
        #expect(decision.reason == .dayNotCovered)
    }
}
