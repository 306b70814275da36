extension MasterTable {
    /// The things of which one of the fields has, on a day, a value that another thing has in
    /// one of them too; in code order, with what they say that day.
    ///
    /// In memory are four bytes for each value, twice at most, and what is handed back. Where
    /// two values have one hash, a thing may be among them that shares nothing.
    public func sharing(_ fields: [Field], on day: Day) -> [(key: RowKey, content: Content)] {
        var sieve = ValueSieve(expecting: count * fields.count)
        var walk = inOrder.makeIterator()
        while walk.next({ row in row.forEachValue(of: fields, on: day) { sieve.add($0) } }) != nil {
        }
        guard !sieve.repeated.isEmpty else { return [] }
        var found: [(key: RowKey, content: Content)] = []
        walk = inOrder.makeIterator()
        let shared = { (row: MasterRow) -> Element? in
            row.hasValue(among: sieve.repeated, of: fields, on: day) ? (row.key, row.timeline) : nil
        }
        while let row = walk.next(shared) {
            guard let row, let content = row.timeline.content(on: day) else { continue }
            found.append((row.key, content))
        }
        return found
    }
}

extension MasterTable {
    /// The things that have one of the values in one of the fields on a day, in code order, with
    /// what they say that day.
    ///
    /// - Parameters:
    ///   - values: what to look for, as it is sealed.
    ///   - fields: sealed ones.
    ///   - day: the day on which they have it.
    public func holding(
        _ values: Set<String>, in fields: [Field], on day: Day
    ) -> [(key: RowKey, content: Content)] {
        var found: [(key: RowKey, content: Content)] = []
        forEachThing(having: values) { key, timeline in
            guard let content = timeline.content(on: day),
                fields.contains(where: { content[$0].map(values.contains) ?? false })
            else { return }
            found.append((key, content))
        }
        return found.sorted { $0.key < $1.key }
    }

    /// Hands over each thing of which a version has one of the values in a sealed field, in no
    /// order, and perhaps a few more.
    public func forEachThing(having values: Set<String>, _ body: (RowKey, Timeline) -> Void) {
        if values.isEmpty { return }
        for (key, timeline) in said { body(key, timeline) }
        packed?.forEachThing(having: Set(values.map { $0.valueHash })) { key, timeline in
            if !hasSaid(key) { body(key, timeline) }
        }
    }
}

extension MasterRow {
    fileprivate func hasValue(among hashes: Set<UInt64>, of fields: [Field], on day: Day) -> Bool {
        var isThere = false
        forEachValue(of: fields, on: day) { if hashes.contains($0) { isThere = true } }
        return isThere
    }

    /// Hands over a hash of the value of each field that there is on a day.
    fileprivate func forEachValue(of fields: [Field], on day: Day, _ body: (UInt64) -> Void) {
        switch self {
        case .packed(let row, _):
            guard let version = PackedTimeline(bytes: row.timelineBytes).version(on: day) else {
                return
            }
            for field in fields { version.value(of: field).map { body($0.valueHash) } }
        case .loose(_, let timeline):
            guard let content = timeline.content(on: day) else { return }
            for field in fields {
                if let value = content[field] { body(value.valueHash) }
            }
        }
    }
}

/// Tells which hashes of many come more than once.
private struct ValueSieve {
    /// Parts of the hashes that came, 0 where there is none; the count is a power of two.
    private var marks: [UInt32]
    private(set) var repeated: Set<UInt64> = []

    init(expecting count: Int) {
        var size = 64
        while size < count * 3 / 2 { size *= 2 }
        marks = [UInt32](repeating: 0, count: size)
    }

    mutating func add(_ hash: UInt64) {
        let mark = UInt32(truncatingIfNeeded: hash >> 32) | 1
        let mask = marks.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while marks[slot] != 0 {
            if marks[slot] == mark {
                repeated.insert(hash)
                return
            }
            slot = (slot + 1) & mask
        }
        marks[slot] = mark
    }
}

extension String {
    fileprivate var valueHash: UInt64 {
        var text = self
        return text.withUTF8 { UnsafeRawBufferPointer($0).valueHash }
    }
}
