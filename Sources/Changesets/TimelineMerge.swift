internal import MasterData

/// Writes the staged rows of one thing onto its live timeline.
struct TimelineMerge {
    private(set) var timeline: Timeline
    private let key: RowKey
    private let asOf: Day
    private let lines: PlaceLines

    init(_ timeline: Timeline, of key: RowKey, asOf: Day, lines: PlaceLines) {
        self.timeline = timeline
        self.key = key
        self.asOf = asOf
        self.lines = lines
    }

    /// Says what the row says, from its first day on.
    ///
    /// A row without an end keeps the end of the version it continues, or stops where the
    /// next one begins; a row with an end cuts that version off.
    mutating func apply(_ row: StagedRow) {
        let from = row.validFrom ?? asOf
        if row.action == .retire {
            timeline.clear(Validity(from: row.validTo ?? from))
            return
        }
        let live = timeline.version(on: from)
        let next = timeline.versions.first { from < $0.validity.from }
        let content = merged(row, into: (live ?? next ?? timeline.last)?.content ?? Content())
        if let to = row.validTo {
            if let cut = timeline.version(on: to), cut.validity.from < to {
                timeline.clear(Validity(from: to, to: cut.validity.to))
            }
            timeline.put(content, over: Validity(from: from, to: to))
        } else {
            let end = live?.validity.to ?? next?.validity.from ?? .distantFuture
            timeline.put(content, over: Validity(from: from, to: end))
        }
    }

    private func merged(_ row: StagedRow, into live: Content) -> Content {
        var content = live
        if live.entries.isEmpty { content.reserveCapacity(row.fields.count) }
        for entry in row.fields {
            if let hierarchy = entry.field.hierarchy, let place = RowKey(entry.value),
                let parent = live[entry.field].flatMap({ RowKey($0) }),
                lines.isAncestor(place, of: parent, in: hierarchy)
            {
                continue
            }
            content[entry.field] = entry.value
        }
        return content
    }

    /// The rows in the order of their first days, those of one day made into one.
    ///
    /// Rows of one day must not contradict each other, nor rows whose days overlap; each
    /// contradiction is a finding that names both rows and blames neither.
    func combined(_ rows: [StagedRow], into findings: inout Findings) -> [StagedRow] {
        if rows.count == 1 { return rows }
        var combined: [StagedRow] = []
        let sorted = rows.sorted {
            ($0.validFrom ?? asOf, $0.origin) < ($1.validFrom ?? asOf, $1.origin)
        }
        // Of the rows so far, the one with the latest stated end.
        var longest: StagedRow?
        for row in sorted {
            if let longest, let overlap = RowOverlap(of: row, with: longest, asOf: asOf) {
                findings.add(overlap.finding)
            }
            if let end = row.validTo, row.action != .retire, end > longest?.validTo ?? .distantPast
            {
                longest = row
            }
            guard var last = combined.last, (last.validFrom ?? asOf) == (row.validFrom ?? asOf)
            else {
                combined.append(row)
                continue
            }
            if last.saysTheSame(as: row) { continue }
            if last.origin.file == row.origin.file || last.action != row.action
                || last.validTo != row.validTo
            {
                findings.error(
                    "row.duplicate-key", at: row.origin, key: key, value: key.code,
                    "\(key) is also on \(last.origin), with other values; keep one of the two rows."
                )
                continue
            }
            for entry in row.fields {
                guard let other = last.value(of: entry.field), other != entry.value else {
                    if last.value(of: entry.field) == nil { last.fields.append(entry) }
                    continue
                }
                if let finer = finer(of: other, entry.value, for: entry.field) {
                    last.fields.removeAll { $0.field == entry.field }
                    last.fields.append(StagedRow.FieldValue(entry.field, finer))
                } else {
                    findings.error(
                        "row.contradiction", at: row.origin, key: key, value: entry.value,
                        "\(key) has \(entry.field.rawValue) '\(entry.value)' here and '\(other)' on \(last.origin); correct one of the two files."
                    )
                }
            }
            combined[combined.count - 1] = last
        }
        return combined
    }

    /// Of two parents in one hierarchy, the one that stands below the other.
    private func finer(of a: String, _ b: String, for field: Field) -> String? {
        guard let hierarchy = field.hierarchy, let first = RowKey(a), let second = RowKey(b) else {
            return nil
        }
        if lines.isAncestor(first, of: second, in: hierarchy) { return b }
        if lines.isAncestor(second, of: first, in: hierarchy) { return a }
        return nil
    }
}

extension Field {
    /// The hierarchy whose parent this field holds.
    var hierarchy: Hierarchy? { Hierarchy.allCases.first { $0.parentField == self } }
}
