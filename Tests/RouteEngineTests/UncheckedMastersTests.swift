import MasterData
import Testing

@testable import RouteEngine

@Suite("Masters that no check has seen compile all the same")
struct UncheckedMastersTests {
    @Test("an empty release routes nothing")
    func empty() {
        let table = World().table()
        #expect(table.decide(.sample()).reason == .unknownCategory)
        #expect(table.cover(from: World.start).cellCount == 0)
        #expect(table.verify().isEmpty)
        #expect(!table.explain(.sample()).text.isEmpty)
    }

    @Test("a circle of parents ends")
    func circle() {
        var world = World.sample()
        world.put(.tehsil, "501", [.parentRevenue: "tehsil:502"])
        world.put(.tehsil, "502", [.parentRevenue: "tehsil:501"])
        world.put(.category, "WAT", .category(under: "WAT-SUP"))
        let table = world.table()
        #expect(table.decide(.sample()).place == RowKey(.tehsil, "501"))
        #expect(table.explain(.sample()).place.line.count == PlaceLine.capacity)
        _ = table.cover(from: World.start)
        _ = table.verify()
    }

    @Test("values that no schema allows mean nothing")
    func values() {
        var world = World.sample()
        world.put(.chainLevel, "WATER/9", [.chain: "WATER", .level: "9"])
        world.put(.chainLevel, "WATER/2", [.level: "2"])
        world.put(.jurisdiction, "X/Y", [.office: "X", .place: "nowhere"])
        world.put(.posting, "P1/zed", [.post: "P1", .person: "zed", .nature: "friend"])
        world.put(.overlap, "a/b", [.place: "a", .other: "tehsil:501"])
        world.rule("R-0", "NONE", "NONE", [.priority: "99999999999", .place: "nowhere"])
        let decision = world.decide(.sample())
        #expect(decision.answering == ["P1", "P3", "P4"])
    }

    @Test("a window of days that is empty, or beyond the table, has no cells")
    func window() {
        let table = World.sample().table(days: 10)
        #expect(table.cover(from: World.start, days: 0).cellCount == 0)
        #expect(table.cover(from: World.day(20)).cellCount == 0)
        #expect(table.cover(from: World.start, days: .max).days.to == World.day(10))
    }
}
