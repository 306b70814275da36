/// The things of one kind with their timelines, found by key.
///
/// Few things are values in memory. Of many, those that a release lists lie as bytes in a file
/// and only what was said since is in memory, so that a copy with changes costs the changes.
public struct MasterTable: Sendable {
    /// What a release lists.
    let packed: PackedTable?
    /// What was said since, or all there is.
    private var loose = LooseTable()
    /// How many things there are, those taken out left out.
    public private(set) var count: Int

    public init() {
        packed = nil
        count = 0
    }

    init(_ packed: PackedTable) {
        self.packed = packed
        count = packed.count
    }

    public var isEmpty: Bool { count == 0 }

    /// Whether the things lie in a file: then a list of all of them is not to be made.
    public var isPacked: Bool { packed != nil }

    /// What was found about all things when they were packed; nothing when it was not asked, or
    /// when something was said since.
    public var soundness: Soundness? { loose.keys.isEmpty ? packed?.soundness : nil }

    /// What was said since the things were packed, or all there is; empty of what was taken out.
    var said: some Sequence<Element> { zip(loose.keys, loose.timelines).lazy.map { ($0, $1) } }

    /// Whether something was said of a thing since, or that it is no more.
    func hasSaid(_ key: RowKey) -> Bool { loose[key] != nil }

    /// The timeline of a thing; nothing when the table has no such thing.
    public subscript(key: RowKey) -> Timeline? {
        guard let said = loose[key] else { return packed?[key] }
        return said.isEmpty ? nil : said
    }

    /// Whether the table has a thing.
    public func contains(_ key: RowKey) -> Bool {
        guard let said = loose[key] else { return packed?.contains(key) ?? false }
        return !said.isEmpty
    }

    /// Hands a thing to the body; nothing when the table has no such thing.
    func find<Value>(_ key: RowKey, _ body: (MasterRow) -> Value) -> Value? {
        guard let said = loose[key] else {
            return packed?.find(key) { body(.packed($0, key.kind)) }
        }
        return said.isEmpty ? nil : body(.loose(key, said))
    }

    /// Puts a thing's timeline in; an empty one takes the thing out.
    mutating func set(_ key: RowKey, to timeline: Timeline) {
        let isThere = contains(key)
        if !isThere && timeline.isEmpty { return }
        loose.set(key, to: timeline)
        if isThere == timeline.isEmpty { count += isThere ? -1 : 1 }
    }

    /// The keys in code order.
    public var keys: [RowKey] {
        var keys: [RowKey] = []
        keys.reserveCapacity(count)
        forEachKey { keys.append($0) }
        return keys
    }

    /// Hands over each key in code order.
    public func forEachKey(_ body: (RowKey) -> Void) {
        var walk = inOrder.makeIterator()
        while walk.next({ body($0.key) }) != nil {}
    }

    /// How many digits all codes have, where they have nothing else and are of one width, and
    /// whether any of them begins with a zero; looked at up to the first that is otherwise.
    public var codeDigits: (width: Int?, isPadded: Bool) {
        var width: Int?
        var isPadded = false
        var walk = inOrder.makeIterator()
        while let digits = walk.next({ $0.codeDigits }) {
            guard digits.count > 0, width == nil || width == digits.count else {
                return (nil, isPadded)
            }
            width = digits.count
            isPadded = isPadded || digits.isPadded
        }
        return (width, isPadded)
    }

    /// The keys whose codes have nothing but digits, in code order.
    public var keysOfDigits: [RowKey] {
        var keys: [RowKey] = []
        var walk = inOrder.makeIterator()
        while let key = walk.next({ $0.codeDigits.count > 0 ? $0.key : nil }) {
            if let key { keys.append(key) }
        }
        return keys
    }

    /// The things in code order.
    public var inOrder: InOrder { InOrder(table: self) }

    /// How many things there are on a day.
    public func count(on day: Day) -> Int {
        var walk = makeIterator()
        var count = 0
        while let isThere = walk.next({ $0.isThere(on: day) }) {
            if isThere { count += 1 }
        }
        return count
    }
}

extension MasterTable: Sequence {
    public typealias Element = (key: RowKey, timeline: Timeline)

    /// In code order when packed, else in the order in which things were put in.
    public func makeIterator() -> Iterator {
        packed.map { Iterator($0, loose.inOrder) } ?? Iterator(loose)
    }

    public var underestimatedCount: Int { count }

    /// The things of a table in code order.
    public struct InOrder: Sequence, Sendable {
        fileprivate let table: MasterTable

        public func makeIterator() -> Iterator {
            if let packed = table.packed { return Iterator(packed, table.loose.inOrder) }
            return table.loose.isInOrder ? Iterator(table.loose) : Iterator(table.loose.inOrder)
        }

        public var underestimatedCount: Int { table.count }
    }
}

extension MasterTable: Equatable {
    public static func == (a: MasterTable, b: MasterTable) -> Bool {
        a.count == b.count && a.allSatisfy { b[$0.key] == $0.timeline }
    }
}
