import CMachine

/// The dense array: the winner of every cell (category × place × channel), by days.
///
/// A place is a sub-district with its district, a district alone, or neither. A complaint
/// that brings another pair has no cell; the hash tables answer it.
struct FlatCells {
    /// By sub-district: the one district that rules name with it, or 0.
    private(set) var districtOf: ContiguousArray<UInt32> = []
    /// A rule that wins on all days, or ``FlatSlot/chain`` and the place of the first segment.
    private(set) var cells: ContiguousArray<UInt32> = []
    private(set) var segments: ContiguousArray<FlatSegment> = []

    init() {}

    /// How many cells a table has.
    static func count(_ facts: FlatFacts) -> Int {
        let counts = facts.codeCounts
        let (count, overflow) = ((counts[0] + 1) * (counts[3] + 1)).multipliedReportingOverflow(
            by: counts[1] + counts[2] + 1)
        return overflow ? .max : count
    }

    /// - Parameter facts: gets the sides of the array.
    init(
        _ rows: ContiguousArray<FlatRow>, _ records: ContiguousArray<FlatRecord>,
        _ levels: FlatLevels, _ facts: inout FlatFacts
    ) {
        let counts = facts.codeCounts
        facts.categories = counts[0] + 1
        facts.places = counts[1] + counts[2] + 1
        facts.channels = counts[3] + 1
        districtOf = Self.districts(rows, count: counts[2])
        cells = ContiguousArray(repeating: 0, count: Self.count(facts))
        var last: UInt16 = 1
        for record in records { last = max(last, record.from, record.to) }
        let probe = FlatCellProbe(levels, facts)
        var days = FlatDayFill(last: last)
        var known = FlatSegmentBook()
        let districtOf = districtOf
        let facts = facts
        var position = 0
        cells.withUnsafeMutableBufferPointer { cells in
            probe.run(districtOf, facts) { candidates in
                days.restart()
                for slot in candidates {
                    if slot.key == FlatSlot.free { continue }
                    if slot.rule & FlatSlot.chain == 0 {
                        days.fill(slot.from, slot.to, slot.rule)
                    } else {
                        let start = Int(slot.rule & ~FlatSlot.chain)
                        let count = Int(levels.chains[start].rule)
                        for entry in levels.chains[(start + 1)...(start + count)] {
                            days.fill(entry.from, entry.to, entry.rule)
                        }
                    }
                    if days.isFull { break }
                }
                cells[position] = days.value(in: &known)
                position += 1
            }
        }
        segments = known.segments
    }

    private static func districts(
        _ rows: ContiguousArray<FlatRow>, count: Int
    ) -> ContiguousArray<UInt32> {
        var districts = ContiguousArray(repeating: UInt32(0), count: count + 1)
        var isShared = ContiguousArray(repeating: false, count: count + 1)
        for row in rows where row.codes.2 != 0 && row.codes.1 != 0 {
            let subdistrict = Int(row.codes.2)
            if districts[subdistrict] == 0 { districts[subdistrict] = row.codes.1 }
            if districts[subdistrict] != row.codes.1 { isShared[subdistrict] = true }
        }
        for index in districts.indices where isShared[index] { districts[index] = 0 }
        return districts
    }
}

/// Finds the rules of all cells, asking for memory one place ahead.
private struct FlatCellProbe {
    let levels: FlatLevels
    let unknowns: [UInt64]
    let shifts: [UInt64]

    init(_ levels: FlatLevels, _ facts: FlatFacts) {
        self.levels = levels
        unknowns = (0..<4).map { facts.mask($0) }
        shifts = facts.shifts.map { UInt64($0) }
    }

    /// Calls the body with the slots of each cell, best level first, in the order of cells.
    func run(
        _ districtOf: ContiguousArray<UInt32>, _ facts: FlatFacts,
        _ body: (UnsafeBufferPointer<FlatSlot>) -> Void
    ) {
        let (subdistricts, places) = (facts.codeCounts[2], facts.places)
        let levelCount = levels.levels.count
        let channels = facts.channels
        var starts = [ContiguousArray(repeating: 0, count: levelCount * channels)]
        starts.append(starts[0])
        var found = ContiguousArray(repeating: FlatSlot.empty, count: levelCount)
        let channelBits = unknowns[3]
        func key(_ category: Int, _ place: Int) -> UInt64 {
            var key: UInt64 = unknowns[0]
            if category < facts.categories - 1 { key = UInt64(category + 1) << shifts[0] }
            if place < subdistricts {
                let district = districtOf[place + 1]
                key |= district == 0 ? unknowns[1] : UInt64(district) << shifts[1]
                return key | UInt64(place + 1) << shifts[2]
            }
            key |= place == places - 1 ? unknowns[1] : UInt64(place - subdistricts + 1) << shifts[1]
            return key | unknowns[2]
        }
        func channel(_ number: Int) -> UInt64 {
            number < channels - 1 ? UInt64(number + 1) << shifts[3] : channelBits
        }
        levels.slots.withUnsafeBufferPointer { slots in
            guard let base = slots.baseAddress else { return }
            func ask(_ number: Int, _ side: Int) {
                let (category, place) = (number / places, number % places)
                let key = key(category, place)
                for (index, level) in levels.levels.enumerated() {
                    let count = level.mask & channelBits == 0 ? 1 : channels
                    for each in 0..<count {
                        let wanted = (key | channel(each)) & level.mask
                        let start = Int(level.firstSlot) + FlatHash.slot(wanted, of: level.capacity)
                        starts[side][index * channels + each] = start
                        machine_prefetch(base + start)
                    }
                }
            }
            let total = facts.categories * places
            if total > 0 { ask(0, 0) }
            for number in 0..<total {
                if number + 1 < total { ask(number + 1, (number + 1) & 1) }
                let key = key(number / places, number % places)
                for each in 0..<channels {
                    for (index, level) in levels.levels.enumerated() {
                        let hasChannel = level.mask & channelBits != 0
                        if each > 0 && !hasChannel { continue }
                        let wanted = (key | channel(each)) & level.mask
                        var at = starts[number & 1][index * channels + (hasChannel ? each : 0)]
                        while base[at].key != wanted && base[at].key != FlatSlot.free { at += 1 }
                        found[index] = base[at]
                    }
                    found.withUnsafeBufferPointer(body)
                }
            }
        }
    }
}

