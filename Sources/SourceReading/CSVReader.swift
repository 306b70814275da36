public import MasterData

/// Reads RFC 4180 and its relatives: any ``CSVDialect``, lines ended by CRLF, LF or CR.
///
///     let rows = try CSVReader().read(file) { headings in
///         columns = headings
///     } record: { record in
///         names.append(record.text(1) ?? "")
///     } finding: { finding in
///         findings.add(finding)
///     }
///
/// Fields are as they were written, spaces included; a quote inside a field that does not
/// start with one is text. Blank lines are skipped, and so are empty fields beyond the
/// headings. A row with more or fewer fields than the headings is reported and left out, and
/// the reading goes on.
public struct CSVReader: Sendable {
    public var dialect: CSVDialect

    public init(_ dialect: CSVDialect = CSVDialect()) {
        self.dialect = dialect
    }

    /// Reads the whole file and returns how many records it handed over.
    ///
    /// Throws a ``SourceError`` when the file cannot be read on, and whatever a callback
    /// throws. `headings` is called once, before any record; `progress` is told how many bytes
    /// of the file were read.
    ///
    /// - Parameter known: knows rows that are not handed over, only counted and marked as seen.
    @discardableResult
    public func read(
        _ file: SourceFile, limits: ReadingLimits = .standard, known: RowMatcher? = nil,
        headings: ([Heading]) throws -> Void,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        var stream = try TextStream(file, as: dialect.encoding)
        var scanner = CSVScanner(file: file, limits: limits, dialect: dialect)
        var columns: Int?
        var rows = 0
        var seen = 0
        var overlong = Overlong()

        func take(_ scanner: borrowing CSVScanner) throws {
            guard let columns else {
                columns = try takeHeadings(scanner, file, limits) { names in
                    known?.begin(names)
                    try headings(names)
                }
                return
            }
            seen += 1
            if seen > limits.rows {
                throw SourceError(
                    ReadingFinding.tooManyRows,
                    at: Origin(file: file.name, line: scanner.recordLine),
                    "The file has more than \(limits.rows) rows. Split it.")
            }
            if scanner.fieldCount != columns {
                guard scanner.fieldCount > columns, scanner.isBlank(from: columns) else {
                    try finding(ragged(scanner, file, columns))
                    return
                }
                overlong.note(scanner.recordLine)
            }
            rows += 1
            try scanner.withRecord(columns) { row in
                if known?.matches(row) != true { try record(row) }
            }
        }

        while try stream.fill(&scanner) {
            progress(stream.offset)
            while try scanner.next() { try take(scanner) }
        }
        if try scanner.finish() {
            try take(scanner)
            try finding(unended(scanner, file))
        }
        guard columns != nil else { throw noHeading(file, line: 1) }
        if let note = overlong.finding(file) { try finding(note) }
        return rows
    }

    private func unended(_ scanner: borrowing CSVScanner, _ file: SourceFile) -> Finding {
        Finding(
            code: ReadingFinding.unendedRow, severity: .note,
            origin: Origin(file: file.name, line: scanner.recordLine),
            message: "The last row has no line end. If the file was cut off, its last value may"
                + " be too.")
    }

    /// The rows that end with empty fields beyond the headings.
    private struct Overlong {
        private var rows = 0
        private var firstLine = 0

        mutating func note(_ line: Int) {
            if rows == 0 { firstLine = line }
            rows += 1
        }

        func finding(_ file: SourceFile) -> Finding? {
            guard rows > 0 else { return nil }
            return Finding(
                code: ReadingFinding.trailingFields, severity: .note,
                origin: Origin(file: file.name, line: firstLine), value: String(rows),
                message: "\(rows) \(rows == 1 ? "row ends" : "rows end") with empty fields beyond"
                    + " the headings, which were left off.")
        }
    }

    private func takeHeadings(
        _ scanner: borrowing CSVScanner, _ file: SourceFile, _ limits: ReadingLimits,
        _ body: ([Heading]) throws -> Void
    ) throws -> Int {
        let count = scanner.fieldCount
        guard count <= limits.columns else {
            throw SourceError(
                ReadingFinding.tooManyColumns,
                at: Origin(file: file.name, line: scanner.recordLine),
                "The file has \(count) columns; the limit is \(limits.columns).")
        }
        try scanner.withRecord(count) { record in
            let headings = Heading.all(of: record)
            guard headings.contains(where: { !$0.name.isEmpty }) else {
                throw noHeading(file, line: record.line)
            }
            try body(headings)
        }
        return count
    }

    private func noHeading(_ file: SourceFile, line: Int) -> SourceError {
        SourceError(
            ReadingFinding.noHeading, at: Origin(file: file.name, line: line),
            "There is no row of headings. Put the names of the columns into the first line.")
    }

    private func ragged(
        _ scanner: borrowing CSVScanner, _ file: SourceFile, _ columns: Int
    ) -> Finding {
        let count = scanner.fieldCount
        let hint =
            count > columns
            ? "Put a field that holds a separator in quotes." : "Look for a missing separator."
        return Finding(
            code: ReadingFinding.raggedRow, severity: .error,
            origin: Origin(file: file.name, line: scanner.recordLine), value: String(count),
            message: "This row has \(count) fields; the heading has \(columns). \(hint)")
    }
}
