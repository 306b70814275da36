public import Changesets
public import Digests
public import MasterData
public import Plans

extension MappingStore {
    private static let chunkBytes = 1 << 20

    /// Stores a plan; the same plan again changes nothing.
    public func savePlan(
        _ plan: Plan, maker: ActorID, at instant: Instant, files: [String]
    ) throws {
        try driver.write { session in
            let id = SQLValue.blob(plan.id.bytes)
            let known = try session.first("SELECT 1 FROM plan WHERE id = ?", [id]) { _ in true }
            if known == true { return }
            try session.run(
                """
                INSERT INTO plan (id, sequence, base, as_of, maker, created_at, state, terms, files)
                VALUES (?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM plan), ?, ?, ?, ?, 'open', ?, ?)
                """,
                [
                    id, .integer(Int64(plan.terms.base.number)),
                    .integer(Int64(plan.changeset.asOf.number)), .integer(maker.number),
                    .integer(instant.seconds), .text(plan.terms.json.description),
                    .text(JSONValue.array(files.map(JSONValue.string)).description),
                ])
            var changes = ChunkWriter(session: session, plan: id, part: "changes")
            try plan.changeset.forEachLine { try changes.line($0) }
            try changes.finish()
            var origins = ChunkWriter(session: session, plan: id, part: "origins")
            try plan.changeset.forEachOrigin { key, origin in
                var writer = JSONWriter()
                writer.raw("[")
                writer.write(key.description)
                writer.raw(",")
                writer.write(origin.file)
                writer.raw(",\(origin.line),\(origin.column)]")
                try origins.line(writer.bytes)
            }
            try origins.finish()
            try Self.keepMakers(
                of: id, maker: maker, replacing: plan.terms.act.replaces, in: session)
            try Self.keep(plan.terms.act.identities, of: id, in: session)
            try Audit.append(
                "plan", subject: plan.id.description,
                actor: try Self.name(of: maker.number, in: session), at: instant,
                detail: ["changes": .integer(plan.changeset.changes.count)], in: session)
        }
    }

    /// Whoever made a plan that this one takes the place of is one of its makers, too.
    private static func keepMakers(
        of plan: SQLValue, maker: ActorID, replacing earlier: SHA256Digest?,
        in session: any SQLSession
    ) throws {
        try session.run(
            "INSERT INTO plan_maker (plan, actor) VALUES (?, ?)", [plan, .integer(maker.number)])
        guard let earlier else { return }
        try session.run(
            """
            INSERT INTO plan_maker (plan, actor)
            SELECT ?, actor FROM plan_maker WHERE plan = ? AND actor <> ?
            """, [plan, .blob(earlier.bytes), .integer(maker.number)])
    }

    /// Gathers lines into chunks of at most about a mebibyte.
    private struct ChunkWriter {
        let session: any SQLSession
        let plan: SQLValue
        let part: String
        var position: Int64 = 0
        var pending: [UInt8] = []

        mutating func line(_ bytes: [UInt8]) throws {
            pending.append(contentsOf: bytes)
            pending.append(0x0A)
            if pending.count >= MappingStore.chunkBytes { try finish() }
        }

        mutating func finish() throws {
            guard !pending.isEmpty else { return }
            try session.run(
                "INSERT INTO plan_chunk (plan, part, position, bytes) VALUES (?, ?, ?, ?)",
                [plan, .text(part), .integer(position), .blob(pending)])
            position += 1
            pending.removeAll(keepingCapacity: true)
        }
    }

