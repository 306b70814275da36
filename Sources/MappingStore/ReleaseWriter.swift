internal import Changesets
internal import Digests
internal import MasterData
internal import Plans

/// Writes the versions of one release.
struct ReleaseWriter {
    private let session: any SQLSession
    private let release: SQLValue
    private var things = ThingBook()

    init(session: any SQLSession, release: Int) throws {
        self.session = session
        self.release = .integer(Int64(release))
        var known = ThingBook()
        try session.rows(
            "SELECT thing, kind, scheme, code FROM code_binding WHERE retired IS NULL", []
        ) { row in
            guard let kind = MasterKind(rawValue: row.text(1)),
                let scheme = CodeScheme(rawValue: row.text(2))
            else { return }
            known.add(RowKey(kind, row.text(3), scheme: scheme), row.integer(0))
        }
        things = known
    }

    /// Writes the changes, and what people did to bring them about.
    mutating func write(_ changeset: Changeset, by act: PlanAct) throws {
        // Every thing has its id before the first row refers to it.
        for change in changeset.effective { _ = try thing(of: change.key) }
        for change in changeset.effective {
            let thing = try thing(of: change.key)
            for version in change.removed { try retire(version, of: thing, key: change.key) }
            for version in change.added { try insert(version, of: thing, key: change.key) }
        }
        let successions = changeset.effective.filter { $0.key.kind == .succession }
        let back = successions.flatMap { $0.removed.compactMap(Recoding.init) }
        try moveOwnership(along: back.map { ($0.after, $0.before) }, by: act)
        let forth = successions.flatMap { $0.added.compactMap(Recoding.init) }
        try moveOwnership(along: forth.map { ($0.before, $0.after) }, by: act)
        try keep(act)
    }

    /// From the first code of each thing to its last, where one release gives it several.
    private func moveOwnership(
        along steps: [(from: RowKey, to: RowKey)], by act: PlanAct
    ) throws {
        let settled = Set(act.released + act.owned)

        let next = Dictionary(steps, uniquingKeysWith: { first, _ in first })
        for start in Set(next.keys).subtracting(next.values).sorted() {
            var seen: Set<RowKey> = [start]
            var last = start
            while let more = next[last], seen.insert(more).inserted { last = more }
            try moveOwnership(from: start, to: last, except: settled)
        }
    }

    /// A correction by hand is of the thing, whatever its code.
    ///
    /// - Parameter settled: what the act itself lets go of or corrects, under either code.
    private func moveOwnership(
        from old: RowKey, to new: RowKey, except settled: Set<OwnedField>
    ) throws {
        guard let before = things[old], let after = things[new] else { return }
        var fields: [Field] = []
        try session.rows(
            "SELECT field FROM owned_field WHERE thing = ? AND retired IS NULL", [.integer(before)]
        ) { row in
            if let field = Field(rawValue: row.text(0)) { fields.append(field) }
        }
        for field in fields {
            try letGo(of: OwnedField(key: old, field: field))
            try letGo(of: OwnedField(key: new, field: field))
            guard new.kind.schema.spec(of: field) != nil,
                settled.isDisjoint(with: [old, new].map { OwnedField(key: $0, field: field) })
            else { continue }
            try session.run(
                "INSERT INTO owned_field (thing, field, introduced) VALUES (?, ?, ?)",
                [.integer(after), .text(field.rawValue), release])
        }
    }

    /// Keeps which fields a person corrected, and which are let go of.
    private func keep(_ act: PlanAct) throws {
        for field in act.released { try letGo(of: field) }
        for field in Set(act.owned).sorted() {
            try letGo(of: field)
            guard let thing = things[field.key] else { continue }
            try session.run(
                "INSERT INTO owned_field (thing, field, introduced) VALUES (?, ?, ?)",
                [.integer(thing), .text(field.field.rawValue), release])
        }
    }

    private func letGo(of field: OwnedField) throws {
        guard let thing = things[field.key] else { return }
        try session.run(
            "UPDATE owned_field SET retired = ? WHERE thing = ? AND field = ? AND retired IS NULL",
            [release, .integer(thing), .text(field.field.rawValue)])
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
        things.add(key, thing)
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
