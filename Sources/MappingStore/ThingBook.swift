internal import MasterData

/// The ids of things, found by key.
///
/// Keys and ids stand side by side, with a table of slots beside them: a release has millions of
/// things, and a dictionary takes three times as much.
struct ThingBook {
    private var keys: [RowKey] = []
    private var ids: [Int64] = []
    /// Positions by hash, -1 free; the count is a power of two, at most half of it in use.
    private var slots: [Int32] = []

    /// The id of a thing, or nothing.
    subscript(key: RowKey) -> Int64? {
        guard !slots.isEmpty else { return nil }
        let found = slots[slot(of: key)]
        return found < 0 ? nil : ids[Int(found)]
    }

    /// Adds a thing that is not there yet.
    mutating func add(_ key: RowKey, _ id: Int64) {
        keys.append(key)
        ids.append(id)
        if keys.count * 2 > slots.count {
            slots = Array(repeating: -1, count: max(16, slots.count * 2))
            for position in keys.indices { slots[slot(of: keys[position])] = Int32(position) }
        } else {
            slots[slot(of: key)] = Int32(keys.count - 1)
        }
    }

    /// The slot that has a key, or the free one where it would be.
    private func slot(of key: RowKey) -> Int {
        let mask = slots.count - 1
        var slot = key.hashValue & mask
        while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & mask }
        return slot
    }
}
