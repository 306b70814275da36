/// Makes marks of keys: 64 bits under a secret key that stand for a thing where the thing itself
/// would take too much room.
///
/// Two of a million things have one mark once in thirty million such sets.
public struct KeyMarker: Sendable {
    /// By the order of kinds.
    private let starts: [KeyedHash]

    public init(_ key: KeyedHash.Key) {
        starts = MasterKind.allCases.map { kind in
            var start = KeyedHash(key)
            start.add(kind.rawValue)
            return start
        }
    }

    public func mark(of key: RowKey) -> UInt64 {
        var code = key.code
        return code.withUTF8 {
            mark(key.kind, UnsafeRawBufferPointer($0), rank: key.scheme.rank)
        }
    }

    /// - Parameter code: the UTF-8 of the code.
    public func mark(
        of kind: MasterKind, _ scheme: CodeScheme, _ code: UnsafeRawBufferPointer
    ) -> UInt64 {
        mark(kind, code, rank: scheme.rank)
    }

    func mark(_ kind: MasterKind, _ code: UnsafeRawBufferPointer, rank: UInt8) -> UInt64 {
        var hash = starts[kind.order]
        hash.add(UInt64(rank))
        hash.add(code)
        return hash.finished()
    }
}

/// A set of marks.
public struct KeyMarks: Sendable {
    /// By place, 0 where there is none; the count is a power of two.
    private var slots: [UInt64]
    private var hasZero = false

    /// - Parameter count: how many there will be, at most.
    public init(expecting count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    public mutating func insert(_ mark: UInt64) {
        if mark == 0 {
            hasZero = true
            return
        }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mark) & mask
        while slots[slot] != 0, slots[slot] != mark { slot = (slot + 1) & mask }
        slots[slot] = mark
    }

    public func contains(_ mark: UInt64) -> Bool {
        if mark == 0 { return hasZero }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mark) & mask
        while slots[slot] != 0 {
            if slots[slot] == mark { return true }
            slot = (slot + 1) & mask
        }
        return false
    }
}

extension MasterTable {
    /// The keys of the things there are on a day whose marks are not in a set, in code order.
    public func keys(on day: Day, of kind: MasterKind, not marks: KeyMarks, by marker: KeyMarker)
        -> [RowKey]
    {
        var keys: [RowKey] = []
        var walk = inOrder.makeIterator()
        let found = { (row: MasterRow) -> RowKey? in
            let mark =
                switch row {
                case .packed(let row, _): marker.mark(kind, row.code, rank: row.rank)
                case .loose(let key, _): marker.mark(of: key)
                }
            return !marks.contains(mark) && row.isThere(on: day) ? row.key : nil
        }
        while let key = walk.next(found) {
            if let key { keys.append(key) }
        }
        return keys
    }
}
