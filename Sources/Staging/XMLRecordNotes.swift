internal import MasterData
internal import SourceReading

/// Which fields of a layout no record of the file had.
struct AbsentFields {
    private let layout: XMLLayout
    private var unseen: [[Int]]
    private var isMet: [Bool]

    init(_ layout: XMLLayout) {
        self.layout = layout
        unseen = layout.records.map { Array($0.fields.indices) }
        isMet = layout.records.map { _ in false }
    }

    mutating func note(_ record: borrowing SourceRecord) {
        let index = record.layoutIndex
        isMet[index] = true
        if unseen[index].isEmpty { return }
        var rest: [Int] = []
        for field in unseen[index] where record[field] == nil { rest.append(field) }
        unseen[index] = rest
    }

    /// One for each kind of element that is there and lacks a field throughout.
    func findings(in file: String) -> [Finding] {
        layout.records.indices.compactMap { index in
            guard isMet[index], !unseen[index].isEmpty else { return nil }
            let record = layout.records[index]
            let names = unseen[index].map { "'\(record.fields[$0])'" }.joined(separator: ", ")
            return Finding(
                code: ReadingFinding.absentElement, severity: .note,
                origin: Origin(file: file, line: 0), value: names,
                message:
                    "No '\(record.path.joined(separator: "/"))' of the file has \(names), which the profile reads."
            )
        }
    }
}

/// The elements that stood twice in records which were not handed over yet.
///
/// A record comes at its end, the inner before the outer, so that one belongs to the first
/// record that comes after it and had started before it.
struct RepeatedElements {
    private var open: [Origin] = []

    mutating func note(_ finding: Finding) {
        if let origin = finding.origin { open.append(origin) }
    }

    /// Whether a record has one, which is then done with.
    mutating func isIn(_ record: borrowing SourceRecord) -> Bool {
        let start = (record.line, record.column)
        var found = false
        while let last = open.last, (last.line, last.column) >= start {
            open.removeLast()
            found = true
        }
        return found
    }
}
