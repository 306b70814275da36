import CMachine

extension FlatView {
    /// So many complaints are in flight at once.
    static let blockSize = 64

    /// The winner of one complaint, or 0.
    func winner(_ key: UInt64, _ day: UInt16) -> UInt32 {
        for level in levels {
            let key = key & level.mask
            let rule = rule(find(key, at: slots + start(of: key, in: level)), on: day)
            if rule != 0 { return rule }
        }
        return 0
    }

    /// The winners of complaints, level by level for a block of them.
    ///
    /// All slots of a block are asked for before the first is read, so that waiting for
    /// memory overlaps, and who has a winner leaves the block without a branch.
    func winners(
        _ keys: UnsafePointer<UInt64>, _ days: UnsafePointer<UInt16>, count: Int,
        into winners: UnsafeMutablePointer<UInt32>
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * Self.blockSize) { scratch in
            let starts = scratch.baseAddress.unsafelyUnwrapped
            let open = starts + Self.blockSize
            var first = 0
            while first < count {
                let size = min(Self.blockSize, count - first)
                block(
                    keys + first, days + first, size, into: winners + first, starts: starts,
                    open: open)
                first += size
            }
        }
    }

    @inline(__always)
    private func block(
        _ keys: UnsafePointer<UInt64>, _ days: UnsafePointer<UInt16>, _ size: Int,
        into winners: UnsafeMutablePointer<UInt32>, starts: UnsafeMutablePointer<UInt32>,
        open: UnsafeMutablePointer<UInt32>
    ) {
        var left = size
        for index in 0..<size {
            open[index] = UInt32(truncatingIfNeeded: index)
            winners[index] = 0
        }
        for level in levels {
            let slots = slots + Int(truncatingIfNeeded: level.firstSlot)
            for index in 0..<left {
                let key = keys[Int(open[index])] & level.mask
                let start = FlatHash.slot(key, of: level.capacity)
                starts[index] = UInt32(truncatingIfNeeded: start)
                machine_prefetch(slots + start)
            }
            var still = 0
            for index in 0..<left {
                let complaint = open[index]
                let key = keys[Int(complaint)] & level.mask
                let hit = find(key, at: slots + Int(starts[index]))
                let rule = rule(hit, on: days[Int(complaint)])
                winners[Int(complaint)] = rule
                open[still] = complaint
                still &+= rule == 0 ? 1 : 0
            }
            left = still
            if left == 0 { return }
        }
    }

    /// The winner of a cell on a day, or 0.
    @inline(__always)
    func winner(cell: UInt32, _ day: UInt16) -> UInt32 {
        // Before the first day and from the last one on no rule holds.
        guard Int(day) &- 1 < days.count &- 1, day > 0 else { return 0 }
        let found = cells[Int(cell)]
        if found & FlatSlot.chain == 0 { return found }
        var at = Int(found & ~FlatSlot.chain)
        guard at < segments.count else { return 0 }
        // The last segment of the section is marked, so the walk ends.
        while segments[at].isLast == 0 && segments[at &+ 1].from <= day { at &+= 1 }
        return segments[at].rule
    }

    /// The winners of complaints from the dense array; those outside it by their keys.
    func denseWinners(
        _ keys: UnsafePointer<UInt64>, _ places: UnsafePointer<UInt32>,
        _ days: UnsafePointer<UInt16>, count: Int, into winners: UnsafeMutablePointer<UInt32>
    ) {
        for index in 0..<count {
            let cell = places[index]
            // What is outside is beyond the last cell, and so is a cell of another table.
            winners[index] =
                Int(cell) < cells.count
                ? winner(cell: cell, days[index]) : winner(keys[index], days[index])
        }
    }
}
