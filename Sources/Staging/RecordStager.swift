internal import Digests
internal import MasterData
internal import SourceReading

/// Turns the cells of one row into staged rows, checking each cell on the way.
struct RecordStager {
    let staged: StagedMasters
    let seal: ContactSeal?
    let widths: CodeWidths
    private let convertsLegacyFont: Bool
    /// How grave the profile takes faults of cells to be, where that differs.
    private let severities: [FindingCode: Severity]
    private(set) var normaliser = Normaliser()
    var linkNumbers = LinkNumbers()
    var legacyColumns = LegacyColumns()
    var draft = RowDraft()
    /// What is learnt of the rows.
    let recall: RowRecall?
    /// How many days were counted for what their column shows.
    private var noteCount = 0
    /// The columns of the current row with a fault that was told; several records may read one.
    private var told: (line: Int, columns: Set<Int>) = (0, [])
    /// By column, for those in which days are written otherwise than `YYYY-MM-DD`.
    private var dayColumns: [Int: (name: String, reader: DayReader)] = [:]

    init(
        into staged: StagedMasters, seal: ContactSeal?, widths: CodeWidths = CodeWidths(),
        convertsLegacyFont: Bool = false, severities: [FindingCode: Severity] = [:],
        recall: RowRecall? = nil
    ) {
        self.recall = recall
        self.severities = severities
        self.convertsLegacyFont = convertsLegacyFont
        self.staged = staged
        self.seal = seal
        self.widths = widths
    }

    /// Grows with each row of which anything is to be said or kept besides what it says.
    var traceCount: Int { staged.findings.total + normaliser.stepCount + noteCount }

    /// Whether any text was in a legacy font: how others are judged then depends on all rows.
    var metLegacyText: Bool { legacyColumns.metLegacy }

    /// What can be told of whole columns, once the file was read.
    func finish() {
        for column in dayColumns.keys.sorted() {
            guard let (name, reader) = dayColumns[column], let finding = reader.finding(name)
            else { continue }
            staged.findings.add(finding)
        }
    }

    /// Stages one record of a row, or reports why it is held; what the row says of other things
    /// holds for it.
    ///
    /// - Parameter isHeld: whether the row has a fault that no record reads.
    /// - Returns: false when the record has no key.
    @discardableResult
    mutating func stage(
        _ record: BoundRecord, of row: borrowing SourceRecord, isHeld: Bool = false
    ) throws -> Bool {
        if !record.whenAny.isEmpty, !isFilled(anyOf: record.whenAny, of: row) { return true }
        if !isHeld, try stageClean(record, of: row) { return true }
        guard let key = try stageThoroughly(record, of: row, isHeld: isHeld) else { return false }
        staged.links.add(key)
        recall?.note(key, record.role)
        return true
    }

    /// Stages a record whose cells are read one by one; its key, where it has one.
    private mutating func stageThoroughly(
        _ record: BoundRecord, of row: borrowing SourceRecord, isHeld: Bool
    ) throws -> RowKey? {
        var isFaulty = isHeld
        var fields: [StagedRow.FieldValue] = []
        fields.reserveCapacity(record.fields.count)
        for column in record.foreign {
            if isBlank(row.text(column)) { continue }
            isFaulty = true
            staged.findings.error(
                "cell.not-of-kind", at: row.origin(column), value: row.text(column),
                "A \(record.kind.rawValue) has no such field; leave the cell blank.")
        }
        for field in record.fields {
            let cell = field.cell
            switch read(cell, of: row) {
            case .absent:
                if cell.source.isRequired {
                    isFaulty = true
                    tellBlank(cell, of: row)
                }
            case .faulty:
                isFaulty = true
            case .blank:
                if cell.source.isRequired {
                    isFaulty = true
                    tellBlank(cell, of: row)
                } else if cell.source.clearsWhenBlank {
                    fields.append(StagedRow.FieldValue(field.field, ""))
                }
            case .value(let value):
                let kept = cell.type.isSealed ? try sealed(value) : value
                fields.append(StagedRow.FieldValue(field.field, kept))
            }
        }
        guard let code = code(of: record, fields: fields, row: row) else { return nil }
        let key = RowKey(record.kind, code, scheme: record.scheme)
        let from = day(record.validFrom, of: row, isFaulty: &isFaulty)
        let to = day(record.validTo, of: row, isFaulty: &isFaulty)
        if let from, let to, to <= from {
            isFaulty = true
            staged.findings.error(
                "time.empty-window", at: row.origin, key: key, value: "\(from)..\(to)",
                "\(key) would end on \(to), not after its first day \(from); correct one of the two days."
            )
        }
        var action: StagedRow.Action?
        if case .value(let word) = read(record.action, of: row) {
            action = StagedRow.Action(rawValue: word)
        }
        if isFaulty {
            staged.faulty.insert(key)
            staged.held.insert(row.origin)
            return key
        }
        try staged.add(
            StagedRow(
                key: key, role: record.role, action: action, validFrom: from, validTo: to,
                fields: fields, origin: row.origin))
        return key
    }

