public import MasterData

/// Compiles a sheet of rules, given in pieces, to a ``FlatTable``.
///
/// The sheet is CSV (RFC 4180, UTF-8) with the columns `rule_id, category, district,
/// subdistrict, channel, valid_from, valid_to, priority, target` in any order. What is wrong
/// with it is collected; a sheet with an error gives no table.
public struct FlatTableBuilder: ~Copyable {
    static let headings =
        ["rule_id"] + FlatField.allCases.map(\.heading) + [
            "valid_from", "valid_to", "priority", "target",
        ]
    /// A row longer than this is no row.
    static let longestRow = 1 << 16
    private static let pieceByteCount = 256 << 10

    let source: String
    private(set) var findings = Findings()
    var rows: ContiguousArray<FlatRow> = []
    var books = (FlatCodeBook(), FlatCodeBook(), FlatCodeBook(), FlatCodeBook())
    var targets = FlatCodeBook()

    private var text = SheetText(capacity: pieceByteCount + longestRow)
    private var columns: FlatColumns?
    private var isBroken = false
    private var line: UInt32 = 1
    private var isAtStart = true

    /// - Parameter source: the name of the sheet, for messages.
    public init(source: String) {
        self.source = source
    }

    /// Reads on; pieces may end anywhere.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty && !isBroken {
            let piece = rest.prefix(min(Self.pieceByteCount, text.room))
            text.append(UnsafeRawBufferPointer(rebasing: piece))
            rest = rest.dropFirst(piece.count)
            readRows(isLast: false)
        }
    }

    /// Reads bytes that are at hand.
    public mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { add($0) }
    }

    /// Ends the sheet and compiles it; no table when there is an error.
    ///
    /// - Parameter dense: also make the array of all cells, when they are few enough.
    public consuming func finish(dense: Bool = true) -> (table: FlatTable?, findings: Findings) {
        readRows(isLast: true)
        if columns == nil, !findings.hasErrors {
            findings.error(
                FlatFinding.heading, at: Origin(file: source, line: 1),
                "The sheet is empty. Its first line names the columns.")
        }
        rejectRepeatedIDs()
        if findings.hasErrors { return (nil, findings) }
        let compiler = FlatCompiler(
            source: source, rows: rows, books: [books.0, books.1, books.2, books.3],
            targets: targets)
        guard let image = compiler.image(dense: dense, findings: &findings),
            let table = try? FlatTable(image, name: source)
        else { return (nil, findings) }
        return (table, findings)
    }
}

extension FlatTableBuilder {
    private mutating func readRows(isLast: Bool) {
        if isBroken { return }
        if isAtStart {
            guard text.count >= 3 || isLast else { return }
            isAtStart = false
            // A byte order mark is no part of the first heading.
            if text.count >= 3, text.bytes[0] == 0xEF, text.bytes[1] == 0xBB, text.bytes[2] == 0xBF
            {
                text.drop(3)
            }
        }
        if isLast, text.count > 0, text.bytes[text.count - 1] != 0x0A, text.room > 0 {
            var lineFeed: UInt8 = 0x0A
            withUnsafeBytes(of: &lineFeed) { text.append($0) }
        }
        text.cut()
        let last = text.lastLineEnd
        var first = 0
        while first <= last { first = readRow(first) }
        if last >= 0 { text.drop(Int(text.place(last) & SheetText.placeMask) + 1) }
        if text.count > Self.longestRow || isLast && text.count > 0 {
            isBroken = true
            findings.error(
                isLast ? FlatFinding.quote : FlatFinding.longRow,
                at: Origin(file: source, line: Int(line)),
                "The row that starts here does not end within \(Self.longestRow) bytes. Look for a quote that is not closed."
            )
        }
    }

    /// Reads the row whose first field ends at a separator; returns where the next begins.
    @inline(__always)
    private mutating func readRow(_ first: Int) -> Int {
        guard let columns else { return readHeadings(first) }
        let last = first &+ columns.count &- 1
        guard last < text.placeCount, text.place(last) & SheetText.lineFeed != 0,
            isRow(first, last)
        else { return skipRow(first, columns.count) }
        if text.hasQuotes { readQuoted(first, columns) } else { readPlain(first, columns) }
        if text.hasQuotes { countLines(first, last) } else { line &+= 1 }
        return last &+ 1
    }

    @inline(__always)
    private func isRow(_ first: Int, _ last: Int) -> Bool {
        var flags: UInt32 = 0
        for number in first..<last { flags |= text.place(number) }
        return flags & SheetText.lineFeed == 0
    }

    private mutating func countLines(_ first: Int, _ last: Int) {
        line += UInt32(text.slices.lineEnds(from: first, to: last))
    }

    private mutating func readHeadings(_ first: Int) -> Int {
        guard let last = text.lineEnd(from: first) else { return text.placeCount }
        columns = FlatColumns(
            text.texts(first, last), wanted: Self.headings, file: source, findings: &findings)
        isBroken = columns == nil
        countLines(first, last)
        return isBroken ? text.placeCount : last + 1
    }

    /// A row with another number of fields: blank ones are passed over, others reported.
    private mutating func skipRow(_ first: Int, _ wanted: Int) -> Int {
        guard let last = text.lineEnd(from: first) else { return text.placeCount }
        let (start, _) = text.field(first)
        let end = text.field(last).end
        if last > first || end > start {
            findings.error(
                FlatFinding.ragged, at: Origin(file: source, line: Int(line)),
                value: String(last - first + 1),
                "This row has \(last - first + 1) fields; the heading has \(wanted). Look for a comma that is missing, or one inside a name that is not quoted."
            )
        }
        countLines(first, last)
        return last + 1
    }

