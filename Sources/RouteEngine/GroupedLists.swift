/// Short lists of dated values found by a packed key.
struct GroupedLists<Value: BitwiseCopyable & Sendable>: Sendable {
    private let index: PackedIndex
    private let lists: DatedLists<Value>

    init(_ groups: [UInt64: [Dated<Value>]]) {
        var index = PackedIndexBuilder(minimumCapacity: groups.count)
        var lists: [[Dated<Value>]] = []
        lists.reserveCapacity(groups.count)
        // In the order of keys, so that the same masters give the same bytes.
        for (key, list) in groups.sorted(by: { $0.key < $1.key }) {
            index.set(key, to: Int32(lists.count))
            lists.append(list)
        }
        self.index = index.finished()
        self.lists = DatedLists(lists)
    }

    /// Where the list of a key stands in ``entries``; empty when the key is unknown.
    func range(_ key: UInt64) -> Range<Int> {
        let row = index.find(key)
        return row < 0 ? 0..<0 : lists.range(row)
    }

    var entries: Column<Dated<Value>> { lists.entries }
}

extension GroupedLists {
    init(
        _ reader: inout RouteTableReader, _ section: RouteSection, where isSound: (Value) -> Bool
    ) throws(RouteFileError) {
        let rows = try reader.number()
        lists = try DatedLists(&reader, section, rows: rows, where: isSound)
        index = try PackedIndex(&reader, numbersBelow: rows)
    }

    func write(to writer: inout RouteTableWriter, _ section: RouteSection) {
        writer.add(lists.rowCount)
        lists.write(to: &writer, section)
        index.write(to: &writer)
    }
}
