/// Short lists of dated values found by a packed key.
struct GroupedLists<Value: Sendable>: Sendable {
    private let index: PackedIndex
    private let lists: DatedLists<Value>

    init(_ groups: [UInt64: [Dated<Value>]]) {
        var index = PackedIndex(minimumCapacity: groups.count)
        var lists: [[Dated<Value>]] = []
        lists.reserveCapacity(groups.count)
        for (key, list) in groups {
            index.set(key, to: Int32(lists.count))
            lists.append(list)
        }
        self.index = index
        self.lists = DatedLists(lists)
    }

    /// Where the list of a key stands in ``entries``; empty when the key is unknown.
    func range(_ key: UInt64) -> Range<Int> {
        let row = index.find(key)
        return row < 0 ? 0..<0 : lists.range(row)
    }

    var entries: [Dated<Value>] { lists.entries }
}
