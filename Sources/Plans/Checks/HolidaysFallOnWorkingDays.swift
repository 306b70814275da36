public import MasterData

/// A holiday does not fall on a weekly off of its calendar.
///
/// Such a holiday changes no deadline; it is often a wrong year, in which the day was another
/// day of the week.
///
/// Example: a holiday on 2026-08-15, a Saturday, where Saturdays are off.
///
/// Repair: see that the date is that of the notification; if so, leave it.
public struct HolidaysFallOnWorkingDays: Check {
    public static let code: FindingCode = "time.holiday-on-weekly-off"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (key, content) in candidate.live(.holiday) {
            guard let day = content[.date].flatMap({ Day($0) }),
                let calendar = content.reference(.calendar, in: .holiday),
                let offs = candidate.rows.content(of: calendar, on: candidate.asOf)?.list(
                    .weeklyOff),
                offs.contains(Self.weekday(of: day))
            else { continue }
            findings.note(
                Self.code, at: candidate.origin(of: key), key: key, value: day.description,
                "\(key) is on a \(Self.weekday(of: day)), which \(calendar) has off anyway. See that the date is right."
            )
        }
    }

    /// `sun` to `sat`; 1970-01-01 was a Thursday.
    static func weekday(of day: Day) -> String {
        WeeklyOffsAreDays.days[(Int(day.number) % 7 + 11) % 7]
    }
}
