internal import Changesets
internal import Digests
public import MasterData
public import Plans

extension MappingStore {
    /// Publishes an approved plan as the next release, whole or not at all.
    public func publish(
        _ approved: ApprovedPlan, by publisher: ActorID, at instant: Instant
    ) throws -> ReleaseIdentity {
        try driver.write { session in
            let plan = approved.plan
            let stored = try Self.plan(plan.id, in: session)
            guard stored.state == .approved else {
                throw PublishError.notApproved(
                    plan: plan.id.short, state: stored.state.rawValue)
            }
            let head = try Self.head(session)
            if head != plan.terms.base { try Self.refuseStale(plan, live: head, in: session) }
            let live = try Self.rows(ofRelease: head.number, in: session)
            let result: MasterRows
            do throws(ApplyError) { result = try plan.changeset.applied(to: live) } catch {
                throw PublishError.doesNotFit(error.key)
            }
            let release = ReleaseIdentity(
                number: head.number + 1, digest: ReleaseDigest.of(result))
            try session.run(
                """
                INSERT INTO release (number, digest, plan, base, published_at, publisher)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(Int64(release.number)), .blob(release.digest.bytes),
                    .blob(plan.id.bytes), .integer(Int64(head.number)),
                    .integer(instant.seconds), .integer(publisher.number),
                ])
            var writer = try ReleaseWriter(session: session, release: release.number)
            try writer.write(plan.changeset)
            try session.run(
                "UPDATE plan SET state = 'published' WHERE id = ?", [.blob(plan.id.bytes)])
            try Audit.append(
                "publish", subject: plan.id.description,
                actor: try Self.name(of: publisher.number, in: session), at: instant,
                detail: [
                    "digest": .string(release.digest.description),
                    "release": .integer(release.number),
                ], in: session)
            return release
        }
    }

    /// A plan is stale when a release since its base wrote what it writes or refers to.
    private static func refuseStale(
        _ plan: Plan, live: ReleaseIdentity, in session: any SQLSession
    ) throws {
        var touched: Set<RowKey> = []
        let since = SQLValue.integer(Int64(plan.terms.base.number))
        try session.rows(
            """
            SELECT DISTINCT code_binding.kind, code_binding.scheme, code_binding.code
            FROM row_version JOIN code_binding ON code_binding.thing = row_version.thing
            WHERE row_version.introduced > ? OR row_version.retired > ?
            """, [since, since]
        ) { row in
            guard let kind = MasterKind(rawValue: row.text(0)),
                let scheme = CodeScheme(rawValue: row.text(1))
            else { return }
            touched.insert(RowKey(kind, row.text(2), scheme: scheme))
        }
        for change in plan.changeset.effective {
            let specs = change.key.kind.schema.specs.filter(\.type.isReference)
            let referred = change.added.flatMap { version in
                specs.compactMap { version.content.reference($0.field, in: change.key.kind) }
            }
            for key in [change.key] + referred where touched.contains(key) {
                throw PublishError.stale(
                    preparedAgainst: plan.terms.base.number, live: live.number, key: key)
            }
        }
    }
}

/// Writes the versions of one release.
private struct ReleaseWriter {
    private let session: any SQLSession
    private let release: SQLValue
    private var things: [RowKey: Int64] = [:]

    init(session: any SQLSession, release: Int) throws {
        self.session = session
        self.release = .integer(Int64(release))
        var known: [RowKey: Int64] = [:]
        try session.rows(
            "SELECT thing, kind, scheme, code FROM code_binding WHERE retired IS NULL", []
        ) { row in
            guard let kind = MasterKind(rawValue: row.text(1)),
                let scheme = CodeScheme(rawValue: row.text(2))
            else { return }
            known[RowKey(kind, row.text(3), scheme: scheme)] = row.integer(0)
        }
        things = known
    }

    mutating func write(_ changeset: Changeset) throws {
        // Every thing has its id before the first row refers to it.
        for change in changeset.effective { _ = try thing(of: change.key) }
        for change in changeset.effective {
            let thing = try thing(of: change.key)
            for version in change.removed { try retire(version, of: thing, key: change.key) }
            for version in change.added { try insert(version, of: thing, key: change.key) }
        }
    }

    private mutating func thing(of key: RowKey) throws -> Int64 {
        if let known = things[key] { return known }
        try session.run("INSERT INTO thing (kind) VALUES (?)", [.text(key.kind.rawValue)])
        let thing = session.lastInsertedID
        try session.run(
            """
            INSERT INTO code_binding (thing, scheme, kind, code, valid_from, valid_to, introduced)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(thing), .text(key.scheme.rawValue), .text(key.kind.rawValue),
                .text(key.code), .integer(Int64(Int32.min)),
                .integer(Int64(Day.distantFuture.number)), release,
            ])
        things[key] = thing
        return thing
    }

    private func retire(_ version: RowVersion, of thing: Int64, key: RowKey) throws {
        let hash = ReleaseDigest.contentHash(of: version.content)
        let id = try session.first(
            """
            SELECT id FROM row_version WHERE thing = ? AND valid_from = ? AND valid_to = ?
                AND content_hash = ? AND retired IS NULL
            """,
            [
                .integer(thing), .integer(Int64(version.validity.from.number)),
                .integer(Int64(version.validity.to.number)), .blob(hash.bytes),
            ]
        ) { $0.integer(0) }
        guard let id else { throw PublishError.doesNotFit(key) }
        try session.run(
            "UPDATE row_version SET retired = ? WHERE id = ?", [release, .integer(id)])
    }

    private mutating func insert(_ version: RowVersion, of thing: Int64, key: RowKey) throws {
        let (text, references) = StoredContent.split(version.content, of: key.kind)
        try session.run(
            """
            INSERT INTO row_version (thing, valid_from, valid_to, content, content_hash, introduced)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(thing), .integer(Int64(version.validity.from.number)),
                .integer(Int64(version.validity.to.number)), .text(text),
                .blob(ReleaseDigest.contentHash(of: version.content).bytes), release,
            ])
        let row = session.lastInsertedID
        for (field, target) in references {
            guard let target = things[target] else { throw PublishError.doesNotFit(target) }
            try session.run(
                "INSERT INTO row_reference (version, field, thing) VALUES (?, ?, ?)",
                [.integer(row), .text(field.rawValue), .integer(target)])
        }
    }
}
