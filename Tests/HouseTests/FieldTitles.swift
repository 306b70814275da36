import MasterData

extension Field {
    /// What the field holds, in a few words, for the table schemas and the XSD.
    var title: String {
        switch self {
        case .aliases: "Other and earlier names"
        case .audience: "Who may file under it"
        case .bodyType: "Type of urban body"
        case .calendar: "Calendar; in a chain level, which days count"
        case .category: "Category; its whole subtree is meant"
        case .chain: "Level chain"
        case .channel: "Channel the complaint came by; blank for any"
        case .coarseDesignation: "Designation for complaints known only by a coarser place"
        case .coarseOfficeLevel: "Office level for complaints known only by a coarser place"
        case .committee: "Whether the post is a committee"
        case .date: "Day of the holiday"
        case .days: "Days allowed"
        case .department: "Department"
        case .designation: "Designation"
        case .designatedOfficer: "Designation of the designated officer"
        case .email: "E-mail address"
        case .escalation: "Whether the level escalates by itself"
        case .firstAppeal: "Designation of the first appeal officer"
        case .firstDays: "Days of the first appeal"
        case .hierarchyRural: "Hierarchy in which rural complaints are routed"
        case .hierarchyUrban: "Hierarchy in which urban complaints are routed"
        case .hours: "Hours within which an emergency publication is to be ratified"
        case .percent: "Share of the live rows of a kind, in percent"
        case .persons: "Names of those who may; * for anyone"
        case .rows: "Number of rows, or of cells"
        case .severity: "Of a guard: soft, hard or off; of a check: note, warning or error"
        case .level: "Level: L1 to L4 of a chain, or where an office stands"
        case .l1Post: "Post named for L1, in place of the chain's"
        case .l2Post: "Post named for L2, in place of the chain's"
        case .l3Post: "Post named for L3, in place of the chain's"
        case .l4Post: "Post named for L4, in place of the chain's"
        case .mobile: "Mobile number"
        case .mode: "Whether the place is included or excluded"
        case .nameEn: "Name, English"
        case .nameHi: "Name, Hindi"
        case .nature: "Nature of the posting"
        case .office: "Office"
        case .officeLevel: "Office level at which the post is looked for"
        case .orderNo: "Number of the posting order"
        case .other: "The place it overlaps with"
        case .parent: "The one above it"
        case .parentDepartment: "Parent in the department's own hierarchy"
        case .parentPanchayat: "Parent in the panchayati raj hierarchy"
        case .parentRevenue: "Parent in the revenue hierarchy"
        case .parentUrban: "Parent in the urban hierarchy"
        case .person: "Person"
        case .phone: "Office telephone"
        case .place: "Place; in a rule its whole subtree, blank for any"
        case .post: "Post"
        case .predecessor: "The thing before the event; blank for one that is new"
        case .priority: "Priority; higher wins, 0 unless given"
        case .reason: "Reason"
        case .receives: "Whether this post receives when the office has several alike"
        case .retiresOn: "The last day in service"
        case .secondAppeal: "Designation of the second appeal officer"
        case .secondDays: "Days of the second appeal"
        case .sendBack: "Whether the level may send the complaint back"
        case .service: "Guaranteed service"
        case .setting: "Rural or urban; blank for any"
        case .source: "Where the row's facts come from"
        case .status: "Whether the days are sourced or a sample"
        case .successor: "The thing after the event; blank for none"
        case .type: "Type"
        case .variant: "Whether it is for rural complaints, urban ones or any"
        case .weeklyOff: "Weekly days off: sun, mon, tue, wed, thu, fri, sat"
        }
    }
}

/// Shapes that the table schemas and the XSD share.
enum Patterns {
    static let code = "[A-Za-z0-9._-]+"
    static let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    static let seal = "seal:[0-9a-f]{32}"
    static let mobile = "[6-9][0-9]{9}|\(seal)"
    static let email = "[!-~]+@[!-~]+\\.[!-~]+|\(seal)"

    /// `kind:code`, or `kind@scheme:code` when the scheme is not the kind's first.
    static let place = key(of: MasterKind.places)
    static let thing = key(of: MasterKind.allCases)

    private static func key(of kinds: [MasterKind]) -> String {
        let kinds = kinds.map(\.rawValue).joined(separator: "|")
        let schemes = CodeScheme.allCases.map(\.rawValue).joined(separator: "|")
        return "(\(kinds))(@(\(schemes)))?:\(code)"
    }
}
