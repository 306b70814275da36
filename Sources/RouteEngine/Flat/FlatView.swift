import CMachine

/// The sections of a flat table as pointers, for the length of one call.
struct FlatView {
    let levels: UnsafeBufferPointer<FlatLevel>
    let slots: UnsafePointer<FlatSlot>
    let chains: UnsafeBufferPointer<FlatEntry>
    let records: UnsafeBufferPointer<FlatRecord>
    let days: UnsafeBufferPointer<Int32>
    let calendar: UnsafePointer<UInt16>
    /// What the place of a date in the calendar is less than its digits after `20` say.
    let calendarStart: Int
    let calendarCount: Int
    let dictionary: UnsafePointer<FlatCode>
    let textStarts: UnsafeBufferPointer<UInt32>
    let text: UnsafeRawBufferPointer
    let districtOf: UnsafeBufferPointer<UInt32>
    let cells: UnsafeBufferPointer<UInt32>
    let segments: UnsafeBufferPointer<FlatSegment>

    init(_ bytes: UnsafeRawBufferPointer, _ image: RouteImage, _ facts: FlatFacts) {
        func items<Item>(_ section: RouteSection, _: Item.Type) -> UnsafeBufferPointer<Item> {
            let part = image[section]
            // An absent section has no items, so its start is never read.
            let start = bytes.baseAddress.map { $0 + part.start }
            return UnsafeBufferPointer(
                start: start?.assumingMemoryBound(to: Item.self), count: part.count)
        }
        levels = items(.levels, FlatLevel.self)
        slots = items(.slots, FlatSlot.self).baseAddress.unsafelyUnwrapped
        chains = items(.chains, FlatEntry.self)
        records = items(.records, FlatRecord.self)
        days = items(.days, Int32.self)
        calendar = items(.calendar, UInt16.self).baseAddress.unsafelyUnwrapped
        dictionary = items(.dictionary, FlatCode.self).baseAddress.unsafelyUnwrapped
        textStarts = items(.textStarts, UInt32.self)
        text = UnsafeRawBufferPointer(items(.text, UInt8.self))
        districtOf = items(.places, UInt32.self)
        cells = items(.cells, UInt32.self)
        segments = items(.segments, FlatSegment.self)
        calendarStart = (facts.firstYear - 2000) * 372 + 32
        calendarCount = facts.yearCount * 372
    }

    /// The bytes of a text; none when its number or its place is out of bounds.
    @inline(__always)
    func text(_ number: Int) -> UnsafeRawBufferPointer {
        guard number >= 0, number + 1 < textStarts.count else { return .init(start: nil, count: 0) }
        let (start, end) = (Int(textStarts[number]), Int(textStarts[number + 1]))
        guard start <= end, end <= text.count else { return .init(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }

    /// The rules of a chain, or none when its place is out of bounds.
    @inline(__always)
    func chain(_ rule: UInt32) -> UnsafeBufferPointer<FlatEntry> {
        let start = Int(rule & ~FlatSlot.chain)
        guard start < chains.count else { return .init(start: nil, count: 0) }
        let count = Int(chains[start].rule)
        guard count < chains.count - start else { return .init(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: chains[(start + 1)..<(start + 1 + count)])
    }
}

extension FlatView {
    /// What the slot of a key says, or a hit that holds on no day.
    ///
    /// Nearly every key is in the first or second slot of its search, or there is a free one
    /// among them; both are compared without a branch. The last slot of every level is free and
    /// no search starts there, so two can be read and the search ends.
    @inline(__always)
    func find(_ key: UInt64, at slot: UnsafePointer<FlatSlot>) -> FlatHit {
        let (first, second) = (slot.pointee.key, slot[1].key)
        let (isFirst, isSecond) = (machine_equal(first, key), machine_equal(second, key))
        // One branch for all four, for it alone can be guessed.
        let isSettled =
            isFirst | isSecond | machine_equal(first, FlatSlot.free)
            | machine_equal(second, FlatSlot.free)
        if isSettled != 0 {
            return FlatHit(
                bits: FlatHit(of: slot).bits & isFirst | FlatHit(of: slot + 1).bits & isSecond)
        }
        return findFurther(key, at: slot + 2)
    }

    @inline(never)
    private func findFurther(_ key: UInt64, at slot: UnsafePointer<FlatSlot>) -> FlatHit {
        var slot = slot
        while slot.pointee.key != key && slot.pointee.key != FlatSlot.free { slot += 1 }
        return FlatHit(of: slot)
    }

    @inline(__always)
    func start(of key: UInt64, in level: FlatLevel) -> Int {
        Int(truncatingIfNeeded: level.firstSlot) &+ FlatHash.slot(key, of: level.capacity)
    }

    /// The rule of a hit on a day, or 0.
    @inline(__always)
    func rule(_ hit: FlatHit, on day: UInt16) -> UInt32 {
        if hit.rule & FlatSlot.chain == 0 { return hit.holds(on: day) ? hit.rule : 0 }
        return ruleOfChain(hit.rule, on: day)
    }

    @inline(never)
    func ruleOfChain(_ rule: UInt32, on day: UInt16) -> UInt32 {
        for entry in chain(rule) where entry.holds(on: day) { return entry.rule }
        return 0
    }
}
