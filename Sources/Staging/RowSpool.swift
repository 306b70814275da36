internal import Foundation
internal import MasterData
internal import SourceReading

/// The rows of an import in a temporary file, found by key.
///
/// In memory is a ``KeyIndex`` alone. A row knows where the row of the same key before it
/// stands, so that all of one key are reached from the last.
final class RowSpool {
    private let spool: Spool
    private var index: KeyIndex
    private var files: [String] = []
    /// The rows that are not the first of their key.
    private var later: [UInt32] = []
    /// The rows of keys that have several, by hash of what they say.
    private var repeats: [Int: UInt32] = [:]
    /// Things that were named lately, by hash of their keys: most are named by many rows.
    private var named = [[UInt8]](repeating: [], count: 256)
    /// Bytes of the spool that were read last, and where they begin: rows that are asked for
    /// one after the other often stand so.
    private var window = [UInt8](repeating: 0, count: RowSpool.near)
    private var windowStart = 0
    private var windowCount = 0
    private(set) var count = 0
    /// A bit for each kind of which there are rows, by the order of kinds.
    private var kindBits: UInt64 = 0

    /// The kinds of which there are rows.
    var kinds: [MasterKind] { MasterKind.allCases.filter { kindBits >> $0.order & 1 == 1 } }

    /// - Parameter byteCount: the size of the files whose rows are coming, by which the index is
    ///   made large enough; a wrong size only makes it grow.
    init(expecting byteCount: Int = 0) throws {
        spool = try Spool()
        index = KeyIndex(capacity: max(1 << 12, byteCount / Self.bytesOfKey))
    }

    /// So many bytes of a file are seldom more than one key.
    private static let bytesOfKey = 64

    /// Adds a row, as its codec writes it, unless an equal one came from the same file, or the
    /// row merely names what another did; tells whether it was added.
    func add(_ content: UnsafeRawBufferPointer, at origin: Origin) throws -> Bool {
        kindBits |= 1 << UInt64(content[0])
        if files.last != origin.file { files.append(origin.file) }
        let file = files.count - 1
        let isNaming = RowCodec.role(of: content) == .named
        let key = RowCodec.key(of: content)
        let hash = Self.hash(of: key)
        if isNaming, isNamed(key, hash) { return false }
        var known: (head: RowCodec.Head, isEqual: Bool)?
        let slot = try index.slot(of: hash) { place in
            try withRow(at: place) { head, other in
                guard Self.equal(RowCodec.key(of: other), key) else { return false }
                known = (head, head.file == UInt32(file) && Self.equal(other, content))
                return true
            }
        }
        if isNaming { named[Int(hash & 0xFF)] = Array(key) }
        if let known, let place = slot.place {
            if isNaming, known.head.isNamed != 0 { return false }
            if known.isEqual { return false }
            if try isRepeat(content, of: file, after: known.head, at: place) { return false }
        }
        let head = RowCodec.Head(
            contentCount: content.count, previous: slot.place ?? 0, file: file,
            origin: origin, isNamed: isNaming || known?.head.isNamed == 1, hash: hash)
        let place = try append(head, content)
        if slot.place != nil {
            later.append(place)
            repeats[Self.hash(of: content, file)] = place
        }
        index.put(place, into: slot, hash: hash)
        count += 1
        if index.isFull { try growIndex() }
        return true
    }

    /// Has the memory fetched in which a key is looked for.
    func announce(_ key: UnsafeRawBufferPointer) { index.prefetch(Self.hash(of: key)) }

    /// Whether the index is larger than what a processor keeps at hand.
    var isLarge: Bool { index.isLarge }

    /// Whether the thing was named lately.
    private func isNamed(_ key: UnsafeRawBufferPointer, _ hash: UInt64) -> Bool {
        named[Int(hash & 0xFF)].withUnsafeBytes { Self.equal($0, key) }
    }

    /// Whether what a row says was said by another of its key and file before the last one.
    private func isRepeat(
        _ content: UnsafeRawBufferPointer, of file: Int, after last: RowCodec.Head, at place: UInt32
    ) throws -> Bool {
        if last.previous == 0 {
            try withRow(at: place) { head, first in
                repeats[Self.hash(of: first, Int(head.file))] = place
            }
            return false
        }
        guard let likely = repeats[Self.hash(of: content, file)] else { return false }
        let isIt = { (head: RowCodec.Head, other: UnsafeRawBufferPointer) in
            head.file == UInt32(file) && Self.equal(other, content)
        }
        if try withRow(at: likely, isIt) { return true }
        // Another row has this hash: only a look at all of the key's rows can tell.
        var next = place
        while next != 0 {
            let (isEqual, previous) = try withRow(at: next) { (isIt($0, $1), $0.previous) }
            if isEqual { return true }
            next = previous
        }
        return false
    }

    /// The rows of one key, in the order they were read.
    func rows(of key: RowKey) throws -> [StagedRow] {
        var rows: [StagedRow] = []
        var next = try lastPlace(of: key) ?? 0
        while next != 0 {
            next = try withRow(at: next) { head, content in
                if let row = RowCodec.decode(head, content, files: files) { rows.append(row) }
                return head.previous
            }
        }
        return rows.reversed()
    }

    func holds(_ key: RowKey) throws -> Bool { try lastPlace(of: key) != nil }

    private func lastPlace(of key: RowKey) throws -> UInt32? {
        var bytes: [UInt8] = []
        RowCodec.encode(key, into: &bytes)
        return try bytes.withUnsafeBytes { bytes in
            try index.slot(of: Self.hash(of: bytes)) { place in
                try withRow(at: place) { Self.equal(RowCodec.key(of: $1), bytes) }
            }.place
        }
    }

