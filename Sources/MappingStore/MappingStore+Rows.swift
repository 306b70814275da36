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
        let release = [SQLValue.integer(Int64(number)), .integer(Int64(number))]
        let keys = try keys(in: session, release: release)
        var references: [Int64: [(Field, Int64)]] = [:]
        try session.rows(
            """
            SELECT row_reference.version, row_reference.field, row_reference.thing
            FROM row_reference JOIN row_version ON row_version.id = row_reference.version
            WHERE \(believedIn)
            """, release
        ) { row in
            guard let field = Field(rawValue: row.text(1)) else { return }
            references[row.integer(0), default: []].append((field, row.integer(2)))
        }
        var versions: [Int64: [RowVersion]] = [:]
        try session.rows(
            "SELECT id, thing, valid_from, valid_to, content FROM row_version WHERE \(believedIn)",
            release
        ) { row in
            let thing = row.integer(1)
            guard let key = keys[thing] else { return }
            var content = try StoredContent.read(row.text(4))
            for (field, target) in references[row.integer(0)] ?? [] {
                guard let target = keys[target] else { continue }
                content[field] = StoredContent.text(of: target, field: field, kind: key.kind)
            }
            versions[thing, default: []].append(
                RowVersion(
                    validity: Validity(
                        from: Day(number: Int32(row.integer(2))),
                        to: Day(number: Int32(row.integer(3)))), content: content))
        }
        var rows = MasterRows()
        // In key order, so that nobody needs to sort them again.
        for (thing, key) in keys.sorted(by: { $0.value < $1.value }) {
            if let list = versions[thing] { rows[key] = Timeline(list) }
        }
        return rows
    }

    /// The key of every thing: its first code in the order of its kind's schemes.
    static func keys(
        in session: any SQLSession, release: [SQLValue]
    ) throws -> [Int64: RowKey] {
        var keys: [Int64: RowKey] = [:]
        try session.rows(
            "SELECT thing, kind, scheme, code FROM code_binding WHERE \(believedIn)", release
        ) { row in
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
    fileprivate var schemeRank: Int { kind.schema.schemes.firstIndex(of: scheme) ?? .max }
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
