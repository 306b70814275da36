import CMachine

/// The sections of a flat table as pointers, for the length of one call.
struct FlatView {
    let levels: UnsafeBufferPointer<FlatLevel>
    let slots: UnsafePointer<FlatSlot>
    let chains: UnsafeBufferPointer<FlatEntry>
    let records: UnsafeBufferPointer<FlatRecord>
    let days: UnsafeBufferPointer<Int32>
    let calendar: UnsafePointer<UInt16>
    let firstYear: Int
    let yearCount: Int
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
        firstYear = facts.firstYear
        yearCount = facts.yearCount
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
    /// The slot of a key in a level; a free one when it is not there.
    ///
    /// The last slot of every level is free, so the search ends.
    @inline(__always)
    func find(_ key: UInt64, from start: Int) -> FlatSlot {
        var at = slots + start
        while at.pointee.key != key && at.pointee.key != FlatSlot.free { at += 1 }
        return at.pointee
    }

    @inline(__always)
    func start(of key: UInt64, in level: FlatLevel) -> Int {
        Int(truncatingIfNeeded: level.firstSlot) &+ FlatHash.slot(key, of: level.capacity)
    }

    /// The rule of a slot on a day, or 0; a free slot holds on no day.
    @inline(__always)
    func rule(_ slot: FlatSlot, on day: UInt16) -> UInt32 {
        if slot.rule & FlatSlot.chain == 0 {
            return slot.from <= day && day < slot.to ? slot.rule : 0
        }
        return ruleOfChain(slot.rule, on: day)
    }

    @inline(never)
    func ruleOfChain(_ rule: UInt32, on day: UInt16) -> UInt32 {
        for entry in chain(rule) where entry.holds(on: day) { return entry.rule }
        return 0
    }
}
