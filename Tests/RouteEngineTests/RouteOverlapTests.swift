import MasterData
import Testing

@testable import RouteEngine

@Suite("Two sets of changes meet in a cell, or go past each other")
struct RouteOverlapTests {
    private func shared(_ base: World, _ mine: World, _ theirs: World, days: Int = 400)
        -> SharedCell?
    {
        RouteImpact.shared(
            base: base.table(days: days), mine: mine.table(days: days),
            theirs: theirs.table(days: days), from: World.start, days: days)
    }

    @Test("one side alone meets nobody; the same place and level is met, with its name")
    func meet() throws {
        let base = World.sample()
        var mine = base
        mine.remove(.office, "AE-501")
        var theirs = base
        theirs.vacate("P1")
        #expect(shared(base, mine, base) == nil)
        #expect(shared(base, base, theirs) == nil)
        let cell = try #require(shared(base, mine, theirs))
        #expect(cell.place == RowKey(.tehsil, "501"))
        #expect(cell.level == 1)
        #expect(cell.description.contains("level 1 of WAT-SUP at tehsil:501"))
    }

    @Test("another level, or other days, is no meeting")
    func past() {
        let base = World.sample()
        var mine = base
        mine.leave("asha", from: 10, to: 20)
        var theirs = base
        theirs.leave("asha", from: 20, to: 30)
        #expect(shared(base, mine, theirs) == nil)
        theirs.leave("asha", from: 19, to: 30)
        #expect(shared(base, mine, theirs) != nil)
    }

    @Test("agrees with deciding every cell of all three on every day", arguments: 0..<24)
    func agreement(seed: Int) {
        let base = RandomWorld(seed: 9000 + seed).world
        var random = Seeded(seed)
        func changed(_ kinds: [MasterKind]) -> World {
            var world = base
            for kind in kinds { world.rows[random.pick(world.rows.keys(of: kind))] = nil }
            return world
        }
        // Few changes, so that both outcomes come up.
        let mine = changed([[.office], [.post], [.rule], [.posting]][seed % 4])
        let theirs = changed([[.posting], [.rule], [.post]][seed % 3])
        let days = 5
        let channels =
            [nil]
            + Set([base, mine, theirs].flatMap { $0.table(days: days).model.rules.channels })
            .sorted().map(Optional.some)
        let states = [base, mine, theirs].map {
            NaiveCover($0, days: days, channels: channels).states
        }
        func changedDays(_ cell: NaiveCover.Cell, _ side: Int) -> Set<Int> {
            guard let old = states[0][cell], let new = states[side][cell] else {
                return Set((states[0][cell] ?? states[side][cell] ?? [:]).keys)
            }
            return Set(
                old.keys.filter { day in
                    guard let before = old[day], let after = new[day] else { return false }
                    if before.state == .hole || after.state == .hole {
                        return before.state != after.state
                    }
                    return before.answers != after.answers
                })
        }
        let cells = Set(states.flatMap(\.keys))
        let meets = cells.contains {
            !changedDays($0, 1).isDisjoint(with: changedDays($0, 2))
        }
        #expect((shared(base, mine, theirs, days: days) != nil) == meets)
    }
}
