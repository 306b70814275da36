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

    public mutating func insert(_ mark: UInt64) { insert(CollectionOfOne(mark)) }

    /// Inserts marks one after the other; none waits for the memory that another needs.
    public mutating func insert(_ marks: some Sequence<UInt64>) {
        let mask = slots.count - 1
        var hasZero = hasZero
        slots.withUnsafeMutableBufferPointer { slots in
            for mark in marks {
                if mark == 0 { hasZero = true }
                var slot = Int(truncatingIfNeeded: mark) & mask
                while slots[slot] != 0, slots[slot] != mark { slot = (slot + 1) & mask }
                slots[slot] = mark
            }
        }
        self.hasZero = hasZero
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

extension KeyMarks {
    /// Whether each of some marks is not in the set. They are looked up side by side, so that the
    /// processor waits for memory once and not for each.
    fileprivate func lacks(_ marks: [UInt64], into lacking: inout [Int]) {
        let mask = slots.count - 1
        slots.withUnsafeBufferPointer { slots in
            for (index, mark) in marks.enumerated()
            where slots[Int(truncatingIfNeeded: mark) & mask] != mark {
                lacking.append(index)
            }
        }
        lacking.removeAll { contains(marks[$0]) }
    }
}

extension MasterTable {
    /// The keys of the things there are on a day whose marks are not in a set, in code order.
    public func keys(on day: Day, of kind: MasterKind, not marks: KeyMarks, by marker: KeyMarker)
        -> [RowKey]
    {
        var keys: [RowKey] = []
        var batch = KeyBatch(of: kind)
        func end() {
            var lacking: [Int] = []
            marks.lacks(batch.marks, into: &lacking)
            for key in lacking.map({ batch[$0] }) where self[key]?.version(on: day) != nil {
                keys.append(key)
            }
            batch.removeAll()
        }
        var walk = inOrder.makeIterator()
        while walk.next({ batch.add($0, marker) }) != nil {
            if batch.isFull { end() }
        }
        end()
        return keys
    }
}

/// Some keys of a kind with their marks, as bytes: most are never made.
private struct KeyBatch {
    private let kind: MasterKind
    private(set) var marks: [UInt64] = []
    private var codes: [UInt8] = []
    private var ends: [Int] = []
    private var ranks: [UInt8] = []

    init(of kind: MasterKind) {
        self.kind = kind
    }

    var isFull: Bool { marks.count >= 1024 }

    mutating func add(_ row: MasterRow, _ marker: KeyMarker) {
        switch row {
        case .packed(let row, _): add(row.code, row.rank, marker)
        case .loose(let key, _):
            var code = key.code
            code.withUTF8 { add(UnsafeRawBufferPointer($0), key.scheme.rank, marker) }
        }
    }

    private mutating func add(_ code: UnsafeRawBufferPointer, _ rank: UInt8, _ marker: KeyMarker) {
        marks.append(marker.mark(kind, code, rank: rank))
        codes.append(contentsOf: code)
        ends.append(codes.count)
        ranks.append(rank)
    }

    subscript(index: Int) -> RowKey {
        let code = codes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        return RowKey(
            kind, String(decoding: code, as: UTF8.self),
            scheme: CodeScheme.byRank[Int(ranks[index])])
    }

    mutating func removeAll() {
        marks.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        ranks.removeAll(keepingCapacity: true)
    }
}
