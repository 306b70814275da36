import MasterData
import Testing

@testable import RouteEngine

@Suite("A difference of routes lists every cell that differs")
struct RouteDiffTests {
    private func diff(_ base: World, _ candidate: World, days: Int = 400) -> RouteDiff {
        .between(
            base: base.table(days: days), candidate: candidate.table(days: days),
            from: World.start, days: days)
    }

    @Test("nothing between a table and itself")
    func same() {
        let diff = diff(.sample(), .sample())
        #expect(diff.isEmpty && diff.shifts.isEmpty)
    }

    @Test("grouped to the largest categories and places, with the posts of both sides")
    func changed() throws {
        var base = World.sample()
        base.put(.category, "WAT-BILL", .category(under: "WAT"))
        base.office("AE-502", "PHED", "tehsil", ["tehsil:502"])
        base.post("P5", "JEN", "AE-502", heldBy: "esha")
        var candidate = base
        candidate.remove(.jurisdiction, "AE-501/tehsil:501")
        candidate.serve("AE-502", "tehsil:501")
        let diff = diff(base, candidate)
        let shift = try #require(diff.shifts.first)
        #expect(diff.shifts.count == 1)
        #expect(
            shift.description
                == "L1 of PHED: WAT (2 categories) at tehsil:501, 2026-04-01 until 2027-05-06: P1 → P5: 6 cells"
        )
        #expect(shift.cells == diff.impact.counts.changedPost)
        #expect(
            diff.json["shifts"]?.array?.first?["pairs"]?.array?.first?["to"] == .string("P5"))
    }

    @Test("cover lost and gained with its reason, a change of department by name")
    func kinds() throws {
        var candidate = World.sample()
        candidate.remove(.office, "AE-501")
        let lost = try #require(diff(.sample(), candidate).shifts.first)
        #expect(lost.kind == .lost && lost.reason == .noOffice)
        #expect(lost.pairs.map(\.from?.code) == ["P1"] && lost.pairs[0].to == nil)
        let gained = try #require(diff(candidate, .sample()).shifts.first)
        #expect(gained.kind == .gained && gained.reason == .noOffice && gained.cells == lost.cells)

        var other = World.sample()
        other.put(.department, "ENERGY")
        other.office("EN-501", "ENERGY", "tehsil", ["tehsil:501"])
        other.post("E1", "JEN", "EN-501", heldBy: "esha")
        other.rule("R-X", "ENERGY", "WATER", [.category: "WAT-SUP", .place: "tehsil:501"])
        let moved = try #require(
            diff(.sample(), other).shifts.first { $0.level == 1 && $0.kind == .changed })
        #expect(moved.department?.code == "ENERGY" && moved.formerDepartment?.code == "PHED")
    }

    @Test("cells that only one side has")
    func oneSided() {
        var candidate = World.sample()
        candidate.put(.tehsil, "503", [.parentRevenue: "district:101"])
        let added = diff(.sample(), candidate)
        #expect(added.shifts.filter { $0.kind == .new }.allSatisfy { $0.places.count == 1 })
        #expect(
            added.shifts.filter { $0.kind == .new }.reduce(0) { $0 + $1.cells }
                == added.impact.newCells)
        let gone = diff(candidate, .sample())
        #expect(
            gone.shifts.filter { $0.kind == .removed }.reduce(0) { $0 + $1.cells }
                == gone.impact.removedCells)
        #expect(
            gone.shifts.allSatisfy { $0.places.within == [RowKey(.tehsil, "503")] })
    }

    private struct Move: Hashable {
        var level: Int
        var from: RowKey?
        var to: RowKey?
    }

    @Test("and agrees with deciding every cell of both sides on every day", arguments: 0..<16)
    func agreement(seed: Int) {
        let days = 7
        let cells = NaiveComparison(world: 9000 + seed, change: seed, days: days)
        let (base, candidate, old, new) = (cells.base, cells.candidate, cells.old, cells.new)
        var expected: [Move: Int] = [:]
        for (cell, after) in new {
            guard let before = old[cell] else { continue }
            var moves: Set<Move> = []
            for (day, state) in after {
                guard let was = before[day], was.answers != state.answers else { continue }
                moves.insert(Move(level: cell.level, from: was.answers, to: state.answers))
            }
            for move in moves { expected[move, default: 0] += 1 }
        }
        var found: [Move: [Int]] = [:]
        for shift in diff(base, candidate, days: days).shifts {
            if shift.kind == .new || shift.kind == .removed { continue }
            for pair in shift.pairs {
                found[Move(level: shift.level, from: pair.from, to: pair.to), default: []]
                    .append(pair.cells)
            }
        }
        #expect(Set(found.keys) == Set(expected.keys))
        for (move, cells) in found {
            // One cell is in several shifts when its department or reason changes with the days.
            let sum = cells.reduce(0, +)
            #expect(sum >= expected[move] ?? 0)
            if cells.count == 1 { #expect(sum == expected[move]) }
        }
    }
}
