/// Things of one kind with their timelines as values in memory, found by key.
///
/// Keys and timelines stand side by side in the order they came, so that going through all
/// of them hashes nothing; a table of slots finds one by its key. A thing that was taken out
/// keeps its place with an empty timeline.
struct LooseTable: Sendable {
    private(set) var keys: [RowKey] = []
    /// Beside the keys.
    private(set) var timelines: [Timeline] = []
    /// Positions by hash, -1 free; the count is a power of two, at most half of it in use.
    private var slots: [Int32] = []
    /// Whether the keys came in order, as those of a release and of a changeset do.
    private(set) var isInOrder = true

    /// What was last said of a thing, an empty timeline when it was taken out; nothing when
    /// nothing was.
    subscript(key: RowKey) -> Timeline? { position(of: key).map { timelines[$0] } }

    /// Says what a thing's timeline is from now on.
    mutating func set(_ key: RowKey, to timeline: Timeline) {
        if let position = position(of: key) {
            timelines[position] = timeline
        } else {
            append(key, timeline)
        }
    }

    /// All that was said, in the order of keys.
    var inOrder: [MasterTable.Element] {
        let all = zip(keys, timelines).map { (key: $0, timeline: $1) }
        return isInOrder ? all : all.sorted { $0.key < $1.key }
    }

    private mutating func append(_ key: RowKey, _ timeline: Timeline) {
        if let last = keys.last, !(last < key) { isInOrder = false }
        keys.append(key)
        timelines.append(timeline)
        if keys.count * 2 > slots.count {
            slots = Array(repeating: -1, count: Swift.max(16, slots.count * 2))
            for position in keys.indices { place(position) }
        } else {
            place(keys.count - 1)
        }
    }

    private mutating func place(_ position: Int) {
        let mask = slots.count - 1
        var slot = keys[position].tableHash & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(position)
    }

    private func position(of key: RowKey) -> Int? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var slot = key.tableHash & mask
        while slots[slot] >= 0 {
            let position = Int(slots[slot])
            if keys[position] == key { return position }
            slot = (slot + 1) & mask
        }
        return nil
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
