internal import Digests
internal import MasterData

/// The chain of audit entries: each hash is over the one before and the entry's text.
enum Audit {
    private static let start = [UInt8](repeating: 0, count: 32)

    static func append(
        _ verb: String, subject: String, actor: String, at instant: Instant,
        detail: [String: JSONValue] = [:], in session: any SQLSession
    ) throws {
        let last = try session.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1", []) {
            (id: $0.integer(0), hash: $0.blob(1))
        }
        let entry = JSONValue.object([
            "actor": .string(actor), "at": .integer(Int(instant.seconds)),
            "detail": .object(detail), "subject": .string(subject), "verb": .string(verb),
        ]).description
        let previous = last?.hash ?? start
        try session.run(
            "INSERT INTO audit (id, entry, previous, hash) VALUES (?, ?, ?, ?)",
            [
                .integer((last?.id ?? 0) + 1), .text(entry), .blob(previous),
                .blob(hash(previous, entry)),
            ])
    }

    /// How many entries there are, when each fits the one before.
    static func verify(in session: any SQLSession) throws -> Int {
        var previous = start
        var expected: Int64 = 1
        try session.rows("SELECT id, entry, previous, hash FROM audit ORDER BY id", []) { row in
            let hash = row.blob(3)
            guard row.integer(0) == expected, row.blob(2) == previous,
                hash == Self.hash(previous, row.text(1))
            else { throw StoreError.auditBroken(entry: row.integer(0)) }
            previous = hash
            expected += 1
        }
        return Int(expected - 1)
    }

    private static func hash(_ previous: [UInt8], _ entry: String) -> [UInt8] {
        var stream = SHA256Stream()
        stream.update(previous)
        stream.update(entry)
        return stream.finished().bytes
    }
}

extension MappingStore {
    /// Checks the audit from its first entry and returns how many there are.
    public func verifyAudit() throws -> Int { try driver.read(Audit.verify) }
}
