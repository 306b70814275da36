public import MasterData
public import SourceReading

/// What a file is and how its rows become records of the masters.
///
/// Profiles are YAML files (`mappings/profiles/`); a new layout is a new profile, never new
/// code. `schemas/profile.md` documents the keys.
public struct FeedProfile: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case csv, xml
    }

    public var name: String
    /// The text it was made of; empty for the one that comes with the program.
    public internal(set) var written = ""
    /// One line for people, in help and errors.
    public var title: String
    /// The formats it reads; the canonical profile reads both.
    public var formats: [Format]
    /// Whether rows name their own kind and columns are the fields of that kind.
    public var isCanonical: Bool
    /// How a CSV file of this layout is written, as far as it need not be found out.
    public var csv = CSVDialect.Stated()
    /// Whether Hindi in the font Kruti Dev 010 is read as Unicode, and shown to be confirmed;
    /// else it holds its row.
    public var convertsLegacyFont = false
    /// Every heading the file may have, mapped or not.
    public var headings: [String]
    /// Columns and the one value that a row must have there; other rows are not spoken of.
    public var filters: [Filter]
    public var scope: FeedScope
    /// For XML: the root element and the namespace.
    public var xmlRoot: String?
    public var xmlNamespace: String?
    public var xmlForm = XMLForm()
    public var records: [RecordMapping]
    /// What columns must hold besides what the records read.
    public var columns: [ColumnRule] = []
    /// The severities that findings in files of this layout have, where they differ.
    public var severities: [FindingCode: Severity] = [:]

    /// The codes of reading whose severity a profile may set, besides those of the check book.
    public static let bearableCodes: [FindingCode] = CellReader.codes

    public struct Filter: Hashable, Sendable {
        public var column: String
        public var value: String
    }
}

/// One record that a row yields.
public struct RecordMapping: Sendable {
    /// For XML: the path below the root of the element whose end yields the record.
    public var element: [String]
    public var kind: MasterKind
    public var scheme: CodeScheme
    public var role: StagedRow.Role
    /// Where the code is; nothing when the key is made of fields.
    public var code: ValueSource?
    public var fields: [(field: Field, source: ValueSource)]
    public var validFrom: ValueSource?
    public var validTo: ValueSource?
    public var action: ValueSource?
    /// Columns of which at least one must be filled for the record to be there.
    public var whenAny: [String]
    /// Columns and the value that each must have for the record to be there.
    public var when: [FeedProfile.Filter] = []
}

/// How the documents of an XML layout are written, besides their root.
public struct XMLForm: Hashable, Sendable {
    /// What the prefixes in the profile's paths stand for.
    public var namespaces: [String: String] = [:]
    /// Whether names are compared without their namespaces.
    public var ignoresNamespaces = false
    /// Elements and attributes that are known and mean nothing.
    public var ignored: [String] = []
    /// Whether what the profile does not map refuses the file; else it is counted in a note.
    public var refusesUnmapped = false
}

/// Where the value of a field comes from.
public struct ValueSource: Hashable, Sendable {
    /// The heading, or for XML a path such as `@attribute`, `child` or `../child/@attribute`.
    public var column: String?
    /// A value that every row has.
    public var constant: String?
    /// For a column of bare codes of a place: the kind they name.
    public var kind: MasterKind?
    public var scheme: CodeScheme?
    /// How many digits a code of digits has, so that one that lost its zeros is noticed.
    public var width: Int?
    /// How days are written besides `YYYY-MM-DD`.
    public var dayOrder: DayOrder?
    /// Whether a blank clears the field; else a blank says nothing.
    public var clearsWhenBlank: Bool
    /// Whether a blank is a fault of the row.
    public var isRequired = false
    /// Values of the file and what they mean; other values stand as they are.
    public var translations: [String: String]

    public init(
        column: String? = nil, constant: String? = nil, kind: MasterKind? = nil,
        scheme: CodeScheme? = nil, width: Int? = nil, dayOrder: DayOrder? = nil,
        clearsWhenBlank: Bool = false,
        translations: [String: String] = [:]
    ) {
        self.column = column
        self.constant = constant
        self.kind = kind
        self.scheme = scheme
        self.width = width
        self.dayOrder = dayOrder
        self.clearsWhenBlank = clearsWhenBlank
        self.translations = translations
    }
}