    enum Reading {
        case absent, blank, faulty
        case value(String)
    }

    mutating func read(_ cell: BoundRecord.Cell?, of row: borrowing SourceRecord) -> Reading {
        guard let cell else { return .absent }
        if let bytes = row[cell.column ?? -1] {
            if isClean(bytes, cell) {
                let value = String(decoding: bytes, as: UTF8.self)
                guard case .code(_, let prefix) = cell.clean, !prefix.isEmpty else {
                    return .value(value)
                }
                return .value(prefix + value)
            }
            if bytes.isEmpty, cell.source.translations.isEmpty { return .blank }
        }
        return readThoroughly(cell, of: row)
    }

    /// Reads a cell that is not clean: brings it into canonical form, and says what was wrong.
    private mutating func readThoroughly(
        _ cell: BoundRecord.Cell, of row: borrowing SourceRecord
    ) -> Reading {
        let type = cell.type
        let name = cell.name
        guard let raw = text(of: cell, in: row) else { return .absent }
        var value = normaliser.canonical(raw)
        let hadUnseen = normaliser.tookUnseen
        value = cell.source.translations[value] ?? value
        if value.isEmpty { return .blank }
        if type.isSealed, value.hasPrefix("seal:") { return .value(value) }
        value = normaliser.unwrapped(value)
        if !type.isProse { value = normaliser.plain(value) }
        if type == .day { noteDay(value, cell, name, of: row) }
        do throws(CellReader.Fault) {
            if let damage = SpreadsheetDamage.fault(in: value, as: type) {
                guard type == .text, damage.code == "cell.became-a-date" else { throw damage }
                staged.findings.warning(
                    damage.code, at: origin(of: cell, in: row), value: raw,
                    "\(name) is '\(raw)'; expected \(damage.expected).")
            }
            if type.isProse, type != .list {
                value = try prose(value, of: cell, in: row)
            }
            let canonical = try CellReader.canonical(
                value, as: type, from: cell.source, widths: widths)
            if hadUnseen {
                staged.findings.note(
                    "normalised.unseen", at: origin(of: cell, in: row), value: raw,
                    "\(name) '\(canonical)' had signs that cannot be seen; they were taken off.")
            } else if type == .mobile, canonical != value {
                staged.findings.note(
                    "normalised.mobile", at: origin(of: cell, in: row), value: raw,
                    "\(name) '\(raw)' was read as '\(canonical)'.")
            }
            return .value(canonical)
        } catch {
            return tell(error, of: cell, name, raw, in: row) < .error ? .absent : .faulty
        }
    }

    /// Text for people, in Unicode.
    private mutating func prose(
        _ value: String, of cell: BoundRecord.Cell, in row: borrowing SourceRecord
    ) throws(CellReader.Fault) -> String {
        let field = cell.field
        if let meant = Mojibake.meant(value) {
            throw CellReader.Fault(
                code: "cell.mojibake",
                expected:
                    "'\(meant)'; the text went through a program that took UTF-8 for Windows-1252")
        }
        guard let hindi = legacyColumns.hindi(value, column: cell.column) else { return value }
        guard convertsLegacyFont, field != .nameEn else {
            throw CellReader.Fault(
                code: "cell.legacy-font",
                expected: field == .nameEn
                    ? "a name in English; this is '\(hindi)' in the font Kruti Dev 010"
                    : "'\(hindi)'; this is written in the font Kruti Dev 010. Type it in Unicode, or let the profile say 'legacy_font: convert'"
            )
        }
        staged.findings.warning(
            "cell.legacy-font-converted", at: origin(of: cell, in: row), value: value,
            "\(cell.name) is '\(value)' in the font Kruti Dev 010, read as '\(hindi)'. Confirm the spelling."
        )
        return normaliser.canonical(hindi)
    }

