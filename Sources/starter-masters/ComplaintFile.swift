import Foundation

/// `starter-masters complaints`: a month of invented complaints, in the order they were registered.
///
/// A few carry a category or place that the masters do not know, as happens when a portal
/// is behind its masters.
struct ComplaintFile {
    static let headings = [
        "complaint_id", "category", "channel", "setting", "registered_at", "application_date",
        "district", "tehsil", "block", "urban_body",
    ]

    let seed: UInt64
    let from: CalendarDay
    private let demand: CategoryDemand
    private let places: ComplaintPlaces

    init(seed: UInt64, from: CalendarDay, mappings: URL) throws {
        self.seed = seed
        self.from = from
        demand = try CategoryDemand(seed: seed, mappings: mappings)
        places = ComplaintPlaces(seed: seed, places: try PlaceBook(mappings: mappings))
    }

    func write(count: Int, to output: (String) -> Void) {
        output(Self.headings.joined(separator: ",") + "\n")
        var chunk = ""
        for index in 0..<count {
            chunk += row(index, of: count).joined(separator: ",") + "\n"
            if chunk.utf8.count > 1 << 20 {
                output(chunk)
                chunk = ""
            }
        }
        output(chunk)
    }

    private func row(_ index: Int, of count: Int) -> [String] {
        let (year, month, _) = from.civil
        let id = "RS-\(padded(year, 4))\(padded(month, 2))-\(padded(index + 1, 7))"
        let leaf = demand.pick(draw(id, "category"))
        let setting = setting(id, leaf)
        var category = leaf.code
        var known = place(id, setting)
        spoil(id, &category, &known)
        let moment = RegistrationTime(
            position: (Double(index) + draw(id, "moment").unit) / Double(max(count, 1)), from: from)
        return [
            id, category, channel(id), setting, moment.iso, application(id, leaf, moment.day),
            known.district, known.tehsil, known.block, known.urbanBody,
        ]
    }

    private func setting(_ id: String, _ leaf: CategoryDemand.Leaf) -> String {
        let share = draw(id, "setting").unit
        if share < 0.03 { return "unknown" }
        if leaf.variant != "any" { return leaf.variant }
        return share < 0.40 ? "urban" : "rural"
    }

    private func place(_ id: String, _ setting: String) -> ComplaintPlaces.Known {
        if setting == "unknown" || draw(id, "only the district").chance(0.06) {
            return places.district(id)
        }
        return setting == "urban" ? places.urban(id) : places.rural(id)
    }

    private func channel(_ id: String) -> String {
        let share = draw(id, "channel").unit
        let channels = [
            ("call181", 0.36), ("portal", 0.58), ("app", 0.75), ("emitra", 0.94), ("counter", 1),
        ]
        return channels.first { share < $0.1 }?.0 ?? "portal"
    }

    /// The day of the service application, where there is one on file.
    private func application(
        _ id: String, _ leaf: CategoryDemand.Leaf, _ day: CalendarDay
    ) -> String {
        guard leaf.hasService, draw(id, "has application").chance(0.4) else { return "" }
        return CalendarDay(number: day.number - 2 - draw(id, "application").below(75)).iso
    }

    /// Two in a thousand name something that is no longer, or not yet, in the masters.
    private func spoil(_ id: String, _ category: inout String, _ known: inout ComplaintPlaces.Known)
    {
        let fault = draw(id, "fault")
        guard fault.chance(0.002) else { return }
        switch draw(id, "kind of fault").below(4) {
        case 0: category = draw(id, "old category").pick(["ELE-OLD-01", "OTHERS", "WAT-SUP-99"])
        case 1: known.district = draw(id, "old district").pick(["771", "776", "999"])
        case 2: known.tehsil = draw(id, "old tehsil").pick(["99001", "99002"])
        default:
            known.block = ""
            known.urbanBody = draw(id, "old body").pick(["999901", "999902"])
        }
    }

    private func draw(_ id: String, _ purpose: String) -> Draw {
        Draw(seed: seed, code: id, purpose: purpose)
    }
}

/// When a complaint was registered: thirty days, each busiest in office hours.
struct RegistrationTime {
    let day: CalendarDay
    private let second: Int

    /// `position` in 0..<1 over the thirty days; a later position is never an earlier time.
    init(position: Double, from first: CalendarDay) {
        let days = position * 30
        day = CalendarDay(number: first.number + Int(days))
        let target = (days - days.rounded(.down)) * Self.total
        var sum = 0.0
        var hour = 0
        while hour < 23, sum + Self.load[hour] <= target {
            sum += Self.load[hour]
            hour += 1
        }
        second = hour * 3600 + min(3599, Int((target - sum) / Self.load[hour] * 3600))
    }

    /// India's time, five and a half hours ahead of UTC.
    var iso: String {
        let hour = padded(second / 3600, 2)
        let minute = padded(second / 60 % 60, 2)
        return "\(day.iso)T\(hour):\(minute):\(padded(second % 60, 2))+05:30"
    }

    /// How busy each hour of the day is.
    private static let load: [Double] = [
        1, 0.5, 0.5, 0.5, 0.5, 1, 2, 4, 6, 9, 11, 12, 11, 9, 9, 9, 9, 8, 6, 5, 5, 4, 3, 2,
    ]
    private static let total = load.reduce(0, +)
}
