public import MasterData

/// Validity begins after 1947 and, like its end, within fifty years of the as-of day.
///
/// A day in 1901 or 2206 is a slip of the pen or of a spreadsheet.
///
/// Example: a posting from 1020-04-01, or until 2206-03-31.
///
/// Repair: correct the day.
public struct DatesAreSane: RowCheck {
    public static let code: FindingCode = "time.far-off"

    public static let kinds = MasterKind.allCases
    public static let looksAt = RowGlance.Aspects.days

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            check(version.validity.from, of: subject, into: &findings)
            check(version.validity.to, of: subject, into: &findings)
        }
    }

    private static let earliest = Day(number: -8175)  // 1947-08-15
    private static let fiftyYears = 50 * 366

    static func isFarOff(_ day: Day, asOf: Day) -> Bool {
        day != .distantFuture && (day < earliest || asOf.advanced(by: fiftyYears) < day)
    }

    /// The as-of days for which a window that is sane on one of them is sane.
    static func saneDays(for window: Validity) -> Validity {
        let last = window.isOpen ? window.from : window.to
        return Validity(from: last.advanced(by: -fiftyYears))
    }

    private func check(_ day: Day, of subject: Subject, into findings: inout Findings) {
        guard Self.isFarOff(day, asOf: subject.asOf) else { return }
        findings.error(
            Self.code, at: subject.origin, key: subject.key, value: day.description,
            "\(subject.key) has the day \(day), which lies too far off. Correct it.")
    }
}
