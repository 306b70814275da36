/// The kinds of thing the masters list; the raw value is the word in files and JSON.
public enum MasterKind: String, CaseIterable, Hashable, Sendable {
    // Places, coarse to fine, and the places that departments make for themselves.
    case state, division, district, subdivision, tehsil
    case subTehsil = "sub_tehsil"
    case block
    case gramPanchayat = "gram_panchayat"
    case village
    case urbanBody = "urban_body"
    case ward, circle
    case policeStation = "police_station"

    case department, designation, category, chain
    case chainLevel = "chain_level"
    case office, jurisdiction, post, person, contact, posting, leave, rule, service
    case serviceCategory = "service_category"
    case calendar, holiday, overlap, succession, policy

    /// Whether this is a kind of place.
    public var isPlace: Bool { Self.places.contains(self) }

    public static let places: [MasterKind] = [
        .state, .division, .district, .subdivision, .tehsil, .subTehsil, .block, .gramPanchayat,
        .village, .urbanBody, .ward, .circle, .policeStation,
    ]
}

extension MasterKind: Comparable {
    public static func < (a: MasterKind, b: MasterKind) -> Bool { a.order < b.order }

    /// Position in the declaration, which is also the order of reports: places first.
    public var order: Int {
        // Asked for millions of times in an import; a table by hash costs too much.
        switch self {
        case .state: 0
        case .division: 1
        case .district: 2
        case .subdivision: 3
        case .tehsil: 4
        case .subTehsil: 5
        case .block: 6
        case .gramPanchayat: 7
        case .village: 8
        case .urbanBody: 9
        case .ward: 10
        case .circle: 11
        case .policeStation: 12
        case .department: 13
        case .designation: 14
        case .category: 15
        case .chain: 16
        case .chainLevel: 17
        case .office: 18
        case .jurisdiction: 19
        case .post: 20
        case .person: 21
        case .contact: 22
        case .posting: 23
        case .leave: 24
        case .rule: 25
        case .service: 26
        case .serviceCategory: 27
        case .calendar: 28
        case .holiday: 29
        case .overlap: 30
        case .succession: 31
        case .policy: 32
        }
    }
}

/// A hierarchy of places: dated parent links that stand side by side.
public enum Hierarchy: String, CaseIterable, Hashable, Sendable {
    case revenue, panchayat, urban, department

    /// The field that holds a place's parent in this hierarchy.
    public var parentField: Field {
        switch self {
        case .revenue: .parentRevenue
        case .panchayat: .parentPanchayat
        case .urban: .parentUrban
        case .department: .parentDepartment
        }
    }
}
