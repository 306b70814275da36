public import MasterData

/// A calendar that has holidays has some that lie ahead.
///
/// Deadlines in working days are reckoned from the holidays that are known; when the list runs
/// out, every day counts as a working one and complaints fall due too early.
///
/// Example: the last holiday of calendar `RJ` is 2026-12-25, and the as-of day 2027-01-02.
///
/// Repair: import the holidays of the new year.
public struct CalendarsReachAhead: Check {
    public static let code: FindingCode = "time.calendar-runs-out"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var last: [RowKey: Day] = [:]
        for subject in candidate.subjects(of: .holiday) {
            guard let content = subject.versions.last?.content,
                let day = content[.date].flatMap({ Day($0) }),
                let calendar = content.reference(.calendar, in: .holiday)
            else { continue }
            last[calendar] = max(last[calendar] ?? day, day)
        }
        for (key, _) in candidate.live(.calendar) {
            guard let day = last[key], day < candidate.asOf.advanced(by: 1) else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: day.description,
                "\(key) has no holiday after \(day). Import the holidays of the time ahead.")
        }
    }
}
