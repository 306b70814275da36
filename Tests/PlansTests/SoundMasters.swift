import MasterData

/// A small set of masters that no check finds anything in.
struct SoundMasters {
    static let asOf = Day(number: 20_000)
    static let since = Validity(from: Day(number: 19_000))

    var rows = MasterRows()

    init() {
        put("state:8", [.nameEn: "Rajasthan"])
        put("district:101", [.nameEn: "Hanumangarh", .parentRevenue: "state:8"])
        put("tehsil:555", [.nameEn: "Nohar", .parentRevenue: "district:101"])
        put("block:777", [.nameEn: "Nohar", .parentPanchayat: "district:101"])
        put("department:PHED", [.nameEn: "Water", .type: "department"])
        put("designation:AEN", [.nameEn: "Assistant Engineer"])
        put("designation:XEN", [.nameEn: "Executive Engineer"])
        put("designation:SE", [.nameEn: "Superintending Engineer"])
        put("designation:SEC", [.nameEn: "Secretary"])
        put(
            "category:WAT",
            [
                .nameEn: "No water", .department: "PHED", .hierarchyRural: "revenue",
                .hierarchyUrban: "revenue",
            ])
        put("chain:W", [.nameEn: "Water", .department: "PHED"])
        for level in 1...4 { put("chain_level:W/\(level)", Self.level(level)) }
        put(
            "office:O1",
            [.nameEn: "Sub-division", .department: "PHED", .level: "tehsil", .place: "tehsil:555"])
        put("jurisdiction:O1/tehsil:555", [.office: "O1", .place: "tehsil:555", .mode: "include"])
        put(
            "office:O2",
            [.nameEn: "Secretariat", .department: "PHED", .level: "state", .place: "district:101"])
        put("jurisdiction:O2/state:8", [.office: "O2", .place: "state:8", .mode: "include"])
        put("post:P1", [.designation: "AEN", .office: "O1"])
        put("post:P2", [.designation: "SEC", .office: "O2", .email: "secretary@example.invalid"])
        put("person:E1", [.nameEn: "Asha"])
        put("person:E2", [.nameEn: "Bharat"])
        put("contact:E1", [.person: "E1", .mobile: "seal:1"])
        put("posting:P1/E1", [.post: "P1", .person: "E1", .nature: "substantive"])
        put("posting:P2/E2", [.post: "P2", .person: "E2", .nature: "substantive"])
        put("rule:R1", [.category: "WAT", .department: "PHED", .chain: "W"])
        put(
            "service:S1",
            [
                .nameEn: "Connection", .department: "PHED", .designatedOfficer: "AEN", .days: "7",
                .firstAppeal: "SEC", .firstDays: "30",
            ])
        put("service_category:S1/WAT", [.service: "S1", .category: "WAT"])
        put(
            "holiday:RAJ/2024-10-31",
            [.calendar: "RAJ", .date: "2024-10-31", .nameEn: "Diwali", .type: "gazetted"])
        put("calendar:RAJ", [.nameEn: "Rajasthan", .weeklyOff: "sun|sat"])
    }

    static func level(_ level: Int) -> [Field: String] {
        [
            .chain: "W", .level: String(level),
            .designation: ["AEN", "XEN", "SE", "SEC"][level - 1],
            .officeLevel: level == 4 ? "state" : "tehsil", .days: "7", .calendar: "calendar",
            .escalation: "automatic", .sendBack: "no",
        ]
    }

    /// Says the values of a thing over a window, with a Hindi name where the kind has one.
    mutating func put(
        _ key: String, _ values: [Field: String], over window: Validity = Self.since
    ) {
        guard let key = RowKey(key) else { preconditionFailure("no key: \(key)") }
        var values = values
        if let name = values[.nameEn], values[.nameHi] == nil { values[.nameHi] = "नाम \(name)" }
        var timeline = rows[key] ?? Timeline()
        timeline.put(Content(values), over: window)
        rows[key] = timeline
    }

    /// Says one field of a thing otherwise; an empty text clears it.
    mutating func set(_ key: String, _ field: Field, _ value: String) {
        guard let key = RowKey(key), let version = rows[key]?.last else {
            preconditionFailure("no thing: \(key)")
        }
        var content = version.content
        content[field] = value
        rows[key] = Timeline([RowVersion(validity: version.validity, content: content)])
    }

    mutating func end(_ key: String, on day: Day) {
        guard let key = RowKey(key), var timeline = rows[key] else {
            preconditionFailure("no thing: \(key)")
        }
        timeline.clear(Validity(from: day))
        rows[key] = timeline
    }

    mutating func remove(_ key: String) {
        if let key = RowKey(key) { rows[key] = nil }
    }
}
