public import MasterData

/// What an import retires is pointed at by nothing that stays.
///
/// The check looks inward, from the thing that goes at the live rows that name it, whoever
/// brought them: each is named, and all are counted. A succession tells of what ended, and is
/// no use of it.
///
/// Example: office `O1` ends today, and its posts `P1` and `P2` and one jurisdiction have no
/// end.
///
/// Repair: end the rows that are named, or point them at the successor, in the same import.
public struct RetiredThingsAreNotUsed: Check {
    public static let code: FindingCode = "reference.retired-in-use"
    /// How many of the rows that point at a thing are named; all are counted.
    static let named = 10

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var retired: [RowKey: [String]] = [:]
        for key in candidate.changed {
            // A thing that goes on, or comes back, is in use rightly.
            let isOver = candidate.rows[key]?.last.map { $0.validity.to <= candidate.asOf }
            if isOver ?? true { retired[key] = [] }
        }
        guard !retired.isEmpty else { return }
        candidate.forEachReferring { subject, specs in
            guard subject.key.kind != .succession, let version = subject.versions.last,
                candidate.asOf < version.validity.to
            else { return }
            for spec in specs {
                guard let target = version.content.reference(spec.field, in: subject.key.kind),
                    retired[target] != nil
                else { continue }
                retired[target]?.append("\(subject.key) (\(spec.field.rawValue))")
            }
        }
        for (key, rows) in retired.sorted(by: { $0.key < $1.key }) where !rows.isEmpty {
            let more = rows.count > Self.named ? ", and \(rows.count - Self.named) more" : ""
            findings.error(
                Self.code, at: candidate.origin(of: key), key: key, value: String(rows.count),
                "\(key) is retired, and \(rows.count) \(rows.count == 1 ? "row still points" : "rows still point") at it: \(rows.prefix(Self.named).joined(separator: ", "))\(more). End them, or point them at the successor."
            )
        }
    }
}
