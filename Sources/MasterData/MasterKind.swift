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
    case calendar, holiday, overlap

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
    public var order: Int { Self.positions[self] ?? 0 }

    private static let positions: [MasterKind: Int] = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
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
