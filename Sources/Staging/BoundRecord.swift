internal import MasterData
internal import SourceReading

/// A record mapping tied to the columns of one file.
struct BoundRecord {
    var kind: MasterKind
    var scheme: CodeScheme
    var role: StagedRow.Role
    var code: Cell?
    var fields: [BoundField]
    var validFrom: Cell?
    var validTo: Cell?
    var action: Cell?
    /// Columns of which one must be filled.
    var whenAny: [Int]
    /// Columns and the value that each must have.
    var when: [(column: Int, value: String)] = []
    /// Columns that mean nothing for this kind and must be blank.
    var foreign: [Int] = []

    struct Cell {
        /// Nothing when every row has the constant.
        var column: Int?
        var source: ValueSource
    }

    struct BoundField {
        var spec: KindSchema.Spec
        var cell: Cell
    }

    /// Ties a mapping to columns by name; a name that the file lacks says nothing.
    init(_ mapping: RecordMapping, columns: [String: Int]) {
        func cell(_ source: ValueSource?) -> Cell? {
            guard let source else { return nil }
            if source.constant != nil { return Cell(column: nil, source: source) }
            guard let column = source.column.flatMap({ columns[$0] }) else { return nil }
            return Cell(column: column, source: source)
        }
        kind = mapping.kind
        scheme = mapping.scheme
        role = mapping.role
        code = cell(mapping.code)
        validFrom = cell(mapping.validFrom)
        validTo = cell(mapping.validTo)
        action = cell(mapping.action)
        whenAny = mapping.whenAny.compactMap { columns[$0] }
        when = mapping.when.compactMap { filter in columns[filter.column].map { ($0, filter.value) }
        }
        fields = []
        for (field, source) in mapping.fields {
            guard let spec = kind.schema.spec(of: field), let cell = cell(source) else { continue }
            fields.append(BoundField(spec: spec, cell: cell))
        }
    }

    /// Whether a row has the values that the record asks for.
    func isSpokenOf(by row: borrowing SourceRecord) -> Bool {
        for (column, value) in when where row.text(column)?.trimmingASCII != value { return false }
        return true
    }

    /// The canonical layout of a kind: columns named after its fields.
    ///
    /// - Parameter prefix: `@` for attributes of an element, nothing for CSV columns.
    init(
        canonical kind: MasterKind, scheme: CodeScheme, columns: [String: Int], prefix: String = ""
    ) {
        func cell(_ name: String) -> Cell? {
            columns[prefix + name].map { Cell(column: $0, source: ValueSource(column: name)) }
        }
        self.kind = kind
        self.scheme = scheme
        role = .own
        code = kind.schema.keyFields.isEmpty ? cell("code") : nil
        validFrom = cell("valid_from")
        validTo = cell("valid_to")
        action = cell("action")
        whenAny = []
        fields = kind.schema.specs.compactMap { spec in
            cell(spec.field.rawValue).map { BoundField(spec: spec, cell: $0) }
        }
        foreign = Field.allCases.compactMap { field in
            kind.schema.spec(of: field) == nil ? columns[prefix + field.rawValue] : nil
        }.sorted()
    }
}

/// The headings of the canonical layout that are no fields.
enum CanonicalHeading {
    static let kind = "kind"
    static let others = ["kind", "code", "scheme", "valid_from", "valid_to", "action"]

    static func isKnown(_ heading: String) -> Bool {
        others.contains(heading) || Field(rawValue: heading) != nil
    }
}
