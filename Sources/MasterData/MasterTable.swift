/// The things of one kind with their timelines, found by key.
///
/// Keys and timelines stand side by side in the order they came, so that going through all
/// of them hashes nothing; a table of slots finds one by its key. Iterating gives each thing
/// once, in no particular order.
public struct MasterTable: Sendable {
    private var keyList: [RowKey] = []
    /// Beside the keys; an empty timeline is a thing that was taken out.
    private var timelines: [Timeline] = []
    /// Positions by hash, -1 free; the count is a power of two, at most half of it in use.
    private var slots: [Int32] = []
    /// How many things there are, those taken out left out.
    public private(set) var count = 0

    public init() {}

    public var isEmpty: Bool { count == 0 }

    /// The timeline of a thing; nothing when the table has no such thing.
    public subscript(key: RowKey) -> Timeline? {
        guard let position = position(of: key), !timelines[position].isEmpty else { return nil }
        return timelines[position]
    }

    /// Puts a thing's timeline in; an empty one takes the thing out.
    mutating func set(_ key: RowKey, to timeline: Timeline) {
        if let position = position(of: key) {
            if timelines[position].isEmpty != timeline.isEmpty {
                count += timeline.isEmpty ? -1 : 1
            }
            timelines[position] = timeline
        } else if !timeline.isEmpty {
            append(key, timeline)
        }
    }

    /// The keys in code order.
    public var keys: [RowKey] { inOrder.map(\.key) }

    /// The things in code order.
    public var inOrder: [Element] {
        let present = Array(self)
        // What is read from a release comes in order; seeing that costs one pass.
        let isInOrder = zip(present, present.dropFirst()).allSatisfy { $0.key < $1.key }
        return isInOrder ? present : present.sorted { $0.key < $1.key }
    }

    private mutating func append(_ key: RowKey, _ timeline: Timeline) {
        keyList.append(key)
        timelines.append(timeline)
        count += 1
        if keyList.count * 2 > slots.count {
            slots = Array(repeating: -1, count: Swift.max(16, slots.count * 2))
            for position in keyList.indices { place(position) }
        } else {
            place(keyList.count - 1)
        }
    }

    private mutating func place(_ position: Int) {
        let mask = slots.count - 1
        var slot = keyList[position].tableHash & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(position)
    }

    private func position(of key: RowKey) -> Int? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var slot = key.tableHash & mask
        while slots[slot] >= 0 {
            let position = Int(slots[slot])
            if keyList[position] == key { return position }
            slot = (slot + 1) & mask
        }
        return nil
    }
}

extension MasterTable: Sequence {
    public typealias Element = (key: RowKey, timeline: Timeline)

    public func makeIterator() -> Iterator { Iterator(table: self) }

    public var underestimatedCount: Int { count }

    public struct Iterator: IteratorProtocol {
        fileprivate let table: MasterTable
        private var position = 0

        fileprivate init(table: MasterTable) {
            self.table = table
        }

        public mutating func next() -> Element? {
            while position < table.keyList.count {
                defer { position += 1 }
                if !table.timelines[position].isEmpty {
                    return (table.keyList[position], table.timelines[position])
                }
            }
            return nil
        }
    }
}

extension MasterTable: Equatable {
    public static func == (a: MasterTable, b: MasterTable) -> Bool {
        a.count == b.count && a.allSatisfy { b[$0.key] == $0.timeline }
    }
}

extension RowKey {
    /// FNV-1a over code and scheme with a final mix; codes are short.
    fileprivate var tableHash: Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        switch scheme {
        case .lgd: break
        case .raj: hash ^= 1
        case .own: hash ^= 2
        }
        for byte in code.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}
