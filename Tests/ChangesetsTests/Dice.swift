import Changesets
import MasterData

/// Counter-based random numbers (splitmix64): the same on every run.
struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }

    mutating func masters() -> MasterRows {
        var rows = MasterRows()
        for _ in 0..<roll(12) {
            let kind = [MasterKind.district, .tehsil, .person][roll(3)]
            rows[RowKey(kind, String(1 + roll(9)))] = timeline()
        }
        return rows
    }

    mutating func timeline() -> Timeline {
        var timeline = Timeline()
        for _ in 0...roll(3) {
            let from = Day(number: Int32(roll(60)))
            let to = roll(3) == 0 ? Day.distantFuture : from.advanced(by: 1 + roll(40))
            timeline.put(
                Content([.nameEn: "Name \(roll(4))", .source: "S\(roll(2))"]),
                over: Validity(from: from, to: to))
        }
        return timeline
    }

    /// The masters with some things changed, added and taken out.
    mutating func edited(_ rows: MasterRows) -> MasterRows {
        var edited = rows
        for kind in [MasterKind.district, .tehsil, .person] {
            for number in 1...9 where roll(4) == 0 {
                let key = RowKey(kind, String(number))
                edited[key] = roll(4) == 0 ? nil : timeline()
            }
        }
        return edited
    }
}
