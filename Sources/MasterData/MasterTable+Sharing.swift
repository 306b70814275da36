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
                guard var value = content[field] else { continue }
                body(value.withUTF8 { UnsafeRawBufferPointer($0).valueHash })
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

extension UnsafeRawBufferPointer {
    /// Eight bytes at a time, multiplied and mixed.
    fileprivate var valueHash: UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= count {
            hash =
                (hash ^ loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                &* 0x9FB2_1C65_1E98_DF25
            hash ^= hash >> 29
            offset += 8
        }
        for index in offset..<count { hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 32
    }
}
