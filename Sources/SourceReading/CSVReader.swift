public import MasterData

/// Reads RFC 4180: UTF-8 with or without a byte order mark, lines ended by CRLF, LF or CR.
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
/// start with one is text. Blank lines are skipped. A row with more or fewer fields than
/// the headings is reported and left out, and the reading goes on.
public struct CSVReader: Sendable {
    /// What separates fields: a comma unless the profile says otherwise.
    public var delimiter: UInt8

    public init(delimiter: UInt8 = UInt8(ascii: ",")) {
        self.delimiter = delimiter
    }

    /// Reads the whole file and returns how many records it handed over.
    ///
    /// Throws a ``SourceError`` when the file cannot be read on, and whatever a callback
    /// throws. `headings` is called once, before any record.
    @discardableResult
    public func read(
        _ file: SourceFile, limits: ReadingLimits = .standard,
        headings: ([Heading]) throws -> Void,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void
    ) throws -> Int {
        guard case .utf8(let start) = try SourceEncoding.detect(file) else { throw file.isUTF16() }
        var scanner = CSVScanner(file: file, limits: limits, delimiter: delimiter)
        var gate = UTF8Gate(offset: start)
        var offset = start
        var columns: Int?
        var rows = 0
        var seen = 0

        func take(_ scanner: borrowing CSVScanner) throws {
            guard let columns else {
                columns = try takeHeadings(scanner, file, limits, headings)
                return
            }
            seen += 1
            if seen > limits.rows {
                throw SourceError(
                    ReadingFinding.tooManyRows,
                    at: Origin(file: file.name, line: scanner.recordLine),
                    "The file has more than \(limits.rows) rows. Split it.")
            }
            guard scanner.fieldCount == columns else {
                try finding(ragged(scanner, file, columns))
                return
            }
            rows += 1
            try scanner.withRecord(columns, record)
        }

        while true {
            let chunk = try scanner.fill(at: offset)
            if chunk.isEmpty { break }
            if let fault = gate.firstFault(in: chunk) { throw try file.notUTF8(at: fault) }
            offset += chunk.count
            while try scanner.next() { try take(scanner) }
        }
        if let fault = gate.faultAtEnd() { throw try file.notUTF8(at: fault) }
        if try scanner.finish() { try take(scanner) }
        guard columns != nil else { throw noHeading(file, line: 1) }
        return rows
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
