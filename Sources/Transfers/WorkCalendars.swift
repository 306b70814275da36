public import MasterData

/// The calendars of a release, by department and place.
///
/// A `calendar` row without department and place is the general one. One with a department
/// stands in its stead for that department; one with a place adds its holidays there, also
/// when its weekly offs differ, which then hold there. Several general calendars add up.
public struct WorkCalendars: Sendable {
    private struct Entry: Sendable {
        var department: String?
        var place: RowKey?
        var calendar: WorkCalendar
        var holidays: Set<Day>
        var hasOffs: Bool
    }

    private let entries: [Entry]
    private let rows: MasterRows
    private let hasPlaces: Bool
    private let general: WorkCalendar

    public init(_ rows: MasterRows) {
        var holidays: [String: Set<Day>] = [:]
        for (_, timeline) in rows.rows(of: .holiday) {
            // A holiday that ended before its own date was taken back.
            guard let last = timeline.last, let calendar = last.content[.calendar],
                let date = last.content[.date].flatMap({ Day($0) }), last.validity.to > date
            else { continue }
            holidays[calendar, default: []].insert(date)
        }
        var entries: [Entry] = []
        for key in rows.keys(of: .calendar) {
            guard let timeline = rows[key], let last = timeline.last else { continue }
            let offs = timeline.versions.map { version in
                (
                    validity: version.validity,
                    days: Set(version.content.list(.weeklyOff).compactMap(Weekday.init))
                )
            }
            let days = holidays[key.code] ?? []
            entries.append(
                Entry(
                    department: last.content[.department],
                    place: last.content[.place].flatMap { RowKey($0) },
                    calendar: WorkCalendar(weeklyOffs: offs, holidays: days), holidays: days,
                    hasOffs: offs.contains { !$0.days.isEmpty }))
        }
        self.entries = entries
        self.rows = rows
        hasPlaces = entries.contains { $0.place != nil }
        general = Self.joined(entries.filter { $0.department == nil && $0.place == nil })
    }

    /// The calendar that counts for a department's offices at some places on a day.
    public func calendar(
        department: String?, places: [RowKey], on day: Day
    ) -> WorkCalendar {
        let own = entries.filter { $0.place == nil && $0.department != nil }
            .filter { $0.department == department }
        var calendar = own.isEmpty ? general : Self.joined(own)
        guard hasPlaces else { return calendar }
        var around = Set(places)
        for place in places {
            for hierarchy in Hierarchy.allCases {
                around.formUnion(rows.ancestors(of: place, in: hierarchy, on: day))
            }
        }
        for entry in entries {
            guard let place = entry.place, around.contains(place),
                entry.department == nil || entry.department == department
            else { continue }
            calendar =
                entry.hasOffs
                ? Self.joined([entry]).adding(holidays: calendar.allHolidays)
                : calendar.adding(holidays: entry.holidays)
        }
        return calendar
    }

    private static func joined(_ entries: [Entry]) -> WorkCalendar {
        guard let first = entries.first else { return WorkCalendar() }
        return entries.dropFirst().reduce(first.calendar) { $0.joined($1.calendar) }
    }
}
