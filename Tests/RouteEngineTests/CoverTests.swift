import MasterData
import Testing

@testable import RouteEngine

@Suite("Cover shows who would get every complaint there can be")
struct CoverTests {
    @Test("every cell of a fully staffed world has its own holder")
    func staffed() throws {
        var world = World.sample()
        world.office("AE-502", "PHED", "tehsil", ["tehsil:502"])
        world.post("P5", "JEN", "AE-502", heldBy: "esha")
        world.put(
            .chainLevel, "WATER/1",
            [
                .chain: "WATER", .level: "1", .designation: "JEN", .officeLevel: "tehsil",
                .days: "7", .coarseDesignation: "XEN", .coarseOfficeLevel: "district",
            ])
        let cover = world.table().cover(from: World.start)
        // One leaf category, two tehsils and a district, three settings, four levels.
        #expect(cover.cells[.ownHolder] == 1 * 3 * 3 * 4)
        #expect(cover.cellCount == 36)
        #expect(cover.holes.isEmpty)
    }

    @Test("holes are named by the largest category and places they fill")
    func largest() throws {
        var world = World.sample()
        world.put(.category, "WAT-BIL", .category(under: "WAT"))
        world.remove(.office, "AE-501")
        let holes = world.table().cover(from: World.start).holes
        let office = try #require(holes.first { $0.reason == .noOffice })
        #expect(office.level == 1)
        #expect(office.categories == [RowKey(.category, "WAT")])
        #expect(office.categoryCount == 2)
        #expect(office.places.kinds == [.tehsil: 2])
        #expect(office.places.within == [RowKey(.state, "8")])
        #expect(office.settings == ["rural", "unknown", "urban"])
        #expect(office.cells == 2 * 2 * 3)
        #expect(
            office.description
                == "L1 no-office of PHED: WAT (2 categories) at 2 tehsils in state:8, 2026-04-01 until 2027-05-06: 12 cells"
        )
        let coarse = try #require(holes.first { $0.reason == .tooCoarse })
        #expect(coarse.places.description == "district:101")
    }

    @Test("a hole has the days on which it is one")
    func days() throws {
        var world = World.sample()
        world.remove(.tehsil, "502")
        world.remove(.office, "AE-501")
        world.office("AE-501", "PHED", "tehsil", ["tehsil:501"], to: 100)
        let hole = try #require(
            world.table().cover(from: World.start).holes.first { $0.reason == .noOffice })
        #expect(hole.days == Validity(from: World.day(100), to: World.day(400)))
    }

    @Test("a vacancy that begins on some day counts from that day")
    func vacancy() {
        var world = World.sample()
        world.vacate("P2")
        world.posting("P2", "bina", to: 60)
        world.posting("P2", "chand", "look_after", from: 60, to: 90)
        let table = world.table()
        #expect(table.cover(from: World.start, days: 50).cells[.standIn] == 0)
        #expect(table.cover(from: World.start, days: 80).cells[.standIn] ?? 0 > 0)
        #expect(table.cover(from: World.start, days: 80).cells[.nextLevel] == 0)
        #expect(table.cover(from: World.start, days: 100).cells[.nextLevel] ?? 0 > 0)
    }

    @Test("channels count apart only where a rule tells them apart")
    func channels() {
        var world = World.sample()
        let before = world.table().cover(from: World.start).cellCount
        world.rule("R-181", "PHED", "WATER", [.category: "WAT", .channel: "call181"])
        #expect(world.table().cover(from: World.start).cellCount == before * 2)
    }

    @Test("agrees with deciding every cell on every day", arguments: 0..<24)
    func agreement(seed: Int) {
        let world = RandomWorld(seed: 7000 + seed).world
        let table = world.table(days: 9)
        let named = table.model.rules.channels
        let naive = NaiveCover(world, days: 9, channels: [nil] + named)
        let cover = table.cover(from: World.start)
        #expect(cover.cells == naive.counts)
        var holes: [NaiveCover.Lack: Int] = [:]
        for hole in cover.holes {
            #expect(hole.cells > 0 && !hole.categories.isEmpty && !hole.places.within.isEmpty)
            for day in 0..<9 where hole.days.contains(World.day(day)) {
                let lack = NaiveCover.Lack(day: day, level: hole.level, reason: hole.reason)
                holes[lack, default: 0] += hole.cells
            }
        }
        #expect(holes == naive.holes)
    }
}
