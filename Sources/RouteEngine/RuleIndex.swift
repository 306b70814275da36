import MasterData

/// What a rule leaves open and how deep it reaches: rules of one mask rank alike.
struct RuleMask: Hashable, Sendable {
    var priority: Int32
    /// 0 for any category, else the depth of the category, 1 at the root.
    var categoryDepth: UInt8
    /// 0 for any place, else the depth of the place on the complaint's line.
    var placeDepth: UInt8
    var hasChannel: Bool
    var hasSetting: Bool
}

extension RuleMask: Comparable {
    /// A mask that is tried first is the lesser.
    static func < (a: RuleMask, b: RuleMask) -> Bool {
        if a.priority != b.priority { return a.priority > b.priority }
        if a.categoryDepth != b.categoryDepth { return a.categoryDepth > b.categoryDepth }
        if a.placeDepth != b.placeDepth { return a.placeDepth > b.placeDepth }
        if a.hasChannel != b.hasChannel { return a.hasChannel }
        return a.hasSetting && !b.hasSetting
    }
}

/// What of a complaint a rule can tell apart, as numbers.
struct RuleProbe: Sendable {
    var categories: PlaceLine
    var places: PlaceLine
    var channel: UInt8
    var setting: UInt8
    var day: Int32
}

/// The rules in one hash table per mask, tried in rank order, so that the first hit wins.
///
/// Depth in a hierarchy may change with the days; a rule then stands under each depth that
/// its category and place have on some day the table covers.
struct RuleIndex: Sendable {
    private struct Entry: BitwiseCopyable, Sendable {
        var span: Span
        var record: Int32
        /// The next rule of the same key in code order, or -1.
        var next: Int32
    }

    let masks: [RuleMask]
    private let tables: [PackedIndex]
    private let entries: Column<Entry>

    init(_ rules: RuleBook, places: PlaceGraph, categories: CategoryTree, days: Span) {
        var groups: [RuleMask: [UInt64: [Int32]]] = [:]
        var categoryDepths: [Int32: [UInt8]] = [-1: [0]]
        var placeDepths: [Int32: [UInt8]] = [-1: [0]]
        let categoryDays = days.starts(of: categories.cuts)
        let placeDays = days.starts(of: places.cuts)
        for (number, record) in rules.records.enumerated() where !record.namesNothing {
            let ofCategory = categoryDepths.value(for: record.category) {
                Set(
                    categoryDays.map { UInt8(categories.line(from: record.category, on: $0).count) }
                )
                .subtracting([0]).sorted()
            }
            let ofPlace = placeDepths.value(for: record.place) {
                Set(
                    placeDays.filter { places.exists(record.place, on: $0) }.flatMap { day in
                        (0..<4).filter { places.lies(record.place, in: $0, on: day) }.map {
                            UInt8(places.line(from: record.place, in: $0, on: day).count)
                        }
                    }
                ).sorted()
            }
            let key = Self.key(record.category, record.place, record.channel, record.setting)
            for categoryDepth in ofCategory {
                for placeDepth in ofPlace {
                    let mask = RuleMask(
                        priority: record.priority, categoryDepth: categoryDepth,
                        placeDepth: placeDepth, hasChannel: record.channel != 0,
                        hasSetting: record.setting != SettingCode.any)
                    groups[mask, default: [:]][key, default: []].append(Int32(number))
                }
            }
        }
        masks = groups.keys.sorted()
        var entries: [Entry] = []
        tables = masks.map { mask in
            let group = groups[mask] ?? [:]
            var table = PackedIndexBuilder(minimumCapacity: group.count)
            // In the order of keys, so that the same masters give the same bytes.
            for (key, records) in group.sorted(by: { $0.key < $1.key }) {
                // Records are numbered in code order, and so are the lists.
                for (position, record) in records.enumerated() {
                    if position == 0 { table.set(key, to: Int32(entries.count)) }
                    let isLast = position == records.count - 1
                    entries.append(
                        Entry(
                            span: rules.records[Int(record)].span, record: record,
                            next: isLast ? -1 : Int32(entries.count + 1)))
                }
            }
            return table.finished()
        }
        self.entries = Column(entries)
    }

    /// The winning record of a complaint, or -1.
    func winner(_ probe: RuleProbe) -> Int32 {
        for number in masks.indices {
            var next = first(number, probe)
            while next >= 0 {
                let entry = entries[Int(next)]
                if entry.span.contains(probe.day) { return entry.record }
                next = entry.next
            }
        }
        return -1
    }

