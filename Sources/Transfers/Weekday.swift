public import MasterData

/// A day of the week; the raw value is the word in a calendar's `weekly_off`.
public enum Weekday: String, CaseIterable, Hashable, Sendable {
    case mon, tue, wed, thu, fri, sat, sun

    /// The weekday of a day: 1970-01-01 was a Thursday.
    public init(of day: Day) {
        let position = ((Int(day.number) + 3) % 7 + 7) % 7
        self = Self.allCases[position]
    }
}
