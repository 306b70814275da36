import MasterData

/// Which column of a sheet holds what.
struct FlatColumns: Sendable {
    /// How many columns the sheet has.
    var count: Int
    /// The column of each wanted heading.
    var positions: [Int]

    /// Reads a row of headings: the wanted ones in any order, others are left alone.
    init?(
        _ headings: [String], wanted: [String], file: String, findings: inout Findings
    ) {
        count = headings.count
        positions = []
        for name in wanted {
            guard let position = headings.firstIndex(of: name) else {
                findings.error(
                    FlatFinding.heading, at: Origin(file: file, line: 1), value: name,
                    "The sheet has no column '\(name)'. Its first line names \(headings.prefix(20).joined(separator: ", "))."
                )
                continue
            }
            positions.append(position)
            if headings[(position + 1)...].contains(name) {
                findings.error(
                    FlatFinding.heading, at: Origin(file: file, line: 1), value: name,
                    "The sheet has two columns '\(name)'. Rename one of them.")
            }
        }
        if positions.count < wanted.count { return nil }
    }
}

extension SheetText {
    /// The fields of the row that ends with a line end, as text.
    func texts(_ first: Int, _ last: Int) -> [String] {
        (first...last).map { number in
            let (start, end) = slices.field(number)
            if let bytes = slices.unquoted(start, end) {
                return String(decoding: bytes, as: UTF8.self)
            }
            return slices.text(start, end)
        }
    }
}
