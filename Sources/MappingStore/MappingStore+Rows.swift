public import MasterData
internal import Plans

extension MappingStore {
    /// All that a release believes.
    public func rows(ofRelease number: Int) throws -> MasterRows {
        if number == 0 { return MasterRows() }
        return try driver.read { session in
            let head = try Self.head(session)
            guard number <= head.number, number > 0 else { throw StoreError.noRelease(number) }
            if number == head.number { return try liveRows(head, in: session) }
            return try rows(ofRelease: number, isLive: false, in: session, open: MastersFile.make)
        }
    }

    static let believedIn = "introduced <= ? AND (retired IS NULL OR retired > ?)"

    /// All that the live release believes: large kinds as they were packed once, the others from
    /// the database.
    func liveRows(_ head: ReleaseIdentity, in session: any SQLSession) throws -> MasterRows {
        if head.number == 0 { return MasterRows() }
        let images = ReleaseImages(folder: mastersFolder)
        if let (image, notes) = images.open(head) {
            let others = MasterKind.allCases.filter { !image.kinds.contains($0) }
            let rows = try rows(
                ofRelease: head.number, isLive: true, of: others, in: session,
                open: MastersFile.make)
            return image.rows(with: rows, soundness: notes.soundness)
        }
        let draft = images.draft(of: head)
        defer { draft.drop() }
        let rows = try rows(
            ofRelease: head.number, isLive: true, in: session, open: draft.open)
        let published = try session.first(
            "SELECT published_at FROM release WHERE number = ?", [.integer(Int64(head.number))]
        ) { Instant(seconds: $0.integer(0)).day }
        images.keep(draft, of: rows, around: published ?? .distantPast)
        return rows
    }

    private func rows(
        ofRelease number: Int, isLive: Bool, of kinds: [MasterKind] = MasterKind.allCases,
        in session: any SQLSession, open: @escaping () throws -> PackedFile
    ) throws -> MasterRows {
        var reader = try ReleaseReader(number, isLive: isLive, of: kinds, in: session)
        var writer = MasterRows.Writer(keeping: thingsInMemory, open: open)
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
