internal import MasterData
internal import RouteEngine
internal import SourceReading

/// Reads complaints to route: one a row, by the headings of `schemas/complaints.md`.
struct ComplaintFile {
    private var columns: [String: Int] = [:]
    private var places: [(kind: MasterKind, column: Int)] = []

    static let headings = [
        "complaint_id", "category", "channel", "setting", "registered_at", "application_date",
    ]

    /// Hands over each complaint; a row that is no complaint is a finding.
    static func read(
        _ file: SourceFile, _ body: (RouteRequest) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws {
        var layout = ComplaintFile()
        try CSVReader(try SourceSniffer.dialect(of: file)).read(
            file,
            headings: { layout = try ComplaintFile($0, file: file.name) },
            record: { record in
                if let request = try layout.request(record, finding) { try body(request) }
            }, finding: finding)
    }

    private init() {}

    private init(_ headings: [Heading], file: String) throws {
        for heading in headings where !heading.name.isEmpty {
            if let repeated = heading.repeatedHeading() { throw SourceError(repeated) }
            columns[heading.name] = heading.index
            if let kind = MasterKind(rawValue: heading.name), kind.isPlace {
                places.append((kind, heading.index))
            } else if !Self.headings.contains(heading.name) {
                throw SourceError(
                    Finding(
                        code: "structure.unknown-heading", severity: .error,
                        origin: heading.origin, value: heading.written,
                        message:
                            "A complaint file has no heading '\(heading.name)'; it has \(Self.headings.joined(separator: ", ")) and one per kind of place."
                    ))
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

    private func request(
        _ record: borrowing SourceRecord, _ finding: (Finding) throws -> Void
    ) throws -> RouteRequest? {
        func text(_ name: String) -> String? {
            guard let column = columns[name], let text = record.text(column), !text.isEmpty else {
                return nil
            }
            return text
        }
        let registered = text("registered_at") ?? ""
        guard let day = Day(registered) ?? Instant(registered)?.day else {
            try finding(
                Finding(
                    code: "cell.not-a-day", severity: .error,
                    origin: columns["registered_at"].map { record.origin($0) } ?? record.origin,
                    value: registered,
                    message:
                        "registered_at is '\(registered)'; expected a moment such as 2026-06-01T10:30:00+05:30, or a day."
                ))
            return nil
        }
        var keys: [RowKey] = []
        for place in places {
            if let code = record.text(place.column), !code.isEmpty {
                keys.append(RowKey(place.kind, code))
            }
        }
        return RouteRequest(
            id: text("complaint_id") ?? "", category: text("category") ?? "",
            channel: text("channel"), setting: text("setting"), day: day, places: keys)
    }
}