    @inline(__always)
    private mutating func readPlain(_ first: Int, _ columns: FlatColumns) {
        let slices = text.slices
        columns.positions.withUnsafeBufferPointer { positions in
            read { field in
                let (start, end) = slices.field(first &+ positions[field])
                return (slices.bytes + start, end &- start)
            }
        }
    }

    /// The same with the fields taken out of their quotes.
    private mutating func readQuoted(_ first: Int, _ columns: FlatColumns) {
        var bytes: [UInt8] = []
        var ends: [Int] = [0]
        for position in columns.positions {
            let (start, end) = text.field(first + position)
            guard let field = text.slices.unquoted(start, end) else {
                findings.error(
                    FlatFinding.quote, at: Origin(file: source, line: Int(line)),
                    value: text.slices.text(start, end),
                    "A quote stands inside a field. Put the whole field in quotes and double those inside."
                )
                return
            }
            bytes += field
            ends.append(bytes.count)
        }
        bytes += repeatElement(0, count: 64)
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            read { (base + ends[$0], ends[$0 + 1] - ends[$0]) }
        }
    }

    /// Takes one rule from its fields, in the order of ``headings``.
    @inline(__always)
    private mutating func read(_ field: (Int) -> (UnsafePointer<UInt8>, Int)) {
        let (idText, idCount) = field(0)
        guard let id = FlatCell.number(idText, idCount, upTo: UInt64(Int32.max)), id > 0 else {
            return reject(FlatFinding.number, field(0), "rule_id", "a whole number from 1 on")
        }
        var codes = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
        let fields = (field(1), field(2), field(3), field(4))
        guard fields.0.1 > 0, fields.1.1 > 0, fields.2.1 > 0, fields.3.1 > 0 else {
            return rejectBlank(fields.0.1, fields.1.1, fields.2.1, fields.3.1)
        }
        let (fromText, toText) = (field(5), field(6))
        guard let from = FlatCell.day(fromText.0, fromText.1) else {
            return reject(FlatFinding.date, fromText, "valid_from", "a day such as 2026-04-01")
        }
        guard let to = FlatCell.day(toText.0, toText.1) else {
            return reject(FlatFinding.date, toText, "valid_to", "a day such as 2026-04-01")
        }
        let priorityText = field(7)
        guard let priority = FlatCell.signed(priorityText.0, priorityText.1) else {
            return reject(FlatFinding.number, priorityText, "priority", "a whole number")
        }
        let targetText = field(8)
        guard targetText.1 > 0 else {
            return reject(FlatFinding.required, targetText, "target", "where complaints go")
        }
        if !Self.isAny(fields.0) { codes.0 = books.0.number(fields.0.0, fields.0.1) }
        if !Self.isAny(fields.1) { codes.1 = books.1.number(fields.1.0, fields.1.1) }
        if !Self.isAny(fields.2) { codes.2 = books.2.number(fields.2.0, fields.2.1) }
        if !Self.isAny(fields.3) { codes.3 = books.3.number(fields.3.0, fields.3.1) }
        if from >= to { warnOfWindow(id) }
        rows.append(
            FlatRow(
                codes: codes, from: from, to: to, priority: priority,
                id: UInt32(truncatingIfNeeded: id),
                target: targets.number(targetText.0, targetText.1) &- 1, line: line))
    }

    @inline(__always)
    private static func isAny(_ field: (UnsafePointer<UInt8>, Int)) -> Bool {
        field.1 == 1 && field.0[0] == 0x2A
    }
}

extension FlatTableBuilder {
    private mutating func reject(
        _ code: FindingCode, _ field: (UnsafePointer<UInt8>, Int), _ name: String, _ wanted: String
    ) {
        let value = String(
            decoding: UnsafeBufferPointer(start: field.0, count: min(field.1, 200)), as: UTF8.self)
        findings.error(
            code, at: Origin(file: source, line: Int(line)), value: value,
            "\(name) is '\(value)'; it must be \(wanted).")
    }

    private mutating func rejectBlank(_ counts: Int...) {
        for (field, count) in zip(FlatField.allCases, counts) where count == 0 {
            findings.error(
                FlatFinding.required, at: Origin(file: source, line: Int(line)),
                "\(field.heading) is blank. Write the code, or * for any.")
        }
    }

    private mutating func warnOfWindow(_ id: UInt64) {
        findings.warning(
            FlatFinding.emptyWindow, at: Origin(file: source, line: Int(line)),
            value: String(id),
            "Rule \(id) ends on or before the day it starts, so it never holds. Correct its days, or remove it."
        )
    }

    /// Puts the rules into the order of their ids, which must differ.
    private mutating func rejectRepeatedIDs() {
        var isAscending = true
        for index in rows.indices.dropFirst() where rows[index].id <= rows[index - 1].id {
            isAscending = false
            break
        }
        if isAscending { return }
        rows.sort { ($0.id, $0.line) < ($1.id, $1.line) }
        for index in rows.indices.dropFirst() where rows[index].id == rows[index - 1].id {
            findings.error(
                FlatFinding.repeatedID, at: Origin(file: source, line: Int(rows[index].line)),
                value: String(rows[index].id),
                "Rule \(rows[index].id) stands in line \(rows[index - 1].line) too. Give one of them another id."
            )
        }
    }
}
