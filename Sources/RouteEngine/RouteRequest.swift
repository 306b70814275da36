public import MasterData

/// What is known of a complaint when it is routed: no name, no phone, no text.
public struct RouteRequest: Hashable, Sendable {
    /// The complaint's own number, carried into the answer.
    public var id: String
    /// The bare code of a category.
    public var category: String
    public var channel: String?
    /// `rural` or `urban`; anything else is unknown, and unknown matches only rules for any setting.
    public var setting: String?
    /// The day the complaint was registered.
    public var day: Day
    /// At most one place, the lowest known, of each hierarchy, and the district.
    public var places: [RowKey]

    public init(
        id: String = "", category: String, channel: String? = nil, setting: String? = nil, day: Day,
        places: [RowKey]
    ) {
        self.id = id
        self.category = category
        self.channel = channel
        self.setting = setting
        self.day = day
        self.places = places
    }
}

/// The setting of a complaint, or of a rule, where 0 means unknown or any.
enum SettingCode {
    static let any: UInt8 = 0
    static let rural: UInt8 = 1
    static let urban: UInt8 = 2

    static func code(_ text: String?) -> UInt8 {
        switch text {
        case "rural": rural
        case "urban": urban
        default: any
        }
    }

    static func text(_ code: UInt8) -> String? {
        switch code {
        case rural: "rural"
        case urban: "urban"
        default: nil
        }
    }
}
