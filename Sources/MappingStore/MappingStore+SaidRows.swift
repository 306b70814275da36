public import MasterData
internal import Plans

/// A version of a row of a release, and where it was said.
public struct SaidRow: Hashable, Sendable {
    public var key: RowKey
    /// The first day of the version.
    public var from: Day
    public var origin: RowOrigin
}

extension MappingStore {
    /// The rows that an explanation of a route rests on.
    static let routedKinds: [MasterKind] = [.rule, .jurisdiction, .posting, .succession]

    /// Where all versions of the rows that routes rest on were said, as a release believes
    /// them.
    ///
    /// It is much for one answer, for which ``origins(of:inRelease:on:)`` is made, and little
    /// when a release is compiled.
    public func saidRows(ofRelease number: Int) throws -> [SaidRow] {
        try driver.read {
            try Self.saidRows(of: Self.routedKinds, inRelease: number, in: $0)
        }
    }

    static func saidRows(
        of kinds: [MasterKind], inRelease number: Int, in session: any SQLSession
    ) throws -> [SaidRow] {
        var said: [SaidRow] = []
        let release = SQLValue.integer(Int64(number))
        for kind in kinds {
            try session.rows(
                """
                SELECT code_binding.scheme, code_binding.code, row_version.valid_from,
                    row_version.introduced
                FROM code_binding JOIN row_version ON row_version.thing = code_binding.thing
                WHERE code_binding.kind = ? AND row_version.introduced <= ?
                    AND (row_version.retired IS NULL OR row_version.retired > ?)
                """, [.text(kind.rawValue), release, release]
            ) { row in
                guard let scheme = CodeScheme(rawValue: row.text(0)) else { return }
                said.append(
                    SaidRow(
                        key: RowKey(kind, row.text(1), scheme: scheme),
                        from: Day(number: Int32(clamping: row.integer(2))),
                        origin: RowOrigin(release: Int(row.integer(3)), origin: nil)))
            }
        }
        for introduced in Set(said.map(\.origin.release)) {
            let plan = try session.first(
                "SELECT plan FROM release WHERE number = ?", [.integer(Int64(introduced))]
            ) { $0.blob(0) }
            let origins = try Self.origins(of: kinds, plan: plan ?? [], in: session)
            for index in said.indices where said[index].origin.release == introduced {
                said[index].origin.origin = origins[said[index].key]
            }
        }
        return said
    }

    /// The origins of all rows of some kinds of a plan.
    private static func origins(
        of kinds: [MasterKind], plan: [UInt8], in session: any SQLSession
    ) throws -> [RowKey: Origin] {
        var origins: [RowKey: Origin] = [:]
        try session.rows(
            """
            SELECT bytes FROM plan_chunk WHERE plan = ? AND part = 'origins' ORDER BY position
            """, [.blob(plan)]
        ) { row in
            // Chunks begin with a line.
            let lines = OriginLines(bytes: row.blob(0))
            for start in sequence(first: 0, next: lines.next) {
                guard let key = lines.key(at: start), kinds.contains(key.kind) else { continue }
                origins[key] = lines.origin(at: start)
            }
        }
        return origins
    }
}
