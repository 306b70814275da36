internal import MasterData
internal import Plans

/// Reads the rows of one release in key order, some hundred versions in memory at a time.
struct ReleaseReader {
    private let session: any SQLSession
    /// Whether it is the last release, of which no row was retired since.
    private let isLive: Bool
    private let number: SQLValue
    private let kinds: [MasterKind]
    /// The key of each thing of the kinds that has codes in several schemes; others have one.
    private let preferred: [Int64: RowKey]
    /// The versions whose references are not read yet.
    private var pending: [Pending] = []
    private var key: RowKey?
    private var versions: [RowVersion] = []

    private struct Pending {
        var id: Int64
        var key: RowKey
        var version: RowVersion
    }

    private static let batch = 1000

    /// - Parameters:
    ///   - isLive: whether no release came after it.
    ///   - kinds: the kinds to read, in the order of kinds.
    init(
        _ number: Int, isLive: Bool, of kinds: [MasterKind] = MasterKind.allCases,
        in session: any SQLSession
    ) throws {
        self.kinds = kinds
        self.session = session
        self.isLive = isLive
        self.number = .integer(Int64(number))
        preferred = try Self.preferred(of: kinds, in: session, number: .integer(Int64(number)))
    }

    /// Hands over each thing with its timeline.
    mutating func forEachThing(_ body: (RowKey, Timeline) throws -> Void) throws {
        for kind in kinds {
            try session.rows(
                """
                SELECT code_binding.scheme, code_binding.code, code_binding.thing, row_version.id,
                    row_version.valid_from, row_version.valid_to, row_version.content
                FROM code_binding JOIN row_version ON row_version.thing = code_binding.thing
                WHERE code_binding.kind = ? AND \(believed("code_binding"))
                    AND \(believed("row_version"))
                ORDER BY code_binding.code, code_binding.scheme
                """, [.text(kind.rawValue)] + bounds + bounds
            ) { row in
                guard let scheme = CodeScheme(rawValue: row.text(0)) else { return }
                let key = RowKey(kind, row.text(1), scheme: scheme)
                if let other = preferred[row.integer(2)], other != key { return }
                pending.append(
                    Pending(
                        id: row.integer(3), key: key,
                        version: RowVersion(
                            validity: Validity(
                                from: Day(number: Int32(row.integer(4))),
                                to: Day(number: Int32(row.integer(5)))),
                            content: try StoredContent.read(row.text(6)))))
                if pending.count == Self.batch { try hand(to: body) }
            }
            try hand(to: body)
            try endThing(body)
        }
    }

    /// Completes the pending versions with their references and hands over the things that
    /// they complete.
    private mutating func hand(to body: (RowKey, Timeline) throws -> Void) throws {
        guard let kind = pending.first?.key.kind else { return }
        if kind.schema.specs.contains(where: \.type.isReference) { try readReferences(of: kind) }
        for entry in pending {
            if entry.key != key {
                try endThing(body)
                key = entry.key
            }
            versions.append(entry.version)
        }
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func endThing(_ body: (RowKey, Timeline) throws -> Void) throws {
        guard let key else { return }
        try body(key, Timeline(versions))
        self.key = nil
        versions.removeAll(keepingCapacity: true)
    }

    private mutating func readReferences(of kind: MasterKind) throws {
        let positions = Dictionary(
            uniqueKeysWithValues: pending.indices.map { (pending[$0].id, $0) })
        // A thing with several codes comes with each of them.
        var chosen: [Int64: RowKey] = [:]
        for run in Self.runs(of: positions.keys.sorted()) {
            try session.rows(
                """
                SELECT row_reference.version, row_reference.field, code_binding.kind,
                    code_binding.scheme, code_binding.code, row_reference.thing
                FROM row_reference JOIN code_binding ON code_binding.thing = row_reference.thing
                WHERE row_reference.version BETWEEN ? AND ? AND \(believed("code_binding"))
                """, [.integer(run.lowerBound), .integer(run.upperBound)] + bounds
            ) { row in
                guard let position = positions[row.integer(0)],
                    let field = Field(rawValue: row.text(1)),
                    let kind = MasterKind(rawValue: row.text(2)),
                    let scheme = CodeScheme(rawValue: row.text(3))
                else { return }
                let target = RowKey(kind, row.text(4), scheme: scheme)
                if let better = chosen[row.integer(5)], better.schemeRank < target.schemeRank {
                    return
                }
                chosen[row.integer(5)] = target
                pending[position].version.content[field] = StoredContent.text(
                    of: target, field: field, kind: pending[position].key.kind)
            }
        }
    }

    /// Sorted ids as ranges without large gaps.
    private static func runs(of ids: [Int64]) -> [ClosedRange<Int64>] {
        var runs: [ClosedRange<Int64>] = []
        for id in ids {
            if let last = runs.last, id - last.upperBound <= 16 {
                runs[runs.count - 1] = last.lowerBound...id
            } else {
                runs.append(id...id)
            }
        }
        return runs
    }

    /// The condition on a table's row, with ``bounds`` for its arguments. For the last release it
    /// is that of the indexes by which rows come in key order without being sorted.
    private func believed(_ table: String) -> String {
        isLive
            ? "\(table).retired IS NULL"
            : "\(table).introduced <= ? AND (\(table).retired IS NULL OR \(table).retired > ?)"
    }

    /// The arguments of one ``believed(_:)``.
    private var bounds: [SQLValue] { isLive ? [] : [number, number] }

    private static func preferred(
        of kinds: [MasterKind], in session: any SQLSession, number: SQLValue
    ) throws -> [Int64: RowKey] {
        let schemed = kinds.filter { $0.schema.schemes.count > 1 }
        let names = schemed.map { SQLValue.text($0.rawValue) }
        let list = Array(repeating: "?", count: names.count).joined(separator: ", ")
        return try MappingStore.keys(
            """
            SELECT thing, kind, scheme, code FROM code_binding
            WHERE \(MappingStore.believedIn) AND thing IN (
                SELECT thing FROM code_binding WHERE kind IN (\(list))
                GROUP BY thing HAVING COUNT(*) > 1)
            """, [number, number] + names, in: session)
    }
}
