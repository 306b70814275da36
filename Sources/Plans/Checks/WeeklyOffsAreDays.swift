public import MasterData

/// The weekly offs of a calendar are days of the week: sun, mon, tue, wed, thu, fri, sat.
///
/// A word that is no day would count that day as a working one. Correct `weekly_off`.
public struct WeeklyOffsAreDays: Check {
    public static let code: FindingCode = "cell.weekly-off"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let days: Set = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        candidate.forEachVersion(of: .calendar) { key, version in
            for word in version.content.list(.weeklyOff) where !days.contains(word) {
                findings.error(
                    Self.code, at: candidate.origin(of: key), key: key, value: word,
                    "\(key) has the weekly off '\(word)', which is no day. Use sun, mon, tue, wed, thu, fri or sat."
                )
            }
        }
    }
}
