internal import Digests
internal import MasterData

/// The chain of audit entries: each hash is over the one before and the entry's text.
enum Audit {
    private static let start = [UInt8](repeating: 0, count: 32)

    /// - Returns: the number and the hash of the entry, the head of the chain from now on.
    @discardableResult
    static func append(
        _ verb: String, subject: String, actor: String, at instant: Instant,
        detail: [String: JSONValue] = [:], in session: any SQLSession
    ) throws -> (id: Int64, hash: [UInt8]) {
        let last = try session.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1", []) {
            (id: $0.integer(0), hash: $0.blob(1))
        }
        let entry = JSONValue.object([
            "actor": .string(actor), "at": .integer(Int(instant.seconds)),
            "detail": .object(detail), "subject": .string(subject), "verb": .string(verb),
        ]).description
        let previous = last?.hash ?? start
        let id = (last?.id ?? 0) + 1
        let head = hash(previous, entry)
        try session.run(
            "INSERT INTO audit (id, entry, previous, hash) VALUES (?, ?, ?, ?)",
            [.integer(id), .text(entry), .blob(previous), .blob(head)])
        return (id, head)
    }

    /// How many entries there are, when each fits the one before, every release was published
    /// on the entry it names, and everything that was decided has its entry.
    static func verify(in session: any SQLSession) throws -> Int {
        var previous = start
        var expected: Int64 = 1
        var hashes: [Int64: [UInt8]] = [:]
        var told: [Told: Int] = [:]
        let heads = try heads(in: session)
        try session.rows("SELECT id, entry, previous, hash FROM audit ORDER BY id", []) { row in
            let id = row.integer(0)
            guard id == expected else { throw StoreError.auditMissing(entry: expected) }
            let hash = row.blob(3)
            guard row.blob(2) == previous, hash == Self.hash(previous, row.text(1)) else {
                throw StoreError.auditBroken(entry: id)
            }
            if heads.contains(where: { $0.entry == id }) { hashes[id] = hash }
            if let act = Told(row.text(1)) { told[act, default: 0] += 1 }
            previous = hash
            expected += 1
        }
        for head in heads {
            guard let hash = hashes[head.entry] else {
                throw StoreError.auditCut(
                    after: expected - 1, missing: "release \(head.release)")
            }
            guard hash == head.hash else {
                throw StoreError.auditRewritten(release: head.release, entry: head.entry)
            }
        }
        for (act, count) in try acts(in: session) where told[act, default: 0] < count {
            throw StoreError.auditCut(
                after: expected - 1,
                missing: "'\(act.verb)' of plan \(String(act.subject.prefix(12)))")
        }
        return Int(expected - 1)
    }

    /// What an entry tells of which plan.
    private struct Told: Hashable {
        var verb: String
        var subject: String

        init(verb: String, subject: String) {
            self.verb = verb
            self.subject = subject
        }

        init?(_ entry: String) {
            guard let json = try? JSONValue(parsing: entry.utf8), let verb = json["verb"]?.string,
                let subject = json["subject"]?.string
            else { return nil }
            self.init(verb: verb, subject: subject)
        }
    }

    /// The entry that each release was published on.
    private static func heads(
        in session: any SQLSession
    ) throws -> [(release: Int, entry: Int64, hash: [UInt8])] {
        var heads: [(Int, Int64, [UInt8])] = []
        try session.rows(
            "SELECT number, audit_entry, audit_hash FROM release ORDER BY number", []
        ) { heads.append((Int($0.integer(0)), $0.integer(1), $0.blob(2))) }
        return heads
    }

    /// The plans and decisions that the database has, in their order.
    private static func acts(in session: any SQLSession) throws -> [(Told, Int)] {
        var acts: [(Told, Int)] = []
        try session.rows(
            """
            SELECT verb, plan, COUNT(*) FROM (
                SELECT 'plan' AS verb, id AS plan, sequence FROM plan
                UNION ALL SELECT verb, plan, id FROM plan_decision
                UNION ALL SELECT 'ratify' AS verb, release.plan, number
                FROM ratification JOIN release ON release.number = ratification.release) AS act
            GROUP BY verb, plan ORDER BY MIN(sequence), verb
            """, []
        ) { row in
            guard let plan = SHA256Digest(stored: row.blob(1)) else { return }
            acts.append(
                (Told(verb: row.text(0), subject: plan.description), Int(row.integer(2))))
        }
        return acts
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