/// Fills the days of one cell, best rule first.
private struct FlatDayFill {
    /// The rank from which on no rule holds; none holds on rank 0 either.
    let last: UInt16
    private var open: ContiguousArray<(from: UInt16, to: UInt16)> = []
    private var filled: ContiguousArray<FlatSegment> = []

    init(last: UInt16) { self.last = last }

    var isFull: Bool { open.isEmpty }

    mutating func restart() {
        open.removeAll(keepingCapacity: true)
        filled.removeAll(keepingCapacity: true)
        if last > 1 { open.append((1, last)) }
    }

    @inline(__always)
    mutating func fill(_ from: UInt16, _ to: UInt16, _ rule: UInt32) {
        var index = 0
        while index < open.count {
            let (start, end) = open[index]
            let (low, high) = (max(from, start), min(to, end))
            if low >= high {
                index += 1
                continue
            }
            filled.append(FlatSegment(from: low, isLast: 0, rule: rule))
            if start < low && high < end {
                open[index] = (start, low)
                open.insert((high, end), at: index + 1)
                return
            }
            if start < low {
                open[index] = (start, low)
                index += 1
            } else if high < end {
                open[index] = (high, end)
                index += 1
            } else {
                open.remove(at: index)
            }
        }
    }

    /// What stands in the cell.
    mutating func value(in book: inout FlatSegmentBook) -> UInt32 {
        for (from, _) in open { filled.append(FlatSegment(from: from, isLast: 0, rule: 0)) }
        if filled.count == 1 { return filled[0].rule }
        if filled.isEmpty { return 0 }
        // Few stretches, mostly in order.
        for index in 1..<filled.count {
            var at = index
            while at > 0 && filled[at - 1].from > filled[at].from {
                filled.swapAt(at - 1, at)
                at -= 1
            }
        }
        var kept = 1
        for index in 1..<filled.count where filled[index].rule != filled[kept - 1].rule {
            filled[kept] = filled[index]
            kept += 1
        }
        if kept == 1 { return filled[0].rule }
        filled.removeLast(filled.count - kept)
        filled[kept - 1].isLast = 1
        return FlatSlot.chain | book.place(of: filled)
    }
}

/// Keeps equal lists of segments once.
private struct FlatSegmentBook {
    private(set) var segments: ContiguousArray<FlatSegment> = []
    /// Places of lists by hash, plus one; 0 is free.
    private var slots = ContiguousArray(repeating: UInt32(0), count: 1024)
    private var count = 0

    mutating func place(of list: ContiguousArray<FlatSegment>) -> UInt32 {
        let mask = slots.count - 1
        var at = Self.hash(list[...]) & mask
        while slots[at] != 0 {
            let start = Int(slots[at]) - 1
            if isEqual(list, start) { return UInt32(start) }
            at = (at + 1) & mask
        }
        let start = UInt32(segments.count)
        segments += list
        slots[at] = start + 1
        count += 1
        if count * 2 > slots.count { grow() }
        return start
    }

    private func isEqual(_ list: ContiguousArray<FlatSegment>, _ start: Int) -> Bool {
        for (index, segment) in list.enumerated() {
            let other = segments[start + index]
            if segment.from != other.from || segment.rule != other.rule
                || segment.isLast != other.isLast
            {
                return false
            }
        }
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = ContiguousArray(repeating: 0, count: old.count * 2)
        let mask = slots.count - 1
        for place in old where place != 0 {
            let start = Int(place) - 1
            var end = start
            while segments[end].isLast == 0 { end += 1 }
            var at = Self.hash(segments[start...end]) & mask
            while slots[at] != 0 { at = (at + 1) & mask }
            slots[at] = place
        }
    }

    private static func hash(_ list: ContiguousArray<FlatSegment>.SubSequence) -> Int {
        var hash: UInt64 = 0
        for segment in list {
            hash =
                FlatHash.spread(hash ^ UInt64(segment.rule) << 16 ^ UInt64(segment.from))
                &+ FlatHash.factor
        }
        return Int(truncatingIfNeeded: FlatHash.spread(hash) >> 33)
    }
}
