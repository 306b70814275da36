/// The fields of the masters; the raw value is the heading in canonical CSV and the key in JSON.
public enum Field: String, CaseIterable, Hashable, Sendable {
    case aliases, audience, calendar, category, chain, channel
    case bodyType = "body_type"
    case coarseDesignation = "coarse_designation"
    case coarseOfficeLevel = "coarse_office_level"
    case committee, date, days, department, designation
    case designatedOfficer = "designated_officer"
    case email, escalation
    case firstAppeal = "first_appeal"
    case firstDays = "first_days"
    case hierarchyRural = "hierarchy_rural"
    case hierarchyUrban = "hierarchy_urban"
    case level
    case l1Post = "l1_post"
    case l2Post = "l2_post"
    case l3Post = "l3_post"
    case l4Post = "l4_post"
    case mobile, mode
    case nameEn = "name_en"
    case nameHi = "name_hi"
    case nature, office
    case officeLevel = "office_level"
    case orderNo = "order_no"
    case other, parent
    case parentDepartment = "parent_department"
    case parentPanchayat = "parent_panchayat"
    case parentRevenue = "parent_revenue"
    case parentUrban = "parent_urban"
    case person, phone, place, post, priority, reason, receives
    case secondAppeal = "second_appeal"
    case secondDays = "second_days"
    case sendBack = "send_back"
    case service, setting, source, status, type, variant
    case weeklyOff = "weekly_off"
}

extension Field: Comparable {
    /// The order of the JSON keys (RFC 8785 sorts by UTF-16 code units; these are ASCII).
    public static func < (a: Field, b: Field) -> Bool { a.order < b.order }

    private var order: Int { Self.positions[self] ?? 0 }

    private static let positions: [Field: Int] = Dictionary(
        uniqueKeysWithValues: allCases.sorted { $0.rawValue < $1.rawValue }.enumerated().map {
            ($1, $0)
        })
}
