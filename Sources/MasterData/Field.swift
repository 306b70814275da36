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
    case hours
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
    case percent, person, persons, phone, place, post, predecessor, priority, reason, receives, rows
    case retiresOn = "retires_on"
    case secondAppeal = "second_appeal"
    case secondDays = "second_days"
    case sendBack = "send_back"
    case service, setting, severity, source, status, successor, type, variant
    case weeklyOff = "weekly_off"
}

extension Field: Comparable {
    /// The order of the JSON keys (RFC 8785 sorts by UTF-16 code units; these are ASCII).
    public static func < (a: Field, b: Field) -> Bool { a.order < b.order }

    /// Position among the names in alphabetical order.
    private var order: UInt8 { Self.orders[Int(number)] }

    private static let orders: [UInt8] = {
        var orders = [UInt8](repeating: 0, count: allCases.count)
        let sorted = allCases.sorted { $0.rawValue < $1.rawValue }
        for (order, field) in sorted.enumerated() { orders[Int(field.number)] = UInt8(order) }
        return orders
    }()

    /// The field of a name, as `init(rawValue:)` finds it and without trying them one by one.
    static func named(_ name: String) -> Field? { byName[name] }

    private static let byName: [String: Field] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The field with a number; nothing when none has it.
    public init?(number: UInt8) {
        guard Int(number) < Self.byNumber.count else { return nil }
        self = Self.byNumber[Int(number)]
    }

    private static let byNumber: [Field] = allCases.sorted { $0.number < $1.number }

    /// A number of its own for each field, from 0 without a gap; a new field takes the next.
    ///
    /// Asked for with each field of each row: a table by hash would cost too much. It is for
    /// what lives no longer than the process; files and databases hold names.
    public var number: UInt8 {
        switch self {
        case .aliases: 0
        case .audience: 1
        case .calendar: 2
        case .category: 3
        case .chain: 4
        case .channel: 5
        case .bodyType: 6
        case .coarseDesignation: 7
        case .coarseOfficeLevel: 8
        case .committee: 9
        case .date: 10
        case .days: 11
        case .department: 12
        case .designation: 13
        case .designatedOfficer: 14
        case .email: 15
        case .escalation: 16
        case .firstAppeal: 17
        case .firstDays: 18
        case .hierarchyRural: 19
        case .hierarchyUrban: 20
        case .level: 21
        case .l1Post: 22
        case .l2Post: 23
        case .l3Post: 24
        case .l4Post: 25
        case .mobile: 26
        case .mode: 27
        case .nameEn: 28
        case .nameHi: 29
        case .nature: 30
        case .office: 31
        case .officeLevel: 32
        case .orderNo: 33
        case .other: 34
        case .parent: 35
        case .parentDepartment: 36
        case .parentPanchayat: 37
        case .parentRevenue: 38
        case .parentUrban: 39
        case .person: 40
        case .phone: 41
        case .place: 42
        case .post: 43
        case .priority: 44
        case .reason: 45
        case .receives: 46
        case .secondAppeal: 47
        case .secondDays: 48
        case .sendBack: 49
        case .service: 50
        case .setting: 51
        case .source: 52
        case .status: 53
        case .type: 54
        case .variant: 55
        case .weeklyOff: 56
        case .predecessor: 57
        case .successor: 58
        case .hours: 59
        case .percent: 60
        case .persons: 61
        case .rows: 62
        case .severity: 63
        case .retiresOn: 64
        }
    }
}
