/// Finds out how a CSV file is written, from its first 64 KiB.
///
/// Each separator cuts the sample into rows. The heading row is the first that fills at
/// least half the columns most rows have, so that titles above a table are left out; the
/// separator is the one for which most rows have as many fields as the heading.
struct DialectSniffer {
    private let sample: [UInt8]
    private let isWhole: Bool
    private let stated: CSVDialect.Stated

    private static let sampleBytes = 64 << 10
    private static let delimiters = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]
    /// More lines than this above the headings are no titles.
    private static let titlesAtMost = 20

    init(_ file: SourceFile, encoding: TextEncoding, stated: CSVDialect.Stated) throws(SourceError)
    {
        var stream = try TextStream(file, as: encoding)
        let text = try stream.start(Self.sampleBytes)
        sample = Array(text.prefix(Self.sampleBytes))
        isWhole = text.count <= Self.sampleBytes && file.byteCount <= Self.sampleBytes
        self.stated = stated
    }

    func dialect(_ encoding: TextEncoding) -> CSVDialect {
        var dialect = CSVDialect(encoding: encoding, comment: stated.comment)
        let declared = declaredDelimiter
        var candidates = Self.delimiters
        if let only = stated.delimiter ?? declared { candidates = [only] }
        var best: Candidate?
        for delimiter in candidates {
            let quote = quote(for: delimiter)
            let candidate = Candidate(
                delimiter: delimiter, quote: quote,
                rows: RowShapes(
                    sample, isWhole: isWhole, delimiter: delimiter, quote: quote,
                    comment: stated.comment, from: stated.headingLine ?? (declared == nil ? 1 : 2)),
                headingLine: stated.headingLine)
            if best.map({ candidate.isBetter(than: $0) }) ?? true { best = candidate }
        }
        guard let best else { return dialect }
        dialect.delimiter = best.delimiter
        dialect.quote = best.quote
        dialect.headingLine = best.headingLine
        dialect.lineEnds = best.rows.lineEnds
        return dialect
    }

    /// The separator of a first line `sep=;`, as spreadsheets write and read it.
    private var declaredDelimiter: UInt8? {
        let line = sample.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count == 5, line.starts(with: Array("sep=".utf8)) else { return nil }
        return line[4]
    }

    /// Double quotes, unless the file says otherwise or encloses its fields in single ones.
    private func quote(for delimiter: UInt8) -> UInt8? {
        switch stated.quote {
        case .some(.none): return nil
        case .byte(let byte): return byte
        case nil: break
        }
        let (single, double) = (UInt8(ascii: "'"), UInt8(ascii: "\""))
        guard sample.contains(single) else { return double }
        var (opened, closed) = (0, 0)
        var start = 0
        for (index, byte) in sample.enumerated()
        where byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            let field = sample[start..<index]
            start = index + 1
            if field.first == double { return double }
            if field.first == single { opened += 1 }
            if field.last == single, field.count > 1 { closed += 1 }
        }
        return opened >= 2 && closed * 10 >= opened * 9 ? single : double
    }

    private struct Candidate {
        let delimiter: UInt8
        let quote: UInt8?
        let rows: RowShapes
        let headingLine: Int
        private let columns: Int
        /// How many of a thousand rows stand below the heading and have as many fields.
        private let matching: Int

        init(delimiter: UInt8, quote: UInt8?, rows: RowShapes, headingLine stated: Int?) {
            self.delimiter = delimiter
            self.quote = quote
            self.rows = rows
            let place = stated == nil ? rows.headingIndex(titlesAtMost: titlesAtMost) : 0
            let heading = rows.rows.indices.contains(place) ? rows.rows[place] : nil
            headingLine = stated ?? heading?.line ?? 1
            columns = heading?.fields ?? 1
            // A title above the table counts against a separator as any other row does.
            let count = rows.rows.dropFirst(place + 1).count { $0.fields == heading?.fields }
            matching = rows.rows.count < 2 ? 1000 : 1000 * count / (rows.rows.count - 1)
        }

        func isBetter(than other: Candidate) -> Bool {
            let (mine, others) = (columns > 1, other.columns > 1)
            if mine != others { return mine }
            if !mine { return false }
            if matching != other.matching { return matching > other.matching }
            return columns > other.columns
        }
    }
}

