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
    /// The current row: three numbers for each claim.
    private var pending: [Int32] = []
    private var keys: [UInt8] = []

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
        pending.append(number)
        pending.append(Int32(truncatingIfNeeded: line))
        pending.append(Int32(truncatingIfNeeded: column))
    }

    /// Adds a thing for which the claims of the current row hold, or do not hold.
    func add(_ thing: RowKey) {
        if !pending.isEmpty { RowCodec.encode(thing, into: &keys) }
    }

    /// Adds a thing whose key is in the bytes of its row.
    func add(keyOf content: UnsafeRawBufferPointer) {
        if !pending.isEmpty { keys.append(contentsOf: RowCodec.key(of: content)) }
    }

    /// Ends the current row.
    func closeRow(in file: String) throws {
        guard !pending.isEmpty else { return }
        if files.last != file { files.append(file) }
        let open = try spool ?? Spool()
        spool = open
        let head = Head(
            file: Int32(files.count - 1), marks: Int32(pending.count), keys: Int32(keys.count))
        try withUnsafeBytes(of: head) { _ = try open.append($0) }
        try pending.withUnsafeBytes { _ = try open.append($0) }
        try keys.withUnsafeBytes { _ = try open.append($0) }
        pending.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
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
        var walk = SpoolWalk(spool)
        while !walk.isAtEnd {
            let head = try walk.peek(12).loadUnaligned(as: Head.self)
            walk.skip(12)
            let marksSize = Int(head.marks) * 4
            let bytes = try walk.peek(marksSize + Int(head.keys))
            func mark(_ index: Int) -> Int32 {
                bytes.loadUnaligned(fromByteOffset: index * 4, as: Int32.self)
            }
            for index in stride(from: 0, to: Int(head.marks), by: 3)
            where wrong.contains(mark(index)) {
                body(
                    Int(mark(index)),
                    Origin(
                        file: files[Int(head.file)], line: Int(mark(index + 1)),
                        column: Int(mark(index + 2))),
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
