/// Writes packed tables to one file, kind after kind, each in key order.
struct PackedTableWriter {
    private let file: PackedFile
    private var written = 0
    private var pending: [UInt8] = []
    private var count = 0
    private var blocks: [PackedTable.Block] = []
    private var firstKeys: [UInt8] = []
    private var valueFields: [Field] = []
    private var values: [UInt64] = []
    private var valueStarts: [UInt32] = [0]

    /// How many bytes of rows a block has, at least, unless it is the last of its kind.
    private static let blockBytes = 6 << 10

    init(to file: PackedFile) {
        self.file = file
        pending.reserveCapacity(2 * Self.blockBytes)
    }

    /// Adds a thing, which comes after those added before.
    mutating func add(_ key: RowKey, _ timeline: Timeline) throws(PackedFileError) {
        if pending.isEmpty { begin(at: key) }
        PackedRow.append(key, timeline, to: &pending)
        if count == 0 { valueFields = PackedValues.fields(of: key.kind) }
        for field in valueFields { addValues(of: field, in: timeline) }
        count += 1
        if pending.count >= Self.blockBytes { try endBlock() }
    }

    /// Ends the kind.
    mutating func table(of kind: MasterKind) throws(PackedFileError) -> PackedTable {
        try endBlock()
        defer {
            (count, blocks, firstKeys) = (0, [], [])
            (values, valueStarts) = ([], [0])
        }
        let hashes = PackedValues(offset: written, starts: valueStarts)
        try write(values.withUnsafeBytes { [UInt8]($0) })
        return PackedTable(
            kind: kind, count: count, file: file, blocks: blocks, firstKeys: firstKeys,
            values: hashes)
    }

    private mutating func addValues(of field: Field, in timeline: Timeline) {
        for version in timeline.versions {
            guard var value = version.content[field] else { continue }
            values.append(value.withUTF8 { UnsafeRawBufferPointer($0).valueHash })
        }
    }

    private mutating func write(_ bytes: [UInt8]) throws(PackedFileError) {
        try file.write(bytes, at: written)
        written += bytes.count
    }

    private mutating func begin(at key: RowKey) {
        blocks.append(
            PackedTable.Block(
                offset: written, byteCount: 0, firstKey: UInt32(firstKeys.count)))
        withUnsafeBytes(of: UInt32(key.code.utf8.count)) { firstKeys.append(contentsOf: $0) }
        firstKeys.append(key.scheme.rank)
        firstKeys.append(contentsOf: key.code.utf8)
    }

    private mutating func endBlock() throws(PackedFileError) {
        guard !pending.isEmpty else { return }
        blocks[blocks.count - 1].byteCount = UInt32(pending.count)
        valueStarts.append(UInt32(values.count))
        try write(pending)
        pending.removeAll(keepingCapacity: true)
    }
}
