public import Digests
public import MasterData
public import Plans

/// A release and who brought it about.
public struct ReleaseRecord: Hashable, Sendable {
    public var identity: ReleaseIdentity
    public var plan: SHA256Digest
    public var base: Int
    public var publishedAt: Instant
    public var makerName: String
    public var checkerName: String
    public var publisherName: String
    /// The audit entry of its publication, and the hash of the chain there.
    public var auditEntry: Int
    public var auditHash: SHA256Digest
    /// By when another person must ratify it; nothing unless it was an emergency.
    public var ratifyBy: Instant?
    /// Why it was an emergency.
    public var emergencyReason: String?
    /// Who ratified it, and when.
    public var ratification: Ratification?

    public struct Ratification: Hashable, Sendable {
        public var actorName: String
        public var at: Instant
        public var reason: String
    }

    public var number: Int { identity.number }

    /// Whether it is an emergency that nobody ratified in its time.
    public func isOverdue(at now: Instant) -> Bool {
        guard let ratifyBy, ratification == nil else { return false }
        return ratifyBy < now
    }
}

/// What one release did to one thing.
public struct HistoryEntry: Hashable, Sendable {
    /// The code that the thing had.
    public var key: RowKey
    public var release: ReleaseRecord
    /// Where the change was read.
    public var origin: Origin?
    /// The versions believed before and no longer.
    public var removed: [RowVersion]
    /// The versions believed since.
    public var added: [RowVersion]
}

extension MappingStore {
    /// The releases, oldest first.
    public func releases() throws -> [ReleaseRecord] { try driver.read(Self.releases) }

    public func release(_ number: Int) throws -> ReleaseRecord {
        guard let release = try releases().first(where: { $0.number == number }) else {
            throw StoreError.noRelease(number)
        }
        return release
    }

    private static func releases(_ session: any SQLSession) throws -> [ReleaseRecord] {
        var releases: [ReleaseRecord] = []
        try session.rows(
            """
            SELECT release.number, release.digest, release.plan, release.base,
                release.published_at, maker.name, publisher.name,
                (SELECT actor.name FROM plan_decision JOIN actor ON actor.id = plan_decision.actor
                 WHERE plan_decision.plan = release.plan AND plan_decision.verb = 'approve'),
                release.audit_entry, release.audit_hash, release.ratify_by, ratifier.name,
                ratification.ratified_at, ratification.reason,
                (SELECT plan_decision.reason FROM plan_decision
                 WHERE plan_decision.plan = release.plan AND plan_decision.verb = 'emergency')
            FROM release JOIN plan ON plan.id = release.plan
            JOIN actor AS maker ON maker.id = plan.maker
            JOIN actor AS publisher ON publisher.id = release.publisher
            LEFT JOIN ratification ON ratification.release = release.number
            LEFT JOIN actor AS ratifier ON ratifier.id = ratification.actor
            ORDER BY release.number
            """, []
        ) { row in
            guard let digest = SHA256Digest(stored: row.blob(1)),
                let plan = SHA256Digest(stored: row.blob(2)),
                let auditHash = SHA256Digest(stored: row.blob(9))
            else { return }
            releases.append(
                ReleaseRecord(
                    identity: ReleaseIdentity(number: Int(row.integer(0)), digest: digest),
                    plan: plan, base: Int(row.integer(3)),
                    publishedAt: Instant(seconds: row.integer(4)), makerName: row.text(5),
                    checkerName: row.isNull(7) ? "" : row.text(7), publisherName: row.text(6),
                    auditEntry: Int(row.integer(8)), auditHash: auditHash,
                    ratifyBy: row.isNull(10) ? nil : Instant(seconds: row.integer(10)),
                    emergencyReason: row.isNull(14) ? nil : row.text(14),
                    ratification: row.isNull(11)
                        ? nil
                        : ReleaseRecord.Ratification(
                            actorName: row.text(11), at: Instant(seconds: row.integer(12)),
                            reason: row.text(13))))
        }
        return releases
    }

    /// What each release did to a thing, oldest first; nothing for an unknown one.
    public func history(of key: RowKey) throws -> [HistoryEntry] {
        try driver.read { session in
            let thing = try session.first(
                "SELECT thing FROM code_binding WHERE kind = ? AND code = ? AND scheme = ?",
                [.text(key.kind.rawValue), .text(key.code), .text(key.scheme.rawValue)]
            ) { $0.integer(0) }
            guard let thing else { return [] }
            var added: [Int: [RowVersion]] = [:]
            var removed: [Int: [RowVersion]] = [:]
            var versions: [(id: Int64, introduced: Int, retired: Int?, version: RowVersion)] = []
            try session.rows(
                """
                SELECT id, valid_from, valid_to, content, introduced, retired
                FROM row_version WHERE thing = ? ORDER BY valid_from
                """, [.integer(thing)]
            ) { row in
                versions.append(
                    (
                        row.integer(0), Int(row.integer(4)),
                        row.isNull(5) ? nil : Int(row.integer(5)),
                        RowVersion(
                            validity: Validity(
                                from: Day(number: Int32(row.integer(1))),
                                to: Day(number: Int32(row.integer(2)))),
                            content: try StoredContent.read(row.text(3)))
                    ))
            }
            for entry in versions {
                let whole = try Self.referring(entry.version, id: entry.id, of: key, in: session)
                added[entry.introduced, default: []].append(whole)
                if let retired = entry.retired { removed[retired, default: []].append(whole) }
            }
            return try Self.releases(session).compactMap { release in
                guard added[release.number] != nil || removed[release.number] != nil else {
                    return nil
                }
                return HistoryEntry(
                    key: key, release: release,
                    origin: try Self.origins(of: release.plan, in: session)[key],
                    removed: removed[release.number] ?? [], added: added[release.number] ?? [])
            }
        }
    }

    /// A version with its references, as codes.
    static func referring(
        _ version: RowVersion, id: Int64, of key: RowKey, in session: any SQLSession
    ) throws -> RowVersion {
        var whole = version
        try session.rows(
            """
            SELECT row_reference.field, code_binding.kind, code_binding.scheme, code_binding.code
            FROM row_reference JOIN code_binding ON code_binding.thing = row_reference.thing
            WHERE row_reference.version = ? AND code_binding.retired IS NULL
            """, [.integer(id)]
        ) { row in
            guard let field = Field(rawValue: row.text(0)),
                let kind = MasterKind(rawValue: row.text(1)),
                let scheme = CodeScheme(rawValue: row.text(2))
            else { return }
            whole.content[field] = StoredContent.text(
                of: RowKey(kind, row.text(3), scheme: scheme), field: field, kind: key.kind)
        }
        return whole
    }
}
