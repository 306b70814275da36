import CMachine

/// The hash tables of a flat table, one for each level of rank, best first.
struct FlatLevels {
    private(set) var levels: ContiguousArray<FlatLevel> = []
    private(set) var slots: ContiguousArray<FlatSlot> = []
    private(set) var chains: ContiguousArray<FlatEntry> = []

    private struct Rank: Hashable {
        var priority: Int32
        var specificity: UInt32
    }

    /// - Parameter rows: in the order of their ids, as the records are.
    init(
        _ rows: ContiguousArray<FlatRow>, _ records: ContiguousArray<FlatRecord>,
        _ facts: FlatFacts
    ) {
        let grouped = Self.grouped(rows)
        var total = 0
        for group in grouped { total += 2 * group.numbers.count + 80 }
        slots.reserveCapacity(total)
        for group in grouped {
            var mask: UInt64 = 0
            for field in FlatField.allCases where group.rank.specificity & field.weight != 0 {
                mask |= facts.mask(field.rawValue)
            }
            let first = slots.count
            // Half full: a key that is not there is mostly missed in the first cache line.
            var capacity = max(8, group.numbers.count * 7 / 4)
            while !fill(group.numbers, records, capacity: capacity) {
                slots.removeLast(slots.count - first)
                capacity *= 2
            }
            levels.append(
                FlatLevel(
                    mask: mask, firstSlot: UInt64(first), capacity: UInt32(capacity),
                    slotCount: UInt32(slots.count - first), priority: group.rank.priority,
                    specificity: group.rank.specificity))
        }
        if slots.isEmpty { slots.append(.empty) }
    }

    /// The rules of each level, in the order of their ids; levels best first.
    private static func grouped(
        _ rows: ContiguousArray<FlatRow>
    ) -> [(rank: Rank, numbers: ContiguousArray<UInt32>)] {
        var groups: [(rank: Rank, numbers: ContiguousArray<UInt32>)] = []
        var positions: [Rank: Int] = [:]
        var lastRank = Rank(priority: 0, specificity: 99)
        var position = 0
        for (index, row) in rows.enumerated() {
            let rank = Rank(priority: row.priority, specificity: row.specificity)
            if rank != lastRank {
                lastRank = rank
                if let known = positions[rank] {
                    position = known
                } else {
                    position = groups.count
                    positions[rank] = position
                    groups.append((rank, []))
                }
            }
            groups[position].numbers.append(UInt32(index + 1))
        }
        return groups.sorted {
            ($1.rank.priority, $1.rank.specificity) < ($0.rank.priority, $0.rank.specificity)
        }
    }

    /// Adds the slots of a level; false when keys run over into too many slots at the end.
    private mutating func fill(
        _ numbers: ContiguousArray<UInt32>, _ records: ContiguousArray<FlatRecord>, capacity: Int
    ) -> Bool {
        let first = slots.count
        let room = capacity + min(capacity, 64)
        slots.append(contentsOf: repeatElement(.empty, count: room + 1))
        // Rules whose key stands in its slot already, with the slot.
        var more: ContiguousArray<(slot: Int, number: UInt32)> = []
        let fits = slots.withUnsafeMutableBufferPointer { all in
            records.withUnsafeBufferPointer { records in
                Self.place(
                    numbers, records, UnsafeMutableBufferPointer(rebasing: all[first...]),
                    capacity: UInt32(capacity), more: &more)
            }
        }
        if !fits { return false }
        makeChains(more, first, records)
        // Slots beyond the last used one are not kept, but for the free one at the end.
        while slots.count > first + capacity + 1, slots[slots.count - 2].key == FlatSlot.free {
            slots.removeLast()
        }
        return true
    }

    private static func place(
        _ numbers: ContiguousArray<UInt32>, _ records: UnsafeBufferPointer<FlatRecord>,
        _ slots: UnsafeMutableBufferPointer<FlatSlot>, capacity: UInt32,
        more: inout ContiguousArray<(slot: Int, number: UInt32)>
    ) -> Bool {
        guard let base = slots.baseAddress else { return false }
        let last = slots.count - 1
        let ahead = 16
        return numbers.withUnsafeBufferPointer { numbers in
            for index in 0..<numbers.count {
                if index + ahead < numbers.count {
                    let key = records[Int(numbers[index + ahead]) - 1].key
                    machine_prefetch(base + FlatHash.slot(key, of: capacity))
                }
                let record = records[Int(numbers[index]) - 1]
                var at = FlatHash.slot(record.key, of: capacity)
                while base[at].key != FlatSlot.free && base[at].key != record.key { at += 1 }
                if at == last { return false }
                if base[at].key == FlatSlot.free {
                    base[at] = FlatSlot(
                        key: record.key, from: record.from, to: record.to, rule: numbers[index])
                } else {
                    more.append((at, numbers[index]))
                }
            }
            return true
        }
    }

    /// Turns slots with several rules into chains.
    private mutating func makeChains(
        _ more: ContiguousArray<(slot: Int, number: UInt32)>, _ first: Int,
        _ records: ContiguousArray<FlatRecord>
    ) {
        var more = more
        more.sort { ($0.slot, $0.number) < ($1.slot, $1.number) }
        var index = 0
        while index < more.count {
            let slot = more[index].slot
            var end = index
            while end < more.count && more[end].slot == slot { end += 1 }
            let start = UInt32(chains.count)
            let numbers = [slots[first + slot].rule] + more[index..<end].map(\.number)
            chains.append(FlatEntry(from: 0, to: 0, rule: UInt32(numbers.count)))
            for number in numbers {
                let record = records[Int(number) - 1]
                chains.append(FlatEntry(from: record.from, to: record.to, rule: number))
            }
            slots[first + slot].rule = FlatSlot.chain | start
            slots[first + slot].from = 0
            slots[first + slot].to = .max
            index = end
        }
    }
}
