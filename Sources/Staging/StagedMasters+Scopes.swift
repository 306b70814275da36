public import MasterData

extension StagedMasters {
    /// Says what the files of a name speak for.
    public func confine(_ file: String, to scope: FeedScope) {
        scopes[file, default: []].append(scope)
    }

    /// Holds each row that none of its file's scopes has, now that all files are read.
    ///
    /// - Parameters:
    ///   - base: the live masters, which say where a live thing stands, whatever the row says.
    ///   - day: the plan's as-of day.
    public func checkScopes(in base: MasterRows, asOf day: Day) throws {
        // Most files are confined to kinds, and have no other rows.
        let mayHaveStrangers = { (scope: FeedScope) in
            !scope.places.isEmpty || !scope.departments.isEmpty
                || !scope.kinds.isEmpty && !self.spool.kinds.allSatisfy(scope.kinds.contains)
        }
        guard scopes.values.contains(where: { $0.contains(where: mayHaveStrangers) }) else {
            return
        }
        let standing = Standing(staged: self, base: base, day: day)
        var outside: Set<RowKey> = []
        try forEachGroup { rows in
            for row in rows where row.role == .own {
                var reason: String?
                for scope in scopes[row.origin.file] ?? [] {
                    reason = try standing.reason(thatOutside: scope, row)
                    if reason == nil { break }
                }
                guard let reason else { continue }
                outside.insert(row.key)
                findings.error(
                    "reference.out-of-scope", at: row.origin, key: row.key, value: row.key.code,
                    "\(row.key) is outside the scope of the file: \(reason). Take the row out, or give the scope that the file has."
                )
            }
        }
        faulty.formUnion(outside)
    }
}

/// Where the things of an import stand: a live one where it is live, a new one where rows say.
private struct Standing {
    let staged: StagedMasters
    let base: MasterRows
    let day: Day

    /// Why a row is outside a scope; nothing when it is inside, or when that cannot be told.
    func reason(thatOutside scope: FeedScope, _ row: StagedRow) throws -> String? {
        if !scope.kinds.isEmpty, !scope.kinds.contains(row.key.kind) {
            return "that is of \(Self.list(scope.kinds.map(\.rawValue)))"
        }
        let whereabouts = Whereabouts<any Error> { key, field in
            try reference(field, of: key, or: key == row.key ? row : nil)
        }
        if !scope.departments.isEmpty, let line = try whereabouts.departments(of: row.key),
            !line.contains(where: scope.departments.contains)
        {
            return "it is of \(line[0]), not of \(Self.list(scope.departments))"
        }
        if !scope.places.isEmpty, let line = try whereabouts.places(of: row.key),
            !line.contains(where: scope.places.contains), try isKnownToItsEnd(line)
        {
            return
                "it lies in \(line.dropFirst().first ?? line[0]), not in \(Self.list(scope.places))"
        }
        return nil
    }

    private static func list(_ names: [some Any]) -> String {
        names.map { "\($0)" }.joined(separator: ", ")
    }

    /// A line that leads to something unknown, or from a new thing to nothing, tells not enough.
    private func isKnownToItsEnd(_ line: [RowKey]) throws -> Bool {
        for key in line where base[key] == nil {
            if try line.count == 1 || !staged.holds(key) { return false }
        }
        return true
    }

    /// What a field of a thing names: by the live masters, or else by the rows of the import.
    private func reference(
        _ field: Field, of key: RowKey, or row: StagedRow?
    ) throws -> RowKey? {
        guard let spec = key.kind.schema.spec(of: field) else { return nil }
        if let live = base.content(of: key, on: day)?[field] { return spec.type.reference(live) }
        let rows = try row.map { [$0] } ?? staged.rows(of: key)
        return rows.lazy.compactMap { $0.value(of: field) }.first { !$0.isEmpty }
            .flatMap { spec.type.reference($0) }
    }
}
