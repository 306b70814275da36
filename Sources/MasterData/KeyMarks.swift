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

    /// - Parameters:
    ///   - kind: the thing's kind.
    ///   - scheme: the scheme of its code.
    ///   - code: the UTF-8 of the code.
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

    public init(_ marks: [UInt64]) {
        self.init(expecting: marks.count)
        insert(marks)
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

extension MasterTable {
    /// The keys of the things there are on a day whose marks are not among some, in code order.
    ///
    /// Both come in much the same order, mostly: what is not met side by side is looked for after.
    public func keys(
        on day: Day, of kind: MasterKind, not marks: [UInt64], by marker: KeyMarker
    ) -> [RowKey] {
        var batch = KeyBatch(of: kind)
        var next = 0
        var walk = inOrder.makeIterator()
        while let mark = walk.next({ batch.hold($0, marker) }) {
            if next < marks.count, marks[next] == mark { next += 1 } else { batch.keep() }
        }
        let unmet = KeyMarks(batch.marks)
        // Those that come elsewhere in the order.
        let met = KeyMarks(marks.filter(unmet.contains))
        return batch.marks.indices.filter { !met.contains(batch.marks[$0]) }
            .map { batch[$0] }.filter { self[$0]?.version(on: day) != nil }
    }
}

/// Keys of a kind with their marks, as bytes: most are never made.
private struct KeyBatch {
    private let kind: MasterKind
    private(set) var marks: [UInt64] = []
    private var codes: [UInt8] = []
    private var ends: [Int] = []
    private var ranks: [UInt8] = []
    /// The key at hand, which may be kept.
    private var held: (mark: UInt64, code: [UInt8], rank: UInt8) = (0, [], 0)

    init(of kind: MasterKind) {
        self.kind = kind
    }

    /// Holds a key until the next one comes, and tells its mark.
    mutating func hold(_ row: MasterRow, _ marker: KeyMarker) -> UInt64 {
        switch row {
        case .packed(let row, _): hold(row.code, row.rank, marker)
        case .loose(let key, _):
            var code = key.code
            code.withUTF8 { hold(UnsafeRawBufferPointer($0), key.scheme.rank, marker) }
        }
        return held.mark
    }

    private mutating func hold(
        _ code: UnsafeRawBufferPointer, _ rank: UInt8, _ marker: KeyMarker
    ) {
        held.mark = marker.mark(kind, code, rank: rank)
        held.rank = rank
        held.code.removeAll(keepingCapacity: true)
        held.code.append(contentsOf: code)
    }

    /// Keeps the key at hand.
    mutating func keep() {
        marks.append(held.mark)
        codes.append(contentsOf: held.code)
        ends.append(codes.count)
        ranks.append(held.rank)
    }

    subscript(index: Int) -> RowKey {
        let code = codes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        return RowKey(
            kind, String(decoding: code, as: UTF8.self),
            scheme: CodeScheme.byRank[Int(ranks[index])])
    }
}
