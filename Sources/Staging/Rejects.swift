internal import MasterData
public import SourceReading

/// Rows at fault, written out to be corrected and imported again.
///
/// A CSV row keeps the columns of its file; the records of an XML element become rows of the
/// canonical layout, as raw as they were. A column of findings stands first.
public struct Rejects {
    /// The heading of the column of findings, which every profile knows and none reads.
    public static let heading = "rajmap_findings"

    public private(set) var headings: [String] = []
    public private(set) var rows: [[String]] = []
    /// How many lines with findings were in no row that could be read.
    public private(set) var unread = 0

    /// Reads a file once more and takes the rows on which something was found.
    ///
    /// - Parameters:
    ///   - notes: what was found, by line.
    ///   - dialect: how the file is written, when it is CSV.
    public init(
        of file: SourceFile, as profile: FeedProfile, dialect: CSVDialect?, notes: [Int: [String]],
        source: RecordSource = .inProcess
    ) throws {
        var lines = Lines(notes)
        let reader = source.reader(of: file)
        if let dialect {
            try takeCSV(reader, dialect, &lines)
        } else {
            try takeXML(reader, profile, &lines)
        }
        unread = lines.rest
    }

    private mutating func takeCSV(
        _ reader: FileReader, _ dialect: CSVDialect, _ lines: inout Lines
    ) throws {
        var skipped: Int?
        try reader.readCSV(
            as: dialect,
            headings: { found in
                skipped = found.firstIndex { $0.name == Self.heading }
                headings = [Self.heading] + Self.without(skipped, found.map(\.written))
            },
            record: { record in
                guard let note = lines.note(of: record) else { return }
                let cells = (0..<record.count).map { record.text($0) ?? "" }
                rows.append([note] + Self.without(skipped, cells))
            }, finding: { _ in })
    }

    private static func without(_ index: Int?, _ cells: [String]) -> [String] {
        cells.enumerated().filter { $0.offset != index }.map(\.element)
    }

    private mutating func takeXML(
        _ reader: FileReader, _ profile: FeedProfile, _ lines: inout Lines
    ) throws {
        let binding = XMLBinding(profile)
        var records: [(note: String, cells: [String: String])] = []
        try reader.readXML(
            by: binding.layout, unknown: binding.unmapped,
            record: { record in
                guard let note = lines.note(of: record) else { return }
                for bound in binding.records[record.layoutIndex]
                where bound.role == .own && bound.isSpokenOf(by: record) {
                    if let cells = Self.canonical(bound, record) { records.append((note, cells)) }
                }
            }, finding: { _ in })
        let used = Set(records.flatMap { $0.cells.keys })
        let order =
            ["kind", "scheme", "code"] + Field.allCases.sorted().map(\.rawValue)
            + ["valid_from", "valid_to", "action"]
        let columns = order.filter(used.contains)
        headings = [Self.heading] + columns
        rows = records.map { record in [record.note] + columns.map { record.cells[$0] ?? "" } }
    }

    /// The cells of a record in the canonical layout; nothing when the row has no such record.
    private static func canonical(
        _ bound: BoundRecord, _ record: borrowing SourceRecord
    ) -> [String: String]? {
        var cells = ["kind": bound.kind.rawValue]
        var isFilled = bound.whenAny.isEmpty
        for column in bound.whenAny where record.text(column)?.isEmpty == false { isFilled = true }
        guard isFilled else { return nil }
        if bound.scheme != bound.kind.schema.schemes[0] { cells["scheme"] = bound.scheme.rawValue }
        var sources = bound.fields.map { ($0.field.rawValue, Optional($0.cell)) }
        sources += [
            ("code", bound.code), ("valid_from", bound.validFrom), ("valid_to", bound.validTo),
            ("action", bound.action),
        ]
        for (name, cell) in sources {
            guard let cell else { continue }
            let raw = cell.column.flatMap { record.text($0) } ?? cell.source.constant ?? ""
            let value = cell.source.translations[raw] ?? raw
            if value.isEmpty, name != "code" { continue }
            let key = cell.source.kind.map { RowKey($0, value, scheme: cell.source.scheme) }
            cells[name] = CellReader.isCode(value) ? key?.description ?? value : value
        }
        return cells
    }

    /// The findings by line, and those that were met.
    private struct Lines {
        private let notes: [Int: [String]]
        private let numbers: [Int]
        private var met: Set<Int> = []

        init(_ notes: [Int: [String]]) {
            self.notes = notes
            numbers = notes.keys.sorted()
        }

        var rest: Int { numbers.count - met.count }

        /// What was found on the lines of a record; nothing when it is sound.
        mutating func note(of record: borrowing SourceRecord) -> String? {
            var last = record.line
            for index in 0..<record.count { last = max(last, record.origin(index).line) }
            var texts: [String] = []
            var index = numbers.partitioningIndex { $0 >= record.line }
            while index < numbers.count, numbers[index] <= last {
                texts += notes[numbers[index]] ?? []
                met.insert(numbers[index])
                index += 1
            }
            return texts.isEmpty ? nil : texts.joined(separator: " | ")
        }
    }
}

extension Array {
    /// The first index whose element, and all after it, are as wanted.
    fileprivate func partitioningIndex(where isWanted: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isWanted(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
