internal import Synchronization

/// The things of one kind in key order, as bytes in a file.
///
/// In memory is the first key of each block of some kibibytes, so that a thing is found with
/// one read; a walk through all of them holds one block at a time. It never changes.
final class PackedTable: Sendable {
    let kind: MasterKind
    let count: Int
    let file: PackedFile
    let blocks: [Block]
    /// The rows that blocks begin with, by their offsets here.
    let firstKeys: [UInt8]
    let values: PackedValues
    /// What was found about the things when they were packed.
    let soundness: Soundness?
    /// Where a thing was last looked for.
    private let recent = Mutex(Place(block: -1, bytes: []))

    private struct Place: Sendable {
        var block: Int
        var bytes: [UInt8]
        var offset = 0
    }

    /// Where one block is, and where its first key stands among the first keys.
    struct Block: Sendable {
        var offset: Int
        var byteCount: UInt32
        var firstKey: UInt32
    }

    init(
        kind: MasterKind, count: Int, file: PackedFile, blocks: [Block], firstKeys: [UInt8],
        values: PackedValues, soundness: Soundness? = nil
    ) {
        self.kind = kind
        self.count = count
        self.file = file
        self.blocks = blocks
        self.firstKeys = firstKeys
        self.values = values
        self.soundness = soundness
    }

    subscript(key: RowKey) -> Timeline? { find(key) { $0.timeline } }

    func contains(_ key: RowKey) -> Bool { find(key) { _ in true } ?? false }

    /// Hands a thing's row to the body; nothing when there is no such thing.
    func find<Value>(_ key: RowKey, _ body: (PackedRow) -> Value) -> Value? {
        var code = key.code
        return code.withUTF8 { code in
            find(PackedKey(code: UnsafeRawBufferPointer(code), rank: key.scheme.rank), body)
        }
    }

    private func find<Value>(_ wanted: PackedKey, _ body: (PackedRow) -> Value) -> Value? {
        var place = recent.withLock { $0 }
        if place.block < 0 || !holds(place.block, wanted) {
            guard let block = block(of: wanted) else { return nil }
            place = Place(block: block, bytes: readBlock(block))
        }
        var found: Value?
        place.offset = place.bytes.withUnsafeBytes { bytes in
            func row(at offset: Int) -> PackedRow {
                PackedRow(startOf: UnsafeRawBufferPointer(rebasing: bytes[offset...]))
            }
            // Whoever asks in key order finds the next thing where the last one was.
            var offset = place.offset
            if PackedKey(row(at: offset)).order(to: wanted) > 0 { offset = 0 }
            var last = offset
            while offset < bytes.count {
                let row = row(at: offset)
                let order = PackedKey(row).order(to: wanted)
                if order > 0 { break }
                last = offset
                if order == 0 {
                    found = body(row)
                    break
                }
                offset += row.byteCount
            }
            return last
        }
        recent.withLock { $0 = place }
        return found
    }

    /// Whether a thing is in a block, if it is anywhere.
    private func holds(_ block: Int, _ wanted: PackedKey) -> Bool {
        firstKeys.withUnsafeBytes { keys in
            firstKey(of: block, in: keys).order(to: wanted) <= 0
                && (block + 1 == blocks.count
                    || firstKey(of: block + 1, in: keys).order(to: wanted) > 0)
        }
    }

    private func firstKey(of block: Int, in keys: UnsafeRawBufferPointer) -> PackedKey {
        let start = Int(blocks[block].firstKey)
        let count = Int(keys.loadUnaligned(fromByteOffset: start, as: UInt32.self))
        return PackedKey(
            code: UnsafeRawBufferPointer(rebasing: keys[start + 5..<start + 5 + count]),
            rank: keys[start + 4])
    }

    private func readBlock(_ index: Int) -> [UInt8] {
        let block = blocks[index]
        return file.bytes(block.offset..<block.offset + Int(block.byteCount))
    }

    /// The last block whose first key is not above the wanted one.
    private func block(of wanted: PackedKey) -> Int? {
        firstKeys.withUnsafeBytes { keys in
            var low = 0
            var high = blocks.count
            while low < high {
                let middle = (low + high) / 2
                if firstKey(of: middle, in: keys).order(to: wanted) <= 0 {
                    low = middle + 1
                } else {
                    high = middle
                }
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

    /// Hands the next row and its kind to the body and stays before it; nothing at the end.
    mutating func peek<Value>(_ body: (PackedRow, MasterKind) -> Value) -> Value? {
        guard isAtRow else { return nil }
        return bytes.withUnsafeBytes { bytes in
            body(
                PackedRow(startOf: UnsafeRawBufferPointer(rebasing: bytes[offset...])),
                table.kind)
        }
    }

    /// Goes past the next row.
    mutating func skip() {
        offset += peek { row, _ in row.byteCount } ?? 0
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
    /// Hands over the things of which a version has a sealed value with one of the hashes.
    func forEachThing(having hashes: Set<UInt64>, _ body: (RowKey, Timeline) -> Void) {
        let fields = PackedValues.fields(of: kind)
        for block in values.blocks(having: hashes, in: file) {
            let bytes = readBlock(block)
            bytes.withUnsafeBytes { bytes in
                var offset = 0
                while offset < bytes.count {
                    let row = PackedRow(startOf: UnsafeRawBufferPointer(rebasing: bytes[offset...]))
                    if row.hasValue(among: hashes, of: fields) {
                        body(row.key(of: kind), row.timeline)
                    }
                    offset += row.byteCount
                }
            }
        }
    }

    /// A block by its number; nothing after the last.
    fileprivate func block(at index: Int) -> [UInt8]? {
        index < blocks.count ? readBlock(index) : nil
    }
}
