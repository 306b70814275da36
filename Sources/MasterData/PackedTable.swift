internal import Synchronization

/// The things of one kind in key order, as bytes in a file.
///
/// In memory is the first key of each block of some kibibytes, so that a thing is found with
/// one read; a walk through all of them holds one block at a time. It never changes.
final class PackedTable: Sendable {
    let kind: MasterKind
    let count: Int
    private let file: PackedFile
    private let blocks: [Block]
    /// The rows that blocks begin with, by their offsets here.
    private let firstKeys: [UInt8]
    private let recent = Mutex<(block: Int, bytes: [UInt8])>((-1, []))

    /// Where one block is, and where its first key stands among the first keys.
    struct Block: Sendable {
        var offset: Int
        var byteCount: UInt32
        var firstKey: UInt32
    }

    init(kind: MasterKind, count: Int, file: PackedFile, blocks: [Block], firstKeys: [UInt8]) {
        self.kind = kind
        self.count = count
        self.file = file
        self.blocks = blocks
        self.firstKeys = firstKeys
    }

    subscript(key: RowKey) -> Timeline? { find(key) { $0.timeline } }

    func contains(_ key: RowKey) -> Bool { find(key) { _ in true } ?? false }

    /// Hands a thing's row to the body; nothing when there is no such thing.
    func find<Value>(_ key: RowKey, _ body: (PackedRow) -> Value) -> Value? {
        var code = key.code
        return code.withUTF8 { code in
            let wanted = PackedKey(code: UnsafeRawBufferPointer(code), rank: key.scheme.rank)
            guard let block = block(of: wanted) else { return nil }
            return bytes(ofBlock: block).withUnsafeBytes { bytes in
                var rest = bytes
                while !rest.isEmpty {
                    let row = PackedRow(startOf: rest)
                    let order = PackedKey(row).order(to: wanted)
                    if order == 0 { return body(row) }
                    if order > 0 { return nil }
                    rest = UnsafeRawBufferPointer(rebasing: rest[row.byteCount...])
                }
                return nil
            }
        }
    }

    /// The bytes of a block; those of the last one asked for are kept.
    private func bytes(ofBlock index: Int) -> [UInt8] {
        let known = recent.withLock { $0.block == index ? $0.bytes : nil }
        if let known { return known }
        let bytes = readBlock(index)
        recent.withLock { $0 = (index, bytes) }
        return bytes
    }

    private func readBlock(_ index: Int) -> [UInt8] {
        let block = blocks[index]
        return [UInt8](unsafeUninitializedCapacity: Int(block.byteCount)) { room, count in
            count = Int(block.byteCount)
            file.read(
                at: block.offset,
                into: UnsafeMutableRawBufferPointer(start: room.baseAddress, count: count))
        }
    }

    /// The last block whose first key is not above the wanted one.
    private func block(of wanted: PackedKey) -> Int? {
        firstKeys.withUnsafeBytes { keys in
            var low = 0
            var high = blocks.count
            while low < high {
                let middle = (low + high) / 2
                let start = Int(blocks[middle].firstKey)
                let count = Int(keys.loadUnaligned(fromByteOffset: start, as: UInt32.self))
                let first = PackedKey(
                    code: UnsafeRawBufferPointer(rebasing: keys[start + 5..<start + 5 + count]),
                    rank: keys[start + 4])
                if first.order(to: wanted) <= 0 { low = middle + 1 } else { high = middle }
            }
            return low > 0 ? low - 1 : nil
        }
    }
}

/// A key within its kind, as bytes.
struct PackedKey {
    var code: UnsafeRawBufferPointer
    var rank: UInt8

    init(code: UnsafeRawBufferPointer, rank: UInt8) {
        self.code = code
        self.rank = rank
    }

    init(_ row: PackedRow) {
        self.init(code: row.code, rank: row.rank)
    }

    /// Below 0, 0 or above 0, in the order of keys.
    func order(to other: PackedKey) -> Int {
        let order = code.order(to: other.code)
        return order == 0 ? Int(rank) - Int(other.rank) : order
    }
}

/// Goes through a packed table in key order, one block at a time in memory.
struct PackedWalk {
    private let table: PackedTable
    private var nextBlock = 0
    private var bytes: [UInt8] = []
    private var offset = 0

    init(_ table: PackedTable) {
        self.table = table
    }

    /// Hands the next row and its kind to the body; nothing at the end.
    mutating func next<Value>(_ body: (PackedRow, MasterKind) -> Value) -> Value? {
        guard isAtRow else { return nil }
        let (value, count) = bytes.withUnsafeBytes { bytes in
            let row = PackedRow(startOf: UnsafeRawBufferPointer(rebasing: bytes[offset...]))
            return (body(row, table.kind), row.byteCount)
        }
        offset += count
        return value
    }

    /// Hands the next row to the body and stays before it; nothing at the end.
    mutating func peek<Value>(_ body: (PackedRow) -> Value) -> Value? {
        guard isAtRow else { return nil }
        return bytes.withUnsafeBytes { bytes in
            body(PackedRow(startOf: UnsafeRawBufferPointer(rebasing: bytes[offset...])))
        }
    }

    /// Whether a row follows; its block is read when it begins one.
    private var isAtRow: Bool {
        mutating get {
            if offset < bytes.count { return true }
            guard let block = table.block(at: nextBlock) else { return false }
            (bytes, offset) = (block, 0)
            nextBlock += 1
            return true
        }
    }
}

extension PackedTable {
    /// A block by its number; nothing after the last.
    fileprivate func block(at index: Int) -> [UInt8]? {
        index < blocks.count ? readBlock(index) : nil
    }
}
