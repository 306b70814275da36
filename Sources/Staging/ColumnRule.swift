public import MasterData

/// What a column of a layout must hold, whether or not a record takes its value.
///
/// Sheets carry columns that the masters have no field for, or name things that another file
/// brings; a slip there is a slip of the row all the same.
public struct ColumnRule: Sendable {
    /// For XML: the path below the root of the element; that of the first record when empty.
    public var element: [String] = []
    public var source: ValueSource
    /// What its values look like; nothing when any text will do.
    public var type: FieldType?
    /// The column whose place must hold the place of this one.
    public var within: ValueSource?
    /// The column of days after which the day of this one must come.
    public var after: ValueSource?

    public init(source: ValueSource) {
        self.source = source
    }

    /// The columns that it reads.
    var columns: [String] { [source, within, after].compactMap { $0?.column } }
}

/// A rule tied to the columns of one file.
///
/// A class, since it is handed about for every row.
final class BoundRule {
    let name: String
    let cell: BoundRecord.Cell
    /// Whether its codes name things that must be known.
    let isLink: Bool
    let within: BoundRecord.Cell?
    let after: BoundRecord.Cell?

    /// Ties a rule to columns by name; nothing for a column that the file lacks.
    init?(_ rule: ColumnRule, columns: [String: Int]) {
        func cell(_ source: ValueSource?, _ type: FieldType) -> BoundRecord.Cell? {
            guard let source, let column = source.column.flatMap({ columns[$0] }) else {
                return nil
            }
            return BoundRecord.Cell(
                column: column, source: source, type: type, isOptional: true)
        }
        guard let own = cell(rule.source, rule.type ?? .text) else { return nil }
        name = rule.source.column ?? ""
        self.cell = own
        isLink = if case .code = rule.type { true } else { false }
        within = cell(rule.within, .text)
        after = cell(rule.after, .day)
    }

    /// The thing that a cell's code names.
    static func key(_ code: String, _ source: ValueSource) -> RowKey? {
        source.kind.map { RowKey($0, code, scheme: source.scheme) }
    }
}
