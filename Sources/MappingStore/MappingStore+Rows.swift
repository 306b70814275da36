public import MasterData
internal import Plans

extension MappingStore {
    /// All that a release believes.
    public func rows(ofRelease number: Int) throws -> MasterRows {
        if number == 0 { return MasterRows() }
        return try driver.read { session in
            guard number <= (try Self.head(session)).number, number > 0 else {
                throw StoreError.noRelease(number)
            }
            return try Self.rows(ofRelease: number, in: session)
        }
    }

    static let believedIn = "introduced <= ? AND (retired IS NULL OR retired > ?)"

    static func rows(ofRelease number: Int, in session: any SQLSession) throws -> MasterRows {
        var reader = try ReleaseReader(
            number, isLive: number == head(session).number, in: session)
        var writer = MasterRows.Writer(open: MastersFile.make)
        do {
            try reader.forEachThing { key, timeline in try writer.add(key, timeline) }
            return try writer.finished()
        } catch let error as PackedFileError {
            throw StoreError.io(error.description)
        }
    }

    /// The key of every thing: its first code in the order of its kind's schemes.
    static func keys(
        in session: any SQLSession, release: [SQLValue]
    ) throws -> [Int64: RowKey] {
        try keys(
            "SELECT thing, kind, scheme, code FROM code_binding WHERE \(believedIn)", release,
            in: session)
    }

    /// The key of each thing that a query lists: thing, kind, scheme and code.
    static func keys(
        _ query: String, _ arguments: [SQLValue], in session: any SQLSession
    ) throws -> [Int64: RowKey] {
        var keys: [Int64: RowKey] = [:]
        try session.rows(query, arguments) { row in
            guard let kind = MasterKind(rawValue: row.text(1)),
                let scheme = CodeScheme(rawValue: row.text(2))
            else { return }
            let key = RowKey(kind, row.text(3), scheme: scheme)
            let known = keys[row.integer(0)]
            if known.map({ $0.schemeRank > key.schemeRank }) ?? true { keys[row.integer(0)] = key }
        }
        return keys
    }
}

extension RowKey {
    var schemeRank: Int { kind.schema.schemes.firstIndex(of: scheme) ?? .max }
}

/// How a content stands in the database: references as ids in a table of their own, the
/// other fields as canonical JSON.
enum StoredContent {
    static func read(_ text: String) throws -> Content {
        guard let content = Content(canonicalText: text) else {
            throw StoreError.io("a stored row is no row")
        }
        return content
    }

    /// The fields that are not references, as JSON text, and the references by field.
    static func split(
        _ content: Content, of kind: MasterKind
    ) -> (text: String, references: [(field: Field, target: RowKey)]) {
        var rest = content
        var references: [(Field, RowKey)] = []
        for spec in kind.schema.specs where spec.type.isReference {
            guard let target = content.reference(spec.field, in: kind) else { continue }
            references.append((spec.field, target))
            rest[spec.field] = nil
        }
        return (String(decoding: rest.canonicalJSON, as: UTF8.self), references)
    }

    /// The canonical text of a reference: a bare code where kind and scheme are fixed.
    static func text(of target: RowKey, field: Field, kind: MasterKind) -> String {
        if case .code(let fixed) = kind.schema.spec(of: field)?.type, fixed == target.kind,
            target.scheme == fixed.schema.schemes[0]
        {
            return target.code
        }
        return target.description
    }
}