    /// Hands over each key once, as its bytes, in the order of reading.
    func forEachKey(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try forEachRow { _, head, content in
            if head.previous == 0 { try body(RowCodec.key(of: content)) }
        }
    }

    /// The key of each row that brings its thing, in the order of reading.
    func forEachOwnKey(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try forEachRow { _, _, content in
            if RowCodec.role(of: content) == .own { try body(RowCodec.key(of: content)) }
        }
    }

    /// The rows of each key together, keys in order; one group is in memory at a time.
    func forEachGroup(
        of kinds: [MasterKind]? = nil, _ body: (RowKey, () throws -> [StagedRow]) throws -> Void
    ) throws {
        var order = try KeyOrder()
        let wanted = MasterKind.allCases.map { kinds?.contains($0) ?? true }
        try forEachKey { if wanted[Int($0[0])] { try order.add($0) } }
        try order.merge { bytes in
            guard let key = RowCodec.decodeKey(bytes) else { return }
            try body(key) { try rows(of: key) }
        }
    }

    /// The keys that several rows are about, not merely naming them, in key order.
    func repeatedKeys() throws -> [RowKey] {
        var keys: Set<RowKey> = []
        for place in later {
            try withRow(at: place) { _, content in
                if let key = RowCodec.decodeKey(content) { keys.insert(key) }
            }
        }
        return try keys.filter { key in
            try rows(of: key).count(where: { $0.role == .own }) > 1
        }.sorted()
    }

    // MARK: Places

    /// A place is an offset in units of eight bytes, counted from 1.
    private static let unit = 8

    private func append(
        _ head: RowCodec.Head, _ content: UnsafeRawBufferPointer
    ) throws -> UInt32 {
        guard let place = UInt32(exactly: spool.count / Self.unit + 1) else {
            throw CocoaError(.fileWriteOutOfSpace)
        }
        try withUnsafeBytes(of: head) { _ = try spool.append($0) }
        try spool.append(content)
        let rest = (Self.unit - spool.count % Self.unit) % Self.unit
        try withUnsafeBytes(of: UInt64(0)) {
            _ = try spool.append(UnsafeRawBufferPointer(rebasing: $0[..<rest]))
        }
        return place
    }

    /// The row at a place; its bytes are valid during the call, in which no other is read.
    private func withRow<Value>(
        at place: UInt32, _ body: (RowCodec.Head, UnsafeRawBufferPointer) throws -> Value
    ) throws -> Value {
        let offset = (Int(place) - 1) * Self.unit
        let headCount = RowCodec.Head.byteCount
        try look(at: offset, for: headCount)
        let head = window.withUnsafeBytes {
            RowCodec.Head(UnsafeRawBufferPointer(rebasing: $0[(offset - windowStart)...]))
        }
        try look(at: offset, for: Int(head.length))
        return try window.withUnsafeBytes { window in
            let start = offset - windowStart
            let row = window[start + headCount..<start + Int(head.length)]
            return try body(head, UnsafeRawBufferPointer(rebasing: row))
        }
    }

    /// How much is read for a row that stands somewhere, and for one that stands near the last.
    private static let near = 512
    private static let ahead = 1 << 15

    /// Sees to it that bytes of the spool are in the window.
    private func look(at offset: Int, for count: Int) throws {
        let end = windowStart + windowCount
        if windowStart <= offset, offset + count <= end { return }
        let isNext = windowCount > 0 && offset >= windowStart && offset - end < Self.ahead
        let room = max(isNext ? Self.ahead : Self.near, count)
        if window.count < room { window = [UInt8](repeating: 0, count: room) }
        windowStart = offset
        windowCount = 0
        windowCount = try window.withUnsafeMutableBytes {
            try spool.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: $0[..<room]))
        }
        guard count <= windowCount else { throw CocoaError(.fileReadCorruptFile) }
    }

    private func forEachRow(
        _ body: (UInt32, RowCodec.Head, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var walk = SpoolWalk(spool)
        while !walk.isAtEnd {
            let head = RowCodec.Head(try walk.peek(RowCodec.Head.byteCount))
            let row = try walk.peek(Int(head.length))
            try body(
                UInt32(walk.offset / Self.unit + 1), head,
                UnsafeRawBufferPointer(rebasing: row[RowCodec.Head.byteCount...]))
            walk.skip((Int(head.length) + Self.unit - 1) / Self.unit * Self.unit)
        }
    }

    /// Makes a larger index from the rows; the old one is gone before, so that never both are
    /// in memory.
    private func growIndex() throws {
        let capacity = index.nextCapacity
        index = KeyIndex(capacity: 1)
        var larger = KeyIndex(capacity: capacity)
        try forEachRow { place, head, _ in
            let slot = larger.slot(of: head.hash) { head.previous != 0 && $0 == head.previous }
            larger.put(place, into: slot, hash: head.hash)
        }
        index = larger
    }

    private static func hash(of bytes: UnsafeRawBufferPointer, _ file: Int = 0) -> Int {
        var hasher = Hasher()
        hasher.combine(file)
        hasher.combine(bytes: bytes)
        return hasher.finalize()
    }

    private static func hash(of key: UnsafeRawBufferPointer) -> UInt64 {
        UInt64(bitPattern: Int64(hash(of: key, 0)))
    }

    private static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        guard let first = a.baseAddress, let second = b.baseAddress else { return true }
        return memcmp(first, second, a.count) == 0
    }
}
