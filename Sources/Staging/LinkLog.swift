internal import MasterData

/// What the rows of an import say about things that other files, or the live masters, hold.
///
/// A file may come before the one that it refers to, so nothing is looked up until all were
/// read. Different claims are few and kept in memory; where each was made goes to a spool,
/// which is read again only when a claim turns out to be wrong.
final class LinkLog {
    /// That a thing exists, and perhaps that it lies in another.
    struct Claim: Hashable {
        var target: RowKey
        var container: RowKey?
        /// The heading under which it was made.
        var column: String
    }

    private(set) var claims: [Claim] = []
    private var numbers: [Claim: Int32] = [:]
    private var files: [String] = []
    private var spool: Spool?
    private var length = 0
    private var pending: [Int32] = []

    /// Notes a claim of the current row.
    func note(_ claim: Claim, at origin: Origin) {
        let number: Int32
        if let known = numbers[claim] {
            number = known
        } else {
            number = Int32(claims.count)
            numbers[claim] = number
            claims.append(claim)
        }
        pending += [number, Int32(origin.line), Int32(origin.column)]
    }

    /// Ends the current row: its claims hold, or do not hold, for these things.
    func closeRow(_ keys: [RowKey], in file: String) throws {
        guard !pending.isEmpty else { return }
        if files.last != file { files.append(file) }
        let names = keys.map(\.description).joined(separator: "\n")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 + pending.count * 4 + names.utf8.count)
        for number in [Int32(files.count - 1), Int32(pending.count), Int32(names.utf8.count)] {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        for number in pending {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: names.utf8)
        pending.removeAll(keepingCapacity: true)
        let open = try spool ?? Spool()
        spool = open
        _ = try open.append(bytes)
        length += bytes.count
    }

    /// Hands over each place where one of the given claims was made, in the order of reading.
    func forEachPlace(
        of wrong: Set<Int32>, _ body: (_ claim: Int, _ origin: Origin, _ keys: [RowKey]) -> Void
    ) throws {
        guard !wrong.isEmpty, let spool else { return }
        var offset = 0
        while offset < length {
            let head = Self.numbers(try spool.read(at: UInt64(offset), count: 12))
            guard head.count == 3, files.indices.contains(Int(head[0])) else { return }
            let size = Int(head[1]) * 4
            let bytes = try spool.read(at: UInt64(offset + 12), count: size + Int(head[2]))
            offset += 12 + size + Int(head[2])
            let marks = Self.numbers(Array(bytes.prefix(size)))
            for index in stride(from: 0, to: marks.count - 2, by: 3)
            where wrong.contains(marks[index]) {
                let names = String(decoding: bytes.dropFirst(size), as: UTF8.self)
                body(
                    Int(marks[index]),
                    Origin(
                        file: files[Int(head[0])], line: Int(marks[index + 1]),
                        column: Int(marks[index + 2])),
                    names.split(separator: "\n").compactMap { RowKey(String($0)) })
            }
        }
    }

    private static func numbers(_ bytes: [UInt8]) -> [Int32] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { start in
            var value: UInt32 = 0
            for shift in 0..<4 { value |= UInt32(bytes[start + shift]) << (8 * shift) }
            return Int32(bitPattern: value)
        }
    }
}
