public import MasterData
public import RouteEngine

/// What is kept of a complaint: no name, no telephone number, no text.
///
/// These facts never change. What becomes of the complaint is its ledger.
public struct Complaint: Hashable, Sendable {
    /// The number the portal gave it.
    public var number: String
    /// The bare code of the category it was registered under.
    public var category: String
    /// At most one place of each hierarchy, the lowest known, and the district.
    public var places: [RowKey]
    public var channel: String?
    /// `rural` or `urban`; nothing when unknown.
    public var setting: String?
    public var registeredAt: Instant
    /// The day of the application for a guaranteed service.
    public var applicationDay: Day?

    public init(
        number: String, category: String, places: [RowKey], channel: String? = nil,
        setting: String? = nil, registeredAt: Instant, applicationDay: Day? = nil
    ) {
        self.number = number
        self.category = category
        self.places = places
        self.channel = channel
        self.setting = setting
        self.registeredAt = registeredAt
        self.applicationDay = applicationDay
    }

    /// The complaint as the rule engine asks for it, under the category it now has.
    public func request(category: String) -> RouteRequest {
        RouteRequest(
            id: number, category: category, channel: channel, setting: setting,
            day: registeredAt.day, places: places)
    }
}
