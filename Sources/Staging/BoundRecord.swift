internal import MasterData
internal import SourceReading

/// A record mapping tied to the columns of one file.
///
/// A class, since it is handed about for every row.
final class BoundRecord {
    let kind: MasterKind
    let scheme: CodeScheme
    let role: StagedRow.Role
    let code: Cell?
    /// The fields whose values make up the key.
    let keyFields: [Field]
    let fields: [BoundField]
    let validFrom: Cell?
    let validTo: Cell?
    let action: Cell?
    /// Columns of which one must be filled.
    let whenAny: [Int]
    /// Columns and the value that each must have.
    let when: [(column: Int, value: String)]
    /// Columns that mean nothing for this kind and must be blank.
    let foreign: [Int]

    /// The cell that holds the code; nothing where several fields make it up.
    private(set) lazy var keyCell: Cell? =
        code ?? (keyFields.count == 1 ? fields.last { $0.field == keyFields[0] }?.cell : nil)

    /// One cell of each row: where it stands and what it holds.
    ///
    /// A class, since it is handed about for every cell of every row.
    final class Cell {
        /// Nothing when every row has the constant.
        let column: Int?
        let source: ValueSource
        let type: FieldType
        let field: Field?
        /// What findings call it.
        let name: String
        let clean: CleanCell
        /// What the canonical form of a clean code begins with.
        let prefix: [UInt8]
        /// Whether a value at fault can be left out where the profile bears the fault: the row
        /// is still about the same thing.
        let isOptional: Bool

        init(
            column: Int?, source: ValueSource, type: FieldType, field: Field? = nil,
            isOptional: Bool = false
        ) {
            self.isOptional = isOptional && !source.isRequired
            self.column = column
            self.source = source
            self.type = type
            self.field = field
            name = source.column ?? field?.rawValue ?? "value"
            clean = CleanCell(type, source)
            prefix = if case .code(_, let prefix) = clean { Array(prefix.utf8) } else { [] }
        }
    }

    struct BoundField {
        let field: Field
        let cell: Cell
        let number: UInt8

        init(field: Field, cell: Cell) {
            self.field = field
            self.cell = cell
            number = field.number
        }
    }

    /// Ties a mapping to columns by name; a name that the file lacks says nothing.
    init(_ mapping: RecordMapping, columns: [String: Int]) {
        func cell(_ source: ValueSource?, _ type: FieldType, _ field: Field? = nil) -> Cell? {
            guard let source else { return nil }
            let column = source.column.flatMap { columns[$0] }
            guard source.constant != nil || column != nil else { return nil }
            return Cell(
                column: source.constant == nil ? column : nil, source: source, type: type,
                field: field, isOptional: Self.isOptional(field, of: mapping.kind))
        }
        kind = mapping.kind
        keyFields = kind.schema.keyFields
        foreign = []
        scheme = mapping.scheme
        role = mapping.role
        code = cell(mapping.code, .code(kind))
        validFrom = cell(mapping.validFrom, .day)
        validTo = cell(mapping.validTo, .day)
        action = cell(mapping.action, Self.actionWords)
        whenAny = mapping.whenAny.compactMap { columns[$0] }
        when = mapping.when.compactMap { filter in columns[filter.column].map { ($0, filter.value) }
        }
        fields = mapping.fields.compactMap { field, source in
            guard let spec = mapping.kind.schema.spec(of: field) else { return nil }
            return cell(source, spec.type, field).map { BoundField(field: field, cell: $0) }
        }
    }

    /// The same record under another scheme of codes.
    init(_ other: BoundRecord, scheme: CodeScheme) {
        self.scheme = scheme
        kind = other.kind
        role = other.role
        code = other.code
        keyFields = other.keyFields
        fields = other.fields
        validFrom = other.validFrom
        validTo = other.validTo
        action = other.action
        whenAny = other.whenAny
        when = other.when
        foreign = other.foreign
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
        func cell(_ name: String, _ type: FieldType, _ field: Field? = nil) -> Cell? {
            columns[prefix + name].map {
                Cell(
                    column: $0, source: ValueSource(column: name), type: type, field: field,
                    isOptional: Self.isOptional(field, of: kind))
            }
        }
        self.kind = kind
        self.scheme = scheme
        keyFields = kind.schema.keyFields
        when = []
        role = .own
        code = kind.schema.keyFields.isEmpty ? cell("code", .code(kind)) : nil
        validFrom = cell("valid_from", .day)
        validTo = cell("valid_to", .day)
        action = cell("action", Self.actionWords)
        whenAny = []
        fields = kind.schema.specs.compactMap { spec in
            cell(spec.field.rawValue, spec.type, spec.field).map {
                BoundField(field: spec.field, cell: $0)
            }
        }
        foreign = Field.allCases.compactMap { field in
            kind.schema.spec(of: field) == nil ? columns[prefix + field.rawValue] : nil
        }.sorted()
    }

    private static func isOptional(_ field: Field?, of kind: MasterKind) -> Bool {
        field.map { !kind.schema.keyFields.contains($0) } ?? false
    }

    private static let actionWords = FieldType.choice(StagedRow.Action.allCases.map(\.rawValue))
}

/// The headings of the canonical layout that are no fields.
enum CanonicalHeading {
    static let kind = "kind"
    static let others = ["kind", "code", "scheme", "valid_from", "valid_to", "action"]

    static func isKnown(_ heading: String) -> Bool {
        others.contains(heading) || Field(rawValue: heading) != nil
    }
}