    /// All records that match, whatever their days, best rank first.
    func matches(_ probe: RuleProbe) -> [Int32] {
        var found: [Int32] = []
        for number in masks.indices {
            var next = first(number, probe)
            while next >= 0 {
                found.append(entries[Int(next)].record)
                next = entries[Int(next)].next
            }
        }
        return found
    }

    /// The records that win on some day of a span, and perhaps others, best rank first.
    ///
    /// Ends with the first that holds on every day: what ranks below it cannot win.
    func contenders(_ probe: RuleProbe, over span: Span, into found: inout [Int32]) {
        found.removeAll(keepingCapacity: true)
        for number in masks.indices {
            var next = first(number, probe)
            while next >= 0 {
                let entry = entries[Int(next)]
                if entry.span.overlaps(span) { found.append(entry.record) }
                if entry.span.contains(span) { return }
                next = entry.next
            }
        }
    }

    /// The first entry under a mask that matches in everything but the day, or -1.
    @inline(__always)
    private func first(_ number: Int, _ probe: RuleProbe) -> Int32 {
        let mask = masks[number]
        let categoryDepth = Int(mask.categoryDepth)
        let placeDepth = Int(mask.placeDepth)
        if categoryDepth > probe.categories.count || placeDepth > probe.places.count { return -1 }
        if mask.hasChannel && probe.channel == 0 { return -1 }
        if mask.hasSetting && probe.setting == SettingCode.any { return -1 }
        return tables[number].find(
            Self.key(
                categoryDepth == 0 ? -1 : probe.categories.item(atDepth: categoryDepth),
                placeDepth == 0 ? -1 : probe.places.item(atDepth: placeDepth),
                mask.hasChannel ? probe.channel : 0, mask.hasSetting ? probe.setting : 0))
    }

    init(_ reader: inout RouteTableReader, records: Int) throws(RouteFileError) {
        masks = try reader.column(of: StoredMask.self, .masks).map(\.mask)
        let entries = try reader.column(of: Entry.self, .ruleEntries)
        try reader.require(
            entries.indices.allSatisfy { index in
                let entry = entries[index]
                // Lists run forwards, so each ends.
                return entry.span.from < entry.span.to && entry.record >= 0
                    && entry.record < records
                    && (entry.next == -1 || (entry.next > index && entry.next < entries.count))
            }, .ruleEntries)
        var tables: [PackedIndex] = []
        for _ in masks { tables.append(try PackedIndex(&reader, numbersBelow: entries.count)) }
        self.tables = tables
        self.entries = entries
    }

    func write(to writer: inout RouteTableWriter) {
        writer.add(masks.map(StoredMask.init), to: .masks)
        writer.add(entries, to: .ruleEntries)
        for table in tables { table.write(to: &writer) }
    }

    static func key(_ category: Int32, _ place: Int32, _ channel: UInt8, _ setting: UInt8) -> UInt64
    {
        UInt64(channel) << 50 | UInt64(setting) << 48 | Packed.pair(category, place)
    }
}

/// A mask as it lies in a route file.
private struct StoredMask: BitwiseCopyable, Sendable {
    var priority: Int32
    var categoryDepth: UInt8
    var placeDepth: UInt8
    var hasChannel: UInt8
    var hasSetting: UInt8

    init(_ mask: RuleMask) {
        priority = mask.priority
        categoryDepth = mask.categoryDepth
        placeDepth = mask.placeDepth
        hasChannel = mask.hasChannel ? 1 : 0
        hasSetting = mask.hasSetting ? 1 : 0
    }

    var mask: RuleMask {
        RuleMask(
            priority: priority, categoryDepth: categoryDepth, placeDepth: placeDepth,
            hasChannel: hasChannel != 0, hasSetting: hasSetting != 0)
    }
}

extension Span {
    /// The first day and every later day of the span on which something changes.
    func starts(of cuts: [Int32]) -> [Int32] {
        isEmpty ? [] : [from] + cuts.filter { $0 > from && $0 < to }
    }
}

extension Dictionary {
    /// The value of a key, made and kept when it is asked for first.
    mutating func value(for key: Key, _ make: () -> Value) -> Value {
        if let value = self[key] { return value }
        let value = make()
        self[key] = value
        return value
    }
}