    /// The plans, oldest first.
    public func planSummaries() throws -> [PlanSummary] {
        try driver.read { session in
            var plans: [PlanSummary] = []
            try session.rows(
                """
                SELECT plan.id, plan.state, plan.base, plan.as_of, actor.name, plan.created_at,
                    release.number
                FROM plan JOIN actor ON actor.id = plan.maker
                LEFT JOIN release ON release.plan = plan.id ORDER BY plan.sequence
                """, []
            ) { row in
                guard let id = SHA256Digest(stored: row.blob(0)),
                    let state = PlanState(rawValue: row.text(1))
                else { return }
                plans.append(
                    PlanSummary(
                        id: id, state: state, base: Int(row.integer(2)),
                        asOf: Day(number: Int32(row.integer(3))), makerName: row.text(4),
                        createdAt: Instant(seconds: row.integer(5)),
                        publishedAs: row.isNull(6) ? nil : Int(row.integer(6))))
            }
            return plans
        }
    }

    /// The one plan whose id begins with these digits, at least four.
    public func plan(matching prefix: String) throws -> StoredPlan {
        let wanted = prefix.lowercased()
        let ids = try planSummaries().map(\.id).filter {
            wanted.utf8.count >= 4 && $0.description.hasPrefix(wanted)
        }
        guard let id = ids.first else { throw StoreError.noPlan(prefix) }
        guard ids.count == 1 else { throw StoreError.ambiguousPlan(prefix, count: ids.count) }
        return try driver.read { try Self.plan(id, in: $0) }
    }

    static func plan(_ id: SHA256Digest, in session: any SQLSession) throws -> StoredPlan {
        let key = [SQLValue.blob(id.bytes)]
        let plan = try session.first(
            """
            SELECT plan.state, plan.terms, plan.maker, actor.name, plan.created_at, plan.files,
                release.number, plan.as_of
            FROM plan JOIN actor ON actor.id = plan.maker
            LEFT JOIN release ON release.plan = plan.id WHERE plan.id = ?
            """, key
        ) { row -> StoredPlan? in
            guard let state = PlanState(rawValue: row.text(0)),
                let json = try? JSONValue(parsing: row.text(1).utf8), let terms = Plan.Terms(json)
            else { return nil }
            let files = (try? JSONValue(parsing: row.text(5).utf8))?.array ?? []
            return StoredPlan(
                id: id, state: state, terms: terms,
                asOf: Day(number: Int32(row.integer(7))), maker: ActorID(number: row.integer(2)),
                makerName: row.text(3),
                createdAt: Instant(seconds: row.integer(4)), files: files.compactMap(\.string),
                makers: [], decisions: [], publishedAs: row.isNull(6) ? nil : Int(row.integer(6)))
        }
        guard var stored = plan.flatMap(\.self) else {
            throw StoreError.io("plan \(id.short) cannot be read back")
        }
        try session.rows(
            """
            SELECT actor, actor.name, verb, decided_at, reason FROM plan_decision
            JOIN actor ON actor.id = plan_decision.actor WHERE plan = ? ORDER BY plan_decision.id
            """, key
        ) { row in
            stored.decisions.append(
                StoredPlan.Decision(
                    actor: ActorID(number: row.integer(0)), actorName: row.text(1),
                    verb: row.text(2), at: Instant(seconds: row.integer(3)), reason: row.text(4)))
        }
        try session.rows("SELECT actor FROM plan_maker WHERE plan = ?", key) { row in
            stored.makers.insert(ActorID(number: row.integer(0)))
        }
        return stored
    }

    /// What a plan changes, and where each change was read.
    ///
    /// - Parameter withOrigins: whether to say where; it is as much again as the keys.
    public func changeset(of id: SHA256Digest, withOrigins: Bool = true) throws -> Changeset {
        try driver.read { session in
            var reader = ChangesetReader()
            try Self.forEachLine(of: id, part: "changes", in: session) { try reader.read($0) }
            var changeset = try reader.finished()
            if withOrigins { changeset.origins = try Self.origins(of: id, in: session) }
            return changeset
        }
    }