/// How many fields the first rows of a sample have when it is cut at one separator.
struct RowShapes {
    struct Row {
        /// Counted from 1.
        var line: Int
        var fields = 1
        /// How many of the fields hold something.
        var filled = 0
        var startsWithHash: Bool
        /// Which headings seldom have, and rows of masters nearly always.
        var hasDigits = false
    }

    private(set) var rows: [Row] = []
    private(set) var lineEnds: Set<CSVDialect.LineEnd> = []

    private static let rowsAtMost = 200

    init(
        _ sample: [UInt8], isWhole: Bool, delimiter: UInt8, quote: UInt8?, comment: UInt8?,
        from firstLine: Int
    ) {
        var line = 1
        var row: Row?
        var (isQuoted, atFieldStart, isFilled, isComment) = (false, true, false, false)
        var index = 0
        func close(_ row: inout Row?) {
            if isFilled { row?.filled += 1 }
            if let row, rows.count < Self.rowsAtMost { rows.append(row) }
            row = nil
        }
        while index < sample.count, rows.count < Self.rowsAtMost {
            let byte = sample[index]
            index += 1
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                var end = CSVDialect.LineEnd.lf
                if byte == UInt8(ascii: "\r") {
                    end = .cr
                    if index < sample.count, sample[index] == UInt8(ascii: "\n") {
                        index += 1
                        end = .crlf
                    }
                }
                line += 1
                if isQuoted { continue }
                // A CR that the sample ends with may be half of a CRLF.
                if end != .cr || index < sample.count || isWhole { lineEnds.insert(end) }
                close(&row)
                (atFieldStart, isFilled, isComment) = (true, false, false)
                continue
            }
            if line < firstLine || isComment { continue }
            if row == nil {
                if byte == comment {
                    isComment = true
                    continue
                }
                row = Row(line: line, startsWithHash: byte == UInt8(ascii: "#"))
            }
            if (0x30...0x39).contains(byte) { row?.hasDigits = true }
            if isQuoted {
                isFilled = true
                if byte == quote { isQuoted = false }
            } else if byte == delimiter {
                if isFilled { row?.filled += 1 }
                row?.fields += 1
                (atFieldStart, isFilled) = (true, false)
            } else if byte == quote, atFieldStart {
                (isQuoted, atFieldStart) = (true, false)
            } else if byte == quote {
                // A quote right after a closing one opens the text again.
                isQuoted = index >= 2 && sample[index - 2] == quote
            } else {
                atFieldStart = false
                if byte > 0x20 { isFilled = true }
            }
        }
        // The last line of a sample may be cut off.
        if isWhole { close(&row) }
    }

    /// The first row that looks like one of the table and not like a title above it.
    func headingIndex(titlesAtMost: Int) -> Int {
        var tally: [Int: Int] = [:]
        for row in rows where row.fields > 1 { tally[row.fields, default: 0] += 1 }
        guard let usual = tally.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
            return rows.firstIndex { !$0.startsWithHash } ?? 0
        }
        let first = rows.prefix(titlesAtMost + 1).firstIndex { row in
            let isNote = row.startsWithHash && row.fields != usual
            return !isNote && row.filled * 2 >= usual
        }
        guard let first else { return 0 }
        if rows[first].fields == usual { return first }
        // A title may hold a separator: a whole row of words above rows of codes is better.
        let whole = rows.prefix(titlesAtMost + 1).indices.first { index in
            index > first && rows[index].fields == usual && rows[index].filled == usual
                && !rows[index].hasDigits && index + 1 < rows.count && rows[index + 1].hasDigits
        }
        return whole ?? first
    }
}
