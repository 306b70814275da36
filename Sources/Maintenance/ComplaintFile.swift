internal import MasterData
internal import SourceReading
internal import Transfers

/// Reads complaints, one a row, by the headings of `schemas/complaints.md`.
struct ComplaintFile {
    /// What becomes of a column that no complaint has.
    enum Strangers {
        /// The file is refused.
        case refuse
        /// It is left out and named: personal data stays in the portal.
        case drop
    }

    private var columns: [String: Int] = [:]
    private var places: [(kind: MasterKind, column: Int)] = []

    static let headings = [
        "complaint_id", "category", "channel", "setting", "registered_at", "application_date",
    ]

    /// Hands over each complaint; a row that is no complaint is a finding.
    static func read(
        _ file: SourceFile, by source: RecordSource, strangers: Strangers = .refuse,
        _ body: (Complaint, Origin) throws -> Void, finding: (Finding) throws -> Void
    ) throws {
        var layout = ComplaintFile()
        let reader = source.reader(of: file)
        guard case .csv(_, let dialect) = try reader.sniff() else {
            throw SourceError(
                Finding(
                    code: "structure.wrong-format", severity: .error,
                    origin: Origin(file: file.name, line: 1),
                    message: "The file is XML; complaints are read from CSV or JSON Lines."))
        }
        try reader.readCSV(
            as: dialect,
            headings: {
                layout = try ComplaintFile($0, file: file.name, strangers: strangers, finding)
            },
            record: { record in
                if let complaint = try layout.complaint(record, finding) {
                    try body(complaint, record.origin)
                }
            }, finding: finding)
    }

    /// Hands over each complaint of a JSON Lines file, whose members are named as the columns are;
    /// what no complaint has is left out and named.
    static func readLines(
        _ file: SourceFile, by source: RecordSource, _ body: (Complaint, Origin) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws {
        let fields = headings + MasterKind.places.map(\.rawValue)
        let layout = ComplaintFile(fields)
        try source.reader(of: file).readJSONLines(
            fields: fields, unknown: { try finding(dropped($0.name, at: $0.origin)) },
            record: { record in
                if let complaint = try layout.complaint(record, finding) {
                    try body(complaint, record.origin)
                }
            }, finding: finding)
    }

    private init() {}

    /// Columns that have these headings, in their order.
    private init(_ headings: [String]) {
        for (column, heading) in headings.enumerated() {
            columns[heading] = column
            if let kind = MasterKind(rawValue: heading), kind.isPlace {
                places.append((kind, column))
            }
        }
    }

    private init(
        _ headings: [Heading], file: String, strangers: Strangers,
        _ finding: (Finding) throws -> Void
    ) throws {
        for heading in headings where !heading.name.isEmpty {
            let isPlace = MasterKind(rawValue: heading.name)?.isPlace ?? false
            let isKnown = isPlace || Self.headings.contains(heading.name)
            if isKnown, let repeated = heading.repeatedHeading() { throw SourceError(repeated) }
            if isKnown { columns[heading.name] = heading.index }
            if let kind = MasterKind(rawValue: heading.name), isPlace {
                places.append((kind, heading.index))
            } else if !isKnown {
                switch strangers {
                case .refuse: throw SourceError(Self.unknown(heading))
                case .drop: try finding(Self.dropped(heading.name, at: heading.origin))
                }
            }
        }
        for needed in ["complaint_id", "category", "registered_at"] where columns[needed] == nil {
            throw SourceError(
                Finding(
                    code: "structure.missing-heading", severity: .error,
                    origin: Origin(file: file, line: 1, column: 1), value: needed,
                    message: "A complaint file needs the heading '\(needed)'. Add the column."))
        }
    }

    private static func unknown(_ heading: Heading) -> Finding {
        Finding(
            code: "structure.unknown-heading", severity: .error, origin: heading.origin,
            value: heading.written,
            message:
                "A complaint file has no heading '\(heading.name)'; it has \(Self.headings.joined(separator: ", ")) and one per kind of place."
        )
    }

    /// What is said of a column or member that is not kept.
    static func dropped(_ name: String, at origin: Origin) -> Finding {
        Finding(
            code: "structure.not-kept", severity: .warning, origin: origin, value: name,
            message:
                "'\(name)' is not kept: a complaint here has no name, telephone number or text. Leave it out of the feed."
        )
    }

    private func complaint(
        _ record: borrowing SourceRecord, _ finding: (Finding) throws -> Void
    ) throws -> Complaint? {
        func text(_ name: String) -> String? {
            guard let column = columns[name], let text = record.text(column), !text.isEmpty else {
                return nil
            }
            return text
        }
        var draft = ComplaintDraft(
            number: text("complaint_id"), category: text("category"), channel: text("channel"),
            setting: text("setting"), registeredAt: text("registered_at"),
            applicationDate: text("application_date"))
        for place in places {
            if let code = record.text(place.column), !code.isEmpty {
                draft.places.append(RowKey(place.kind, code))
            }
        }
        for fault in draft.faults {
            try finding(
                fault.finding(
                    at: columns[fault.field].map { record.origin($0) } ?? record.origin))
        }
        return draft.complaint
    }
}
