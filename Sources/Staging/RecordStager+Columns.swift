internal import MasterData
internal import SourceReading

extension RecordStager {
    /// Checks the columns of a row by the rules of its profile; false when the row is held.
    mutating func check(_ rules: [BoundRule], of row: borrowing SourceRecord) -> Bool {
        var isSound = true
        for rule in rules where !check(rule, of: row) { isSound = false }
        return isSound
    }

    private mutating func check(_ rule: BoundRule, of row: borrowing SourceRecord) -> Bool {
        if let bytes = row[rule.cell.column ?? -1], isClean(bytes, rule.cell) {
            if rule.isLink { noteLink(bytes, rule, of: row) }
            return rule.after == nil
                || comesAfter(String(decoding: bytes, as: UTF8.self), rule, of: row)
        }
        switch read(rule.cell, of: row) {
        case .faulty:
            return false
        case .absent, .blank:
            let isRequired = rule.cell.source.isRequired
            if isRequired { tellBlank(rule.cell, of: row) }
            return !isRequired
        case .value(let value):
            if rule.isLink, let number = linkNumber(value, rule, of: row) {
                note(number, rule, of: row)
            }
            return comesAfter(value, rule, of: row)
        }
    }

    /// Keeps what the clean cell says of another thing until all files are read.
    private mutating func noteLink(
        _ bytes: UnsafeRawBufferPointer, _ rule: BoundRule, of row: borrowing SourceRecord
    ) {
        let within = rule.within?.column.flatMap { row[$0] }
        if let known = linkNumbers.number(of: rule.cell, bytes, within) {
            note(known, rule, of: row)
        } else if case .code(_, let prefix) = rule.cell.clean,
            let number = linkNumber(
                prefix + String(decoding: bytes, as: UTF8.self), rule, of: row)
        {
            linkNumbers.keep(number)
            note(number, rule, of: row)
        }
    }

    private func note(_ number: Int32, _ rule: BoundRule, of row: borrowing SourceRecord) {
        let origin = origin(of: rule.cell, in: row)
        staged.links.note(number, line: origin.line, column: origin.column)
    }

    /// The number of what a cell says of another thing.
    private func linkNumber(
        _ value: String, _ rule: BoundRule, of row: borrowing SourceRecord
    ) -> Int32? {
        guard let target = RowKey(value) else { return nil }
        var container: RowKey?
        if let within = rule.within, let code = text(of: within, in: row)?.trimmingASCII,
            CellReader.isCode(code)
        {
            container = BoundRule.key(code, within.source)
        }
        return staged.links.number(
            of: LinkClaim(target: target, container: container, column: rule.name))
    }

    private mutating func comesAfter(
        _ value: String, _ rule: BoundRule, of row: borrowing SourceRecord
    ) -> Bool {
        guard let after = rule.after, let last = Day(value),
            case .value(let text) = read(after, of: row), let first = Day(text), last <= first
        else { return true }
        staged.findings.error(
            "time.empty-window", at: origin(of: rule.cell, in: row), value: "\(first)..\(last)",
            "\(rule.name) is \(last), not after \(after.source.column ?? "") \(first); correct one of the two days."
        )
        return false
    }
}