    /// Hands over the lines of a part of a plan; each chunk is of whole lines.
    private static func forEachLine(
        of plan: SHA256Digest, part: String, in session: any SQLSession,
        _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        try session.rows(
            "SELECT bytes FROM plan_chunk WHERE plan = ? AND part = ? ORDER BY position",
            [.blob(plan.bytes), .text(part)]
        ) { row in
            let bytes = row.blob(0)
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                if end > start { try body(bytes[start..<end]) }
                start = end + 1
            }
        }
    }

    /// Where each change of a plan was read.
    public func origins(of plan: SHA256Digest) throws -> [RowKey: Origin] {
        try driver.read { try Self.origins(of: plan, in: $0) }
    }

    static func origins(
        of plan: SHA256Digest, in session: any SQLSession
    ) throws -> [RowKey: Origin] {
        var origins: [RowKey: Origin] = [:]
        try forEachLine(of: plan, part: "origins", in: session) { line in
            guard let parts = try JSONValue(parsing: line).array, parts.count == 4,
                let key = parts[0].string.flatMap({ RowKey($0) }), let file = parts[1].string
            else { return }
            origins[key] = Origin(
                file: file, line: parts[2].integer ?? 0, column: parts[3].integer ?? 0)
        }
        return origins
    }

    /// Approves a plan, as another actor than its maker.
    public func approve(_ id: SHA256Digest, checker: ActorID, at instant: Instant) throws {
        try decide(id, "approve", to: .approved, by: checker, at: instant, reason: "") { plan in
            guard plan.terms.holds.isEmpty else { throw ApprovalError.held(plan.terms.holds) }
            guard plan.maker != checker else { throw ApprovalError.makerIsChecker }
            guard !plan.makers.contains(checker) else { throw ApprovalError.madeEarlierPlan }
            guard plan.state == .open else {
                throw StoreError.notOpen(plan: plan.id.short, state: plan.state.rawValue)
            }
        }
    }

    /// Turns a plan down; an approved one too, as long as it is not published.
    public func reject(
        _ id: SHA256Digest, checker: ActorID, at instant: Instant, reason: String
    ) throws {
        try decide(id, "reject", to: .rejected, by: checker, at: instant, reason: reason) { plan in
            guard plan.state == .open || plan.state == .approved else {
                throw StoreError.notOpen(plan: plan.id.short, state: plan.state.rawValue)
            }
        }
    }

    private func decide(
        _ id: SHA256Digest, _ verb: String, to state: PlanState, by actor: ActorID,
        at instant: Instant, reason: String, allowed: (StoredPlan) throws -> Void
    ) throws {
        try driver.write { session in
            try allowed(try Self.plan(id, in: session))
            try Self.decide(
                id, verb, to: state, by: actor, at: instant, reason: reason, in: session)
        }
    }

    /// Writes a decision down, moves the plan on and notes it in the audit.
    static func decide(
        _ id: SHA256Digest, _ verb: String, to state: PlanState, by actor: ActorID,
        at instant: Instant, reason: String, in session: any SQLSession
    ) throws {
        try session.run(
            "INSERT INTO plan_decision (plan, actor, verb, decided_at, reason) VALUES (?, ?, ?, ?, ?)",
            [
                .blob(id.bytes), .integer(actor.number), .text(verb),
                .integer(instant.seconds), .text(reason),
            ])
        try session.run(
            "UPDATE plan SET state = ? WHERE id = ?",
            [.text(state.rawValue), .blob(id.bytes)])
        try Audit.append(
            verb, subject: id.description,
            actor: try Self.name(of: actor.number, in: session), at: instant,
            detail: reason.isEmpty ? [:] : ["reason": .string(reason)], in: session)
    }
}

extension Changeset {
    /// Hands over where things were read, in key order: nearly always that of the changes, which
    /// are in order already.
    fileprivate func forEachOrigin(_ body: (RowKey, Origin) throws -> Void) rethrows {
        if changes.count(where: { origins[$0.key] != nil }) == origins.count {
            for change in changes {
                if let origin = origins[change.key] { try body(change.key, origin) }
            }
        } else {
            for (key, origin) in origins.sorted(by: { $0.key < $1.key }) { try body(key, origin) }
        }
    }
}
