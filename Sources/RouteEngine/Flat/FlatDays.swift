import MasterData

/// The days on which some rule of a sheet starts or ends.
///
/// A bit a day, with how many bits stand before each word: a sheet that names 9999-12-31 spans
/// millions of days, of which few matter.
struct FlatDays {
    private let first: Int32
    private var bits: ContiguousArray<UInt64>
    private var before: ContiguousArray<UInt32> = []
    /// In ascending order.
    private(set) var list: ContiguousArray<Int32> = []

    init(_ rows: ContiguousArray<FlatRow>) {
        var (first, last) = (Int32.max, Int32.min)
        for row in rows {
            first = min(first, row.from, row.to)
            last = max(last, row.from, row.to)
        }
        guard first <= last else {
            (self.first, bits) = (0, [])
            return
        }
        self.first = first
        bits = ContiguousArray(repeating: 0, count: Int(last - first) / 64 + 1)
        for row in rows {
            mark(row.from)
            mark(row.to)
        }
        before.reserveCapacity(bits.count)
        for (index, word) in bits.enumerated() {
            before.append(UInt32(list.count))
            var rest = word
            while rest != 0 {
                list.append(first + Int32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }

    private mutating func mark(_ day: Int32) {
        let place = Int(day &- first)
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// The rank of a day that a rule names: how many of the days are not after it.
    @inline(__always)
    func rank(_ day: Int32) -> UInt16 {
        let place = Int(day &- first)
        let word = bits[place >> 6] & (.max &>> UInt64(63 - place & 63))
        return UInt16(truncatingIfNeeded: Int(before[place >> 6]) + word.nonzeroBitCount)
    }
}