    /// Tells a fault of a cell, once however many records read it, and how grave it is: what is
    /// no error leaves the value out, and the row stays.
    @discardableResult
    private mutating func tell(
        _ fault: CellReader.Fault, of cell: BoundRecord.Cell, _ name: String, _ raw: String,
        in row: borrowing SourceRecord
    ) -> Severity {
        let severity = cell.isOptional ? severities[fault.code] ?? .error : .error
        if told.line != row.line { told = (row.line, []) }
        // An error is told even where another record bears the same fault.
        if let column = cell.column,
            !told.columns.insert(severity == .error ? column : -1 - column).inserted
        {
            return severity
        }
        staged.findings.add(
            Finding(
                code: fault.code, severity: severity, origin: origin(of: cell, in: row),
                value: raw,
                message: "\(name) is '\(raw)'; expected \(fault.expected)."
                    + (severity < .error ? " It was left out." : "")))
        return severity
    }

    func tellBlank(_ cell: BoundRecord.Cell, of row: borrowing SourceRecord) {
        staged.findings.error(
            "cell.required", at: origin(of: cell, in: row), value: nil,
            "\(cell.source.column ?? "The cell") is blank, and every row needs it. Fill it.")
    }

    private func isTold(_ cell: BoundRecord.Cell?, of row: borrowing SourceRecord) -> Bool {
        guard let column = cell?.column else { return false }
        return told.line == row.line && told.columns.contains(column)
    }

    private mutating func noteDay(
        _ value: String, _ cell: BoundRecord.Cell, _ name: String, of row: borrowing SourceRecord
    ) {
        guard let column = cell.column, let written = DayReader.Written(value) else { return }
        let start = dayColumns[column] ?? (name, DayReader(at: row.origin))
        dayColumns[column] = start
        dayColumns[column]?.reader.count(written, line: row.line)
        noteCount += 1
    }

    private mutating func code(
        of record: BoundRecord, fields: [StagedRow.FieldValue], row: borrowing SourceRecord
    ) -> String? {
        if let cell = record.code {
            if let bytes = row[cell.column ?? -1],
                CleanText.isCode(bytes, width: cell.source.width ?? widths[record.kind] ?? 0)
            {
                return String(decoding: bytes, as: UTF8.self)
            }
            let raw = text(of: cell, in: row) ?? ""
            let code = normaliser.plain(normaliser.unwrapped(normaliser.canonical(raw)))
            let damage =
                SpreadsheetDamage.fault(in: code, as: .code(record.kind))
                ?? widths.fault(in: code, of: record.kind, stated: cell.source.width)
            if CellReader.isCode(code), damage == nil { return code }
            staged.held.insert(row.origin)
            if let damage {
                tell(damage, of: cell, cell.source.column ?? "code", raw, in: row)
                return nil
            }
            staged.findings.error(
                code.isEmpty ? "row.no-code" : "cell.bad-code",
                at: origin(of: cell, in: row), value: raw,
                code.isEmpty
                    ? "The \(record.kind.rawValue) has no code; give it one."
                    : "'\(raw)' is no code; use letters, digits, '.', '_' and '-' only.")
            return nil
        }
        let values = record.keyFields.map { field in
            fields.last { $0.field == field && !$0.value.isEmpty }?.value
        }
        if values.count == 1, let only = values[0] { return only }
        if !values.isEmpty, !values.contains(nil) {
            return values.lazy.compactMap(\.self).joined(separator: "/")
        }
        let missing = zip(record.keyFields, values).filter { $0.1 == nil }
            .map { "'\($0.0.rawValue)'" }
        staged.held.insert(row.origin)
        let keyCells = record.fields.filter { record.keyFields.contains($0.field) }
        for field in keyCells where isTold(field.cell, of: row) { return nil }
        staged.findings.error(
            "row.no-code", at: row.origin, value: nil,
            missing.isEmpty
                ? "The \(record.kind.rawValue) has no 'code'; add the column."
                : "The \(record.kind.rawValue) has no usable \(missing.joined(separator: ", ")), which name it; fill them."
        )
        return nil
    }

    private mutating func day(
        _ cell: BoundRecord.Cell?, of row: borrowing SourceRecord, isFaulty: inout Bool
    ) -> Day? {
        if let bytes = row[cell?.column ?? -1], let day = Day(utf8: bytes) { return day }
        switch read(cell, of: row) {
        case .value(let text): return Day(text)
        case .faulty:
            isFaulty = true
            return nil
        case .absent, .blank: return nil
        }
    }

    private func sealed(_ value: String) throws -> String {
        // An export that left contacts out carries seals; they stay as they are.
        guard let seal, !value.hasPrefix("seal:") else { return value }
        let sealed = seal.seal(value)
        try staged.contacts.note(sealed, value)
        return sealed
    }
}
