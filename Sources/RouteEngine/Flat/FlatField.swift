/// What a rule of a flat table may name, and a complaint brings.
public enum FlatField: Int, CaseIterable, Sendable {
    case category, district, subdistrict, channel

    /// The heading of its column.
    public var heading: String {
        switch self {
        case .category: "category"
        case .district: "district"
        case .subdistrict: "subdistrict"
        case .channel: "channel"
        }
    }

    /// How much naming it adds to a rule's specificity.
    var weight: UInt32 { 8 >> UInt32(rawValue) }
}
