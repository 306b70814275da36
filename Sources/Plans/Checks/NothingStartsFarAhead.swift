public import MasterData

/// What is new begins within two years.
///
/// Orders name days of the coming weeks. A first day that lies years ahead is usually a wrong
/// year, and keeps the row from having any effect.
///
/// Example: a posting from 2062-04-01 in an order of 2026.
///
/// Repair: correct `valid_from`.
public struct NothingStartsFarAhead: RowCheck {
    public static let code: FindingCode = "time.starts-far-ahead"
    public static let kinds = MasterKind.allCases.filter { $0 != .holiday }
    public static let gravest = Severity.warning
    public static let looksAt = RowGlance.Aspects.days

    public init() {}

    static func isFarAhead(_ first: Day, of day: Day) -> Bool { day.advanced(by: 731) < first }

    public func check(_ subject: Subject, into findings: inout Findings) {
        guard let first = subject.versions.first?.validity.from,
            Self.isFarAhead(first, of: subject.asOf)
        else { return }
        findings.warning(
            Self.code, at: subject.origin, key: subject.key, value: first.description,
            "\(subject.key) begins only on \(first), more than two years ahead. Correct valid_from."
        )
    }
}
