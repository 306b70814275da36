internal import MasterData

/// What the rows of an import say about things that other files, or the live masters, hold.
///
/// A file may come before the one that it refers to, so nothing is looked up until all were
/// read. Different claims are few and kept in memory; where each was made goes to a spool,
/// which is read again only when a claim turns out to be wrong.
final class LinkLog {
    private(set) var claims: [LinkClaim] = []
    private var numbers: [LinkClaim: Int32] = [:]
    private var files: [String] = []
    private var spool: Spool?
    private var row = Row()

    /// What one row claims, and of what.
    private struct Row {
        var marks: [Mark] = []
        var keys: [UInt8] = []
    }

    /// Where a claim was made.
    private struct Mark {
        var claim: Int32
        var line: Int32
        var column: Int32
    }

    /// The number of a claim, which is made when it is new.
    func number(of claim: LinkClaim) -> Int32 {
        if let known = numbers[claim] { return known }
        let number = Int32(claims.count)
        numbers[claim] = number
        claims.append(claim)
        return number
    }

    /// Notes a claim of the current row.
    func note(_ number: Int32, line: Int, column: Int) {
        row.marks.append(
            Mark(
                claim: number, line: Int32(truncatingIfNeeded: line),
                column: Int32(truncatingIfNeeded: column)))
    }

    /// Adds a thing for which the claims of the current row hold, or do not hold.
    func add(_ thing: RowKey) {
        if !row.marks.isEmpty { RowCodec.encode(thing, into: &row.keys) }
    }

    /// Adds a thing whose key is in the bytes of its row.
    func add(keyOf content: UnsafeRawBufferPointer) {
        if !row.marks.isEmpty { row.keys.append(contentsOf: RowCodec.key(of: content)) }
    }

    /// Ends the current row.
    func closeRow(in file: String) throws {
        guard !row.marks.isEmpty else { return }
        if files.last != file { files.append(file) }
        let open = try spool ?? Spool()
        spool = open
        try Self.write(row, file: files.count - 1, to: open)
        row.marks.removeAll(keepingCapacity: true)
        row.keys.removeAll(keepingCapacity: true)
    }

    private static func write(_ row: borrowing Row, file: Int, to spool: Spool) throws {
        let head = Head(
            file: Int32(file), marks: Int32(row.marks.count), keys: Int32(row.keys.count))
        try withUnsafeBytes(of: head) { _ = try spool.append($0) }
        try row.marks.withUnsafeBytes { _ = try spool.append($0) }
        try row.keys.withUnsafeBytes { _ = try spool.append($0) }
    }

    private struct Head {
        var file: Int32
        var marks: Int32
        var keys: Int32
    }

    /// Hands over each place where one of the given claims was made, in the order of reading.
    func forEachPlace(
        of wrong: Set<Int32>, _ body: (_ claim: Int, _ origin: Origin, _ keys: [RowKey]) -> Void
    ) throws {
        guard !wrong.isEmpty, let spool else { return }
        let isWrong = claims.indices.map { wrong.contains(Int32($0)) }
        let markSize = MemoryLayout<Mark>.size
        var walk = SpoolWalk(spool)
        while !walk.isAtEnd {
            let head = try walk.peek(12).loadUnaligned(as: Head.self)
            walk.skip(12)
            let marksSize = Int(head.marks) * markSize
            let bytes = try walk.peek(marksSize + Int(head.keys))
            for place in stride(from: 0, to: marksSize, by: markSize) {
                let mark = bytes.loadUnaligned(fromByteOffset: place, as: Mark.self)
                guard isWrong[Int(mark.claim)] else { continue }
                body(
                    Int(mark.claim),
                    Origin(
                        file: files[Int(head.file)], line: Int(mark.line),
                        column: Int(mark.column)),
                    Self.keys(in: UnsafeRawBufferPointer(rebasing: bytes[marksSize...])))
            }
            walk.skip(marksSize + Int(head.keys))
        }
    }

    private static func keys(in bytes: UnsafeRawBufferPointer) -> [RowKey] {
        var keys: [RowKey] = []
        var rest = bytes
        while !rest.isEmpty, let key = RowCodec.decodeKey(rest) {
            keys.append(key)
            rest = UnsafeRawBufferPointer(rebasing: rest[RowCodec.key(of: rest).count...])
        }
        return keys
    }
}
