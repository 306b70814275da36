internal import MasterData
internal import SourceReading

/// A profile tied to the headings of one CSV file.
///
/// A class, since it is asked about every row.
final class CSVBinding {
    private let kindColumn: Int?
    private let schemeColumn: Int?
    /// By the kind's order; empty unless rows name their own kind.
    private let canonical: [BoundRecord]
    private let fixed: [BoundRecord]
    private let filters: [(column: Int, value: String)]
    /// What the columns must hold besides what the records read.
    let rules: [BoundRule]

    /// - Throws: a ``SourceError`` for a heading that the profile does not know, lacks or
    ///   meets twice.
    init(_ headings: [Heading], profile: FeedProfile, file: String) throws {
        var columns: [String: Int] = [:]
        var met: [String: Int] = [:]
        for heading in headings where !heading.name.isEmpty && heading.name != Rejects.heading {
            // `Block Name [2]` is the second column of that name, for a profile that says so.
            met[heading.name, default: 0] += 1
            let numbered = "\(heading.name) [\(met[heading.name, default: 1])]"
            if profile.headings.contains(numbered) {
                columns[numbered] = heading.index
                if heading.isRepeated { continue }
            }
            let isKnown =
                profile.isCanonical
                ? CanonicalHeading.isKnown(heading.name) : profile.headings.contains(heading.name)
            guard isKnown || columns[numbered] != nil else {
                throw Self.unknown(heading, profile: profile)
            }
            if let repeated = heading.repeatedHeading() { throw SourceError(repeated) }
            columns[heading.name] = heading.index
        }
        rules = profile.columns.compactMap { BoundRule($0, columns: columns) }
        if profile.isCanonical {
            guard let kind = columns[CanonicalHeading.kind] else {
                throw Self.lacking(["kind"], profile: profile, file: file)
            }
            kindColumn = kind
            schemeColumn = columns["scheme"]
            canonical = MasterKind.allCases.map {
                BoundRecord(canonical: $0, scheme: $0.schema.schemes[0], columns: columns)
            }
            fixed = []
            filters = []
        } else {
            let lacking = profile.neededHeadings(not: Set(columns.keys))
            guard lacking.isEmpty else {
                throw Self.lacking(lacking.sorted(), profile: profile, file: file)
            }
            kindColumn = nil
            schemeColumn = nil
            canonical = []
            fixed = profile.records.filter(\.element.isEmpty).map {
                BoundRecord($0, columns: columns)
            }
            filters = profile.filters.compactMap { filter in
                columns[filter.column].map { ($0, filter.value) }
            }
        }
    }

    /// The records that a row yields; none for a row that the filter leaves out.
    func records(
        for row: borrowing SourceRecord, into staged: StagedMasters
    ) throws -> [BoundRecord]? {
        for filter in filters {
            guard row.text(filter.column)?.trimmingASCII == filter.value else { return nil }
        }
        guard let kindColumn else { return fixed }
        let word = row.text(kindColumn)?.trimmingASCII ?? ""
        guard let kind = MasterKind(rawValue: word) else {
            staged.held.insert(row.origin)
            staged.findings.error(
                "row.unknown-kind", at: row.origin(kindColumn), value: word,
                "'\(word)' is no kind of master; \(Nearest.hint(for: word, among: MasterKind.allCases.map(\.rawValue)))"
            )
            return nil
        }
        let record = canonical[kind.order]
        if let schemeColumn, let word = row.text(schemeColumn)?.trimmingASCII, !word.isEmpty {
            guard let named = CodeScheme(rawValue: word) else {
                staged.held.insert(row.origin)
                staged.findings.error(
                    "cell.not-a-choice", at: row.origin(schemeColumn), value: word,
                    "'\(word)' is no scheme of codes; expected lgd, raj or own.")
                return nil
            }
            return [BoundRecord(record, scheme: named)]
        }
        return [record]
    }

    private static func unknown(_ heading: Heading, profile: FeedProfile) -> SourceError {
        let known =
            profile.isCanonical
            ? CanonicalHeading.others + Field.allCases.map(\.rawValue) : profile.headings
        if let parts = FusedHeading.parts(of: heading.name, known: known) {
            return SourceError(
                Finding(
                    code: "structure.fused-heading", severity: .error, origin: heading.origin,
                    value: heading.written,
                    message:
                        "Heading '\(heading.name)' is \(FusedHeading.listed(parts)) in one cell. Give each a column of its own."
                ))
        }
        return SourceError(
            Finding(
                code: "structure.unknown-heading", severity: .error, origin: heading.origin,
                value: heading.written,
                message:
                    "Profile '\(profile.name)' knows no heading '\(heading.name)'; \(Nearest.hint(for: heading.name, among: known))"
            ))
    }

    private static func lacking(
        _ names: [String], profile: FeedProfile, file: String
    ) -> SourceError {
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        return SourceError(
            Finding(
                code: "structure.missing-heading", severity: .error,
                origin: Origin(file: file, line: 1, column: 1), value: list,
                message:
                    "Profile '\(profile.name)' needs the heading \(list), which the file lacks. Add the column or name another profile."
            ))
    }
}

extension String {
    /// Without spaces, tabs and line ends at the edges.
    var trimmingASCII: String {
        var view = Substring(self)
        while let first = view.utf8.first, first <= 0x20 { view.removeFirst() }
        while let last = view.utf8.last, last <= 0x20 { view.removeLast() }
        return String(view)
    }
}
