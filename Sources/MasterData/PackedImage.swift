/// Packed tables in a file that has a name, to be opened again instead of packed again.
///
/// After the tables of `PackedTableWriter` come their indexes, then what the writer of the file
/// noted, then 40 bytes: "RAJPACK1", where the indexes begin, where the notes begin, how many
/// bytes all of it has, and a checksum of all bytes before. The numbers are little-endian.
///
/// An index is the name of its kind with a byte for its length, the number of things (8), of blocks
/// (8) and of the bytes of first keys (8), where the hashes of values begin (8), the blocks (16
/// each: offset, length, place of the first key), the first keys, and how many hashes come before
/// each block and in all (4 each).
public struct PackedImage: Sendable {
    /// What the writer of the file noted.
    public let notes: [UInt8]
    private let tables: [PackedTable]

    private static let magic: UInt64 = 0x314B_4341_504A_4152  // "RAJPACK1"
    private static let footerSize = 40

    /// The kinds whose things lie in the image.
    public var kinds: [MasterKind] { tables.map(\.kind) }

    /// Opens a file; nothing when it is no image, is damaged, or names what is not known here.
    ///
    /// All of it is read once, and compared with its checksum.
    public init?(_ file: PackedFile, byteCount: Int) {
        guard byteCount > Self.footerSize else { return nil }
        let footer = file.bytes(byteCount - Self.footerSize..<byteCount)
        func number(_ index: Int) -> Int? {
            footer.withUnsafeBytes {
                Int(exactly: $0.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
        }
        guard number(0) == Int(Self.magic), let start = number(1), let notesStart = number(2),
            number(3) == byteCount, start >= 0, start <= notesStart,
            notesStart <= byteCount - Self.footerSize,
            footer.withUnsafeBytes({ $0.loadUnaligned(fromByteOffset: 32, as: UInt64.self) })
                == Self.checksum(of: file, byteCount: byteCount - 8)
        else { return nil }
        notes = file.bytes(notesStart..<byteCount - Self.footerSize)
        var reader = IndexReader(bytes: file.bytes(start..<notesStart), file: file, end: start)
        guard let tables = reader.tables() else { return nil }
        self.tables = tables
    }

    /// Appends the indexes to a file that packed tables were written to.
    ///
    /// - Parameters:
    ///   - rows: masters whose packed tables are all in one file, and as they were packed.
    ///   - notes: what the file is to say of itself.
    /// - Throws: when the file cannot be written.
    public static func seal(_ rows: MasterRows, noting notes: [UInt8]) throws(PackedFileError) {
        let tables = rows.presentKinds.compactMap { rows.rows(of: $0).packed }
        guard let file = tables.first?.file else { return }
        let start = tables.map(\.end).max() ?? 0
        var bytes: [UInt8] = []
        for table in tables { append(table, to: &bytes) }
        let notesStart = start + bytes.count
        bytes += notes
        let byteCount = start + bytes.count + footerSize
        for number in [Int(magic), start, notesStart, byteCount] { append(number, to: &bytes) }
        try file.write(bytes, at: start)
        var sum: [UInt8] = []
        append(checksum(of: file, byteCount: byteCount - 8), to: &sum)
        try file.write(sum, at: byteCount - 8)
    }

    /// The masters, with those of other kinds.
    public func rows(with others: MasterRows, soundness: [MasterKind: Soundness]) -> MasterRows {
        var kinds: [MasterKind: MasterTable] = [:]
        for kind in others.presentKinds { kinds[kind] = others.rows(of: kind) }
        for table in tables {
            kinds[table.kind] = MasterTable(table.found(soundness[table.kind]))
        }
        return MasterRows(kinds)
    }

    private static func append(_ table: PackedTable, to bytes: inout [UInt8]) {
        let name = Array(table.kind.rawValue.utf8)
        bytes.append(UInt8(name.count))
        bytes += name
        for number in [
            table.count, table.blocks.count, table.firstKeys.count, table.values.offset,
        ] {
            append(number, to: &bytes)
        }
        for block in table.blocks {
            append(block.offset, to: &bytes)
            append(block.byteCount, to: &bytes)
            append(block.firstKey, to: &bytes)
        }
        bytes += table.firstKeys
        for start in table.values.starts { append(start, to: &bytes) }
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Tells bytes that were damaged; not made against bytes that somebody forges.
    private static func checksum(of file: PackedFile, byteCount: Int) -> UInt64 {
        var sum: UInt64 = 0
        var place = 0
        var room = [UInt8](repeating: 0, count: 1 << 18)
        while place < byteCount {
            let part = min(room.count, byteCount - place)
            room.withUnsafeMutableBytes {
                file.read(at: place, into: UnsafeMutableRawBufferPointer(rebasing: $0[..<part]))
                sum = (sum &* 31) ^ UnsafeRawBufferPointer(rebasing: $0[..<part]).blockHash
            }
            place += part
        }
        return sum
    }
}

/// Reads the indexes of an image, believing nothing.
private struct IndexReader {
    var bytes: [UInt8]
    let file: PackedFile
    /// Where what the indexes speak of ends.
    let end: Int
    private var place = 0

    init(bytes: [UInt8], file: PackedFile, end: Int) {
        self.bytes = bytes
        self.file = file
        self.end = end
    }

    mutating func tables() -> [PackedTable]? {
        var tables: [PackedTable] = []
        while place < bytes.count {
            guard let table = table() else { return nil }
            tables.append(table)
        }
        return tables
    }

    private mutating func table() -> PackedTable? {
        guard let length = take(1)?.first, let name = take(Int(length)),
            let kind = MasterKind(rawValue: String(decoding: name, as: UTF8.self)),
            let count = number(), let blockCount = number(), let keyBytes = number(),
            let valueOffset = number(), blockCount <= bytes.count
        else { return nil }
        var blocks: [PackedTable.Block] = []
        blocks.reserveCapacity(blockCount)
        for _ in 0..<blockCount {
            guard let offset = number(), let byteCount = half(), let firstKey = half(),
                offset <= end - Int(byteCount), Int(firstKey) < keyBytes
            else { return nil }
            blocks.append(
                PackedTable.Block(offset: offset, byteCount: byteCount, firstKey: firstKey))
        }
        guard let firstKeys = take(keyBytes) else { return nil }
        var starts: [UInt32] = []
        starts.reserveCapacity(blockCount + 1)
        for _ in 0...blockCount {
            guard let start = half(), starts.last ?? 0 <= start else { return nil }
            starts.append(start)
        }
        guard valueOffset <= end - Int(starts[blockCount]) * 8 else { return nil }
        return PackedTable(
            kind: kind, count: count, file: file, blocks: blocks, firstKeys: Array(firstKeys),
            values: PackedValues(offset: valueOffset, starts: starts))
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.count - place >= count else { return nil }
        defer { place += count }
        return bytes[place..<place + count]
    }

    private mutating func number() -> Int? {
        guard place <= bytes.count - 8 else { return nil }
        defer { place += 8 }
        let number = bytes.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        }
        return Int(exactly: UInt64(littleEndian: number))
    }

    private mutating func half() -> UInt32? {
        guard place <= bytes.count - 4 else { return nil }
        defer { place += 4 }
        return UInt32(
            littleEndian: bytes.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)
            })
    }
}

extension PackedTable {
    /// The first byte of the file after what belongs to the table.
    fileprivate var end: Int {
        let rows = blocks.last.map { $0.offset + Int($0.byteCount) } ?? 0
        return max(rows, values.offset + Int(values.starts.last ?? 0) * 8)
    }

    /// The same table, with what was found about its things.
    fileprivate func found(_ soundness: Soundness?) -> PackedTable {
        PackedTable(
            kind: kind, count: count, file: file, blocks: blocks, firstKeys: firstKeys,
            values: values, soundness: soundness)
    }
}

extension UnsafeRawBufferPointer {
    /// Four sums side by side, each over every fourth word, so that none waits for another.
    fileprivate var blockHash: UInt64 {
        var sums = SIMD4<UInt64>(1, 2, 3, 4)
        var offset = 0
        while offset + 32 <= count {
            sums =
                (sums ^ loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self))
                &* 0x9FB2_1C65_1E98_DF25
            sums ^= sums &>> 29
            offset += 32
        }
        let rest = UnsafeRawBufferPointer(rebasing: self[offset...]).valueHash
        return [sums[0], sums[1], sums[2], sums[3]].reduce(rest) { ($0 &* 31) ^ $1 }
    }
}
