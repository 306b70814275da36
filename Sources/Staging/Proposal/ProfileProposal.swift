public import MasterData
internal import SourceReading

/// A profile proposed for a file that none fits, for a person to read and correct.
///
///     let proposal = ProfileProposal(try SampledFile(file), known: KnownMasters(rows))
///     print(proposal.yaml)
///
/// Headings are matched by their words, values by their shape and by the codes and names of the
/// live masters. What is taken for what, how surely and why stands beside each line.
public struct ProfileProposal {
    /// What a column was taken for.
    public struct Column: Sendable {
        public var name: String
        /// For XML: the element it is seen from.
        public var element: String
        /// `code of a district`, `tehsil: name_en`; nothing when it is not mapped.
        public var meaning: String?
        /// From 0 to 1.
        public var confidence: Double
        public var reason: String
    }

    struct Source {
        var column: String
        var kind: MasterKind?
        var width: Int?
        var order: DayOrder?
        var words: [String: String] = [:]
        var note: String
    }

    struct Record {
        var kind: MasterKind
        var element: [String]
        var isNamed = false
        var code: Source?
        var fields: [(field: Field, source: Source)] = []
        var from: Source?
        var to: Source?
        var whenAny: [String] = []
    }

    struct Rule {
        var element: [String]
        var source: Source
        var kind: MasterKind
    }

    /// Every column of the file, in its order.
    public private(set) var columns: [Column] = []
    /// What a person should know before using it.
    public private(set) var notes: [String] = []
    let file: SampledFile
    private(set) var records: [Record] = []
    private(set) var rules: [Rule] = []
    private(set) var filter: (column: String, value: String)?

    /// - Parameter known: the live masters, where there are some.
    public init(_ file: SampledFile, known: KnownMasters = KnownMasters()) {
        self.file = file
        for table in file.tables {
            let draft = TableProposal(table, of: file.name, known: known)
            records += draft.records
            rules += draft.rules
            notes += draft.notes
            columns += draft.columns
            if let state = known.onlyState, filter == nil, table.element.isEmpty {
                filter = draft.stateFilter(state)
            }
        }
        if records.isEmpty {
            notes.append(
                "No column is surely the code of a thing; say under 'records' what a row is.")
        }
    }

    /// The kinds that the file lists, which are its scope.
    public var kinds: [MasterKind] {
        var kinds: [MasterKind] = []
        for record in records where !record.isNamed && !kinds.contains(record.kind) {
            kinds.append(record.kind)
        }
        return kinds
    }
}
