public import MasterData

/// The weekly offs of a calendar are days of the week: sun, mon, tue, wed, thu, fri, sat.
///
/// A word that is no day would count that day as a working one.
///
/// Example: `weekly_off` with `sun|second saturday`.
///
/// Repair: correct `weekly_off`.
public struct WeeklyOffsAreDays: RowCheck {
    public static let code: FindingCode = "cell.weekly-off"

    public static let kinds: [MasterKind] = [.calendar]

    /// In the order of the week, Sunday first.
    static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        for version in subject.versions {
            for word in version.content.list(.weeklyOff) where !Self.days.contains(word) {
                findings.error(
                    Self.code, at: subject.origin, key: key, value: word,
                    "\(key) has the weekly off '\(word)', which is no day. Use sun, mon, tue, wed, thu, fri or sat."
                )
            }
        }
    }
}
