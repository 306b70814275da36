import MasterData
import Testing

@testable import RouteEngine

@Suite("Route impact shows whom a change hurts")
struct RouteImpactTests {
    private func impact(_ base: World, _ candidate: World, days: Int = 400) -> RouteImpact {
        .between(
            base: base.table(days: days), candidate: candidate.table(days: days),
            from: World.start, days: days)
    }

    @Test("a table compared with itself shows nothing")
    func same() {
        let impact = impact(.sample(), .sample())
        #expect(impact.isEmpty)
        #expect(impact.compared > 0)
    }

    @Test("a handover changes the person, never a route")
    func handover() {
        var candidate = World.sample()
        candidate.vacate("P1")
        candidate.posting("P1", "esha")
        #expect(impact(.sample(), candidate).isEmpty)
    }

    @Test("an office that goes costs its places their cover, by department and reason")
    func lost() throws {
        var candidate = World.sample()
        candidate.remove(.office, "AE-501")
        let impact = impact(.sample(), candidate)
        #expect(impact.counts == .init(changedPost: 0, lostCover: 3, gainedCover: 0))
        #expect(impact.byDepartment == [RowKey(.department, "PHED"): impact.counts])
        #expect(impact.lostByReason == [.noOffice: 3])
        let hole = try #require(impact.lost.first)
        #expect(hole.places.within == [RowKey(.tehsil, "501")])
        let back = self.impact(candidate, .sample())
        #expect(back.counts == .init(changedPost: 0, lostCover: 0, gainedCover: 3))
        #expect(back.gainedByReason == [.noOffice: 3])
    }

    @Test("a tehsil that moves to a district without offices loses its district officer")
    func split() throws {
        var candidate = World.sample()
        candidate.put(.district, "770", .district(under: "division:BIKANER"))
        candidate.put(.tehsil, "501", [.parentRevenue: "district:770"])
        let impact = impact(.sample(), candidate)
        #expect(impact.counts.lostCover == 3)
        #expect(impact.lost.map(\.level) == [2])
        #expect(impact.lost.first?.places.within == [RowKey(.tehsil, "501")])
        #expect(impact.newCells > 0)
        #expect(impact.opened.contains { $0.level == 2 && $0.reason == .noOffice })
    }

    @Test("a vacancy moves the complaint to another post for its days only")
    func changed() {
        var candidate = World.sample()
        candidate.leave("asha", from: 10, to: 20)
        #expect(impact(.sample(), candidate).counts.changedPost == 3)
        #expect(impact(.sample(), candidate, days: 10).isEmpty)
    }

    @Test("a channel that only the base tells apart is compared all the same")
    func channel() {
        var base = World.sample()
        base.rule("R-181", "PHED", "WATER", [.category: "WAT", .channel: "call181"])
        var candidate = World.sample()
        candidate.remove(.office, "AE-501")
        let impact = impact(base, candidate)
        #expect(impact.counts.lostCover == 6)
        #expect(impact.lost.first?.channels == [nil, "call181"])
    }

    @Test("agrees with deciding every cell of both sides on every day", arguments: 0..<16)
    func agreement(seed: Int) {
        let days = 7
        let cells = NaiveComparison(world: 8000 + seed, change: seed, days: days)
        let (base, candidate, old, new) = (cells.base, cells.candidate, cells.old, cells.new)
        var counts = RouteImpact.Counts()
        var added = 0
        var holes = 0
        for (cell, after) in new {
            guard let before = old[cell] else {
                added += 1
                if after.values.contains(where: { $0.state == .hole }) { holes += 1 }
                continue
            }
            let pairs = after.compactMap { day, state in before[day].map { ($0, state) } }
            if pairs.contains(where: { $0.state != .hole && $1.state == .hole }) {
                counts.lostCover += 1
            }
            if pairs.contains(where: { $0.state == .hole && $1.state != .hole }) {
                counts.gainedCover += 1
            }
            if pairs.contains(where: {
                $0.state != .hole && $1.state != .hole && $0.answers != $1.answers
            }) {
                counts.changedPost += 1
            }
        }
        let impact = impact(base, candidate, days: days)
        #expect(impact.counts == counts)
        #expect(impact.newCells == added)
        #expect(impact.newHoles == holes)
        #expect(impact.compared == new.count - added)
        #expect(impact.removedCells == old.keys.count { new[$0] == nil })
    }
}
