public import MasterData

/// Which days offices work: weekly offs that may change from a date, and holidays.
///
///     calendar.adding(5, to: day)     // the fifth working day after it
///
/// A calendar that leaves no working day for ten weeks is no calendar; days are then counted
/// as they come, so that a deadline always exists.
public struct WorkCalendar: Hashable, Sendable {
    /// Weekly offs and the days on which they hold.
    private var offs: [WeeklyOff]
    private var holidays: Set<Day>

    private struct WeeklyOff: Hashable, Sendable {
        var validity: Validity
        var days: Set<Weekday>
    }

    public init(
        weeklyOffs: [(validity: Validity, days: Set<Weekday>)] = [], holidays: Set<Day> = []
    ) {
        offs = weeklyOffs.map { WeeklyOff(validity: $0.validity, days: $0.days) }
        self.holidays = holidays
    }

    /// Whether nobody works that day.
    public func isOff(_ day: Day) -> Bool {
        if holidays.contains(day) { return true }
        for off in offs where off.validity.contains(day) {
            if off.days.contains(Weekday(of: day)) { return true }
        }
        return false
    }

    /// How many days without work in a row make a calendar useless.
    private static let patience = 70

    /// The working day so many working days after a day; with 0, the day itself or the first
    /// working day after it.
    ///
    /// Days added one by one come to the same day as all at once.
    public func adding(_ days: Int, to start: Day) -> Day {
        var day = start
        if days <= 0 { return firstWorkingDay(from: day) }
        for _ in 0..<days { day = firstWorkingDay(from: day.advanced(by: 1)) }
        return day
    }

    private func firstWorkingDay(from start: Day) -> Day {
        var day = start
        for _ in 0..<Self.patience {
            if !isOff(day) { return day }
            day = day.advanced(by: 1)
        }
        return start
    }

    var allHolidays: Set<Day> { holidays }

    /// A day is off when it is off in either.
    func joined(_ other: WorkCalendar) -> WorkCalendar {
        var calendar = adding(holidays: other.holidays)
        calendar.offs += other.offs
        return calendar
    }

    /// The same calendar with more holidays.
    func adding(holidays more: Set<Day>) -> WorkCalendar {
        var calendar = self
        calendar.holidays.formUnion(more)
        return calendar
    }
}
