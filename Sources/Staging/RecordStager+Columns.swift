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
        switch read(rule.cell, as: rule.type ?? .text, field: nil, of: row) {
        case .faulty:
            return false
        case .absent, .blank:
            let isRequired = rule.cell.source.isRequired
            if isRequired { tellBlank(rule.cell, of: row) }
            return !isRequired
        case .value(let value):
            noteLink(value, rule, of: row)
            return comesAfter(value, rule, of: row)
        }
    }

    /// Keeps what the cell says of another thing until all files are read.
    private mutating func noteLink(
        _ value: String, _ rule: BoundRule, of row: borrowing SourceRecord
    ) {
        guard case .code = rule.type, let target = RowKey(value) else {
            return
        }
        var container: RowKey?
        if let within = rule.within, let code = text(of: within, in: row)?.trimmingASCII,
            CellReader.isCode(code)
        {
            container = BoundRule.key(code, within.source)
        }
        staged.links.note(
            LinkLog.Claim(target: target, container: container, column: rule.name),
            at: origin(of: rule.cell, in: row))
    }

    private mutating func comesAfter(
        _ value: String, _ rule: BoundRule, of row: borrowing SourceRecord
    ) -> Bool {
        guard let after = rule.after, let last = Day(value),
            case .value(let text) = read(after, as: .day, field: nil, of: row),
            let first = Day(text), last <= first
        else { return true }
        staged.findings.error(
            "time.empty-window", at: origin(of: rule.cell, in: row), value: "\(first)..\(last)",
            "\(rule.name) is \(last), not after \(after.source.column ?? "") \(first); correct one of the two days."
        )
        return false
    }
}
