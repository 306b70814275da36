public import MasterData
public import RouteEngine

/// When a level's time is over.
///
/// The days of a level count from the day it is entered. A level that is entered on one day
/// and has five days is due when the fifth day after it ends, at midnight in Asia/Kolkata.
public enum Deadline {
    /// The last day on which a level is still in time.
    public static func lastDay(
        entered: Instant, days: Int, count: DayCount, calendar: WorkCalendar
    ) -> Day {
        switch count {
        case .calendar: entered.day.advanced(by: max(0, days))
        case .working: calendar.adding(days, to: entered.day)
        }
    }

    /// The first moment that is too late.
    public static func due(
        entered: Instant, days: Int, count: DayCount, calendar: WorkCalendar
    ) -> Instant {
        end(of: lastDay(entered: entered, days: days, count: count, calendar: calendar))
    }

    /// The midnight in Asia/Kolkata that ends a day.
    public static func end(of day: Day) -> Instant {
        Instant(seconds: (Int64(day.number) + 1) * 86_400 - Instant.kolkataOffset)
    }
}
