internal import Changesets
internal import Digests
public import MasterData
public import Plans

extension MappingStore {
    /// Publishes an approved plan as the next release, whole or not at all.
    ///
    /// What is published under an emergency's warrant is decided in the same transaction, and
    /// waits for its ratification.
    ///
    /// - Parameter checkedOn: the release on which the caller checked the plan; when another
    ///   one is live by now, nothing is published and the check is to be made again.
    /// - Parameter preparing: what is to be done before anybody can see the release, with its
    ///   rows and where those of its routes were said; nothing is published when it throws.
    public func publish(
        _ approved: ApprovedPlan, by publisher: ActorID, at instant: Instant,
        checkedOn: ReleaseIdentity? = nil,
        preparing: ((ReleaseIdentity, MasterRows, [SaidRow]) throws -> Void)? = nil
    ) throws -> ReleaseIdentity {
        try driver.write { session in
            let plan = approved.plan
            let stored = try Self.plan(plan.id, in: session)
            if let warrant = approved.warrant, stored.state == .open {
                try Self.decide(
                    plan.id, "emergency", to: .approved, by: warrant.actor, at: instant,
                    reason: warrant.reason, in: session)
            }
            guard stored.state == .approved || approved.warrant != nil else {
                throw PublishError.notApproved(
                    plan: plan.id.short, state: stored.state.rawValue)
            }
            let head = try Self.head(session)
            if let checkedOn, checkedOn != head { throw PublishError.overtaken(live: head.number) }
            if head != plan.terms.base { try Self.refuseStale(plan, live: head, in: session) }
            let result: MasterRows
            if head == checkedOn {
                // The caller checked the plan on these very masters.
                result = plan.checked.candidate
            } else {
                let live = try liveRows(head, in: session)
                do throws(ApplyError) { result = try plan.changeset.applied(to: live) } catch {
                    throw PublishError.doesNotFit(error.key)
                }
            }
            let release = ReleaseIdentity(
                number: head.number + 1, digest: ReleaseDigest.of(result))
            let entry = try Audit.append(
                "publish", subject: plan.id.description,
                actor: try Self.name(of: publisher.number, in: session), at: instant,
                detail: [
                    "digest": .string(release.digest.description),
                    "release": .integer(release.number),
                ], in: session)
            try session.run(
                """
                INSERT INTO release (number, digest, plan, base, published_at, publisher,
                    audit_entry, audit_hash, ratify_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(Int64(release.number)), .blob(release.digest.bytes),
                    .blob(plan.id.bytes), .integer(Int64(head.number)),
                    .integer(instant.seconds), .integer(publisher.number),
                    .integer(entry.id), .blob(entry.hash),
                    approved.warrant.map { .integer($0.ratifyBy.seconds) } ?? .null,
                ])
            var writer = try ReleaseWriter(session: session, release: release.number)
            try writer.write(plan.changeset, by: plan.terms.act)
            try session.run(
                "UPDATE plan SET state = 'published' WHERE id = ?", [.blob(plan.id.bytes)])
            ReleaseImages(folder: mastersFolder).save(
                result, as: release, around: instant.day, above: thingsInMemory)
            if let preparing {
                let said = try Self.saidRows(
                    of: Self.routedKinds, inRelease: release.number, in: session)
                try preparing(release, result, said)
            }
            return release
        }
    }

    /// The things of which the releases after one, up to another, said anything.
    public func thingsSaid(since number: Int, until last: Int) throws -> [RowKey] {
        if last <= number { return [] }
        return try driver.read { try Self.things(saidSince: number, until: last, in: $0) }
    }

    private static func things(
        saidSince number: Int, until last: Int, in session: any SQLSession
    ) throws -> [RowKey] {
        var things: [RowKey] = []
        let range = [SQLValue.integer(Int64(number)), .integer(Int64(last))]
        try session.rows(
            """
            SELECT DISTINCT code_binding.kind, code_binding.scheme, code_binding.code
            FROM code_binding WHERE code_binding.thing IN (
                SELECT thing FROM row_version WHERE introduced > ? AND introduced <= ?
                UNION SELECT thing FROM row_version WHERE retired > ? AND retired <= ?)
            """, range + range
        ) { row in
            guard let kind = MasterKind(rawValue: row.text(0)),
                let scheme = CodeScheme(rawValue: row.text(1))
            else { return }
            things.append(RowKey(kind, row.text(2), scheme: scheme))
        }
        return things
    }

    /// A plan is stale when a release since its base wrote what it writes or refers to.
    private static func refuseStale(
        _ plan: Plan, live: ReleaseIdentity, in session: any SQLSession
    ) throws {
        let touched = try Set(
            Self.things(saidSince: plan.terms.base.number, until: live.number, in: session))
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
