public import MasterData

/// A service that the Guaranteed Delivery of Public Services Act promises within days.
public struct GuaranteedService: Hashable, Sendable {
    public var code: String
    public var department: String
    /// The statutory days.
    public var days: Int
    public var designatedOfficer: String?
    /// The designations of the appeal officers, and the days in which one may appeal to them.
    public var firstAppeal: String?
    public var firstDays: Int?
    public var secondAppeal: String?
    public var secondDays: Int?

    /// The last day of the statutory time, counted from the application or registration.
    public func lastDay(from day: Day) -> Day { day.advanced(by: days) }
}

/// The guaranteed services of a release, by the categories they are linked with.
public struct ServiceBook: Sendable {
    private let services: [String: Timeline]
    private let links: [String: [(code: String, timeline: Timeline)]]

    public init(_ rows: MasterRows) {
        var services: [String: Timeline] = [:]
        for (key, timeline) in rows.rows(of: .service) { services[key.code] = timeline }
        var links: [String: [(code: String, timeline: Timeline)]] = [:]
        for key in rows.keys(of: .serviceCategory) {
            guard let timeline = rows[key], let content = timeline.last?.content,
                let service = content[.service], let category = content[.category]
            else { continue }
            links[category, default: []].append((service, timeline))
        }
        self.services = services
        self.links = links
    }

    /// The service that a complaint of a category follows, registered on a day.
    ///
    /// Of several, that of the department which answers; without one, the first code.
    public func service(
        category: String, department: String?, on day: Day
    ) -> GuaranteedService? {
        let linked = (links[category] ?? []).filter { $0.timeline.content(on: day) != nil }
            .compactMap { service($0.code, on: day) }
        return linked.first { $0.department == department } ?? linked.first
    }

    /// A service by its code, as it stood on a day.
    public func service(_ code: String, on day: Day) -> GuaranteedService? {
        guard let content = services[code]?.content(on: day), let days = content.integer(.days),
            let department = content[.department]
        else { return nil }
        return GuaranteedService(
            code: code, department: department, days: days,
            designatedOfficer: content[.designatedOfficer], firstAppeal: content[.firstAppeal],
            firstDays: content.integer(.firstDays), secondAppeal: content[.secondAppeal],
            secondDays: content.integer(.secondDays))
    }
}
