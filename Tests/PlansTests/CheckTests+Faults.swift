import MasterData

// One fault, or more, for each check, by what it concerns.

extension CheckTests {
    static let rowFaults: [Fault] = [
        Fault(code: "cell.wrong-script", key: "person:E1", severity: .warning) {
            $0.set("person:E1", .nameHi, "Asha")
        },
        Fault(code: "cell.wrong-script", key: "person:E1", severity: .warning) {
            $0.set("person:E1", .nameHi, "à¤°à¤®à¥")
        },
        Fault(code: "cell.wrong-script", key: "office:O1", severity: .warning) {
            $0.set("office:O1", .nameEn, "उपखंड")
        },
        Fault(code: "cell.untidy-name", key: "office:O1", severity: .note) {
            $0.set("office:O1", .nameEn, "Sub-division  Nohar")
        },
        Fault(code: "cell.untidy-name", key: "office:O1", severity: .note) {
            $0.set("office:O1", .nameEn, "Sub-division (Nohar")
        },
        Fault(code: "cell.untidy-name", key: "office:O1", severity: .note) {
            $0.set("office:O1", .nameEn, "Sub-division,")
        },
        Fault(code: "cell.name-without-letters", key: "district:101") {
            $0.set("district:101", .nameEn, "101")
        },
        Fault(code: "cell.vacant-as-name", key: "person:E1") {
            $0.set("person:E1", .nameEn, "Post vacant")
        },
        Fault(code: "cell.vacant-as-name", key: "person:E1") {
            $0.set("person:E1", .nameHi, "(रिक्त)")
        },
        Fault(code: "cell.phone", key: "post:P1", severity: .warning) {
            $0.set("post:P1", .phone, "230401, 230402 (Fax)")
        },
        Fault(code: "cell.post-email", key: "post:P1", severity: .warning) {
            $0.set("post:P1", .email, "aen.nohar at example.invalid")
        },
        Fault(code: "cell.service-days", key: "service:S1", severity: .warning) {
            $0.set("service:S1", .firstDays, "300")
        },
        Fault(code: "row.policy", key: "policy:guard.shrinks") {
            $0.put("policy:guard.shrinks", [.severity: "soft"])
        },
        Fault(code: "row.policy", key: "policy:guard.cover") {
            $0.put("policy:guard.cover", [.severity: "error"])
        },
        Fault(code: "row.policy", key: "policy:reference.unknown") {
            $0.put("policy:reference.unknown", [.severity: "warning"])
        },
        Fault(code: "row.policy", key: "policy:emergency.publish") {
            $0.put("policy:emergency.publish", [.hours: "48"])
        },
        Fault(code: "row.appeal-to-itself", key: "service:S1", severity: .warning) {
            $0.set("service:S1", .firstAppeal, "AEN")
        },
        Fault(code: "row.charge-without-order", key: "posting:P2/E1", severity: .note) {
            $0.put("posting:P2/E1", [.post: "P2", .person: "E1", .nature: "look_after"])
        },
        Fault(
            code: "time.posting-outlives-service", key: "posting:P1/E1", severity: .warning
        ) {
            $0.set("person:E1", .retiresOn, SoundMasters.asOf.advanced(by: -2000).description)
        },
        Fault(code: "time.open-leave", key: "leave:E1", severity: .warning) {
            $0.put("leave:E1", [.person: "E1"])
        },
        Fault(code: "time.gap", key: "post:P1", severity: .warning) {
            let asOf = SoundMasters.asOf
            $0.end("post:P1", on: asOf.advanced(by: -10))
            $0.put(
                "post:P1", [.designation: "AEN", .office: "O1"],
                over: Validity(from: asOf.advanced(by: -9)))
        },
        Fault(code: "time.starts-far-ahead", key: "person:E3", severity: .warning) {
            $0.put(
                "person:E3", [.nameEn: "Chand"],
                over: Validity(from: SoundMasters.asOf.advanced(by: 800)))
        },
    ]

    static let placeFaults: [Fault] = [
        Fault(code: "row.overlap-of-itself", key: "overlap:tehsil:555/tehsil:555") {
            $0.put("overlap:tehsil:555/tehsil:555", [.place: "tehsil:555", .other: "tehsil:555"])
        },
        Fault(code: "row.lgd-code", key: "tehsil:0029250", severity: .warning) {
            $0.put("tehsil:0029250", [.nameEn: "Bhadra", .parentRevenue: "district:101"])
        },
        Fault(code: "row.lost-zeros", key: "office:71", severity: .warning) {
            $0.addOffice("0071", named: "Store")
            $0.addOffice("71", named: "Workshop")
        },
        Fault(code: "row.lost-zeros", key: "office:72", severity: .warning) {
            for number in 10..<40 { $0.addOffice("00\(number)", named: "Store \(number)") }
            $0.addOffice("72", named: "Workshop")
        },
        Fault(code: "reference.hierarchy-jump", key: "tehsil:600", severity: .warning) { masters in
            masters.put("division:BIK", [.nameEn: "Bikaner", .parentRevenue: "state:8"])
            for number in 1...6 {
                masters.put(
                    "tehsil:60\(number)",
                    [.nameEn: "Place \(number)", .parentRevenue: "district:101"])
            }
            masters.put("tehsil:600", [.nameEn: "Rawatsar", .parentRevenue: "division:BIK"])
        },
        Fault(code: "reference.cross-cycle", key: "block:777") {
            $0.set("block:777", .parentRevenue, "tehsil:555")
            $0.set("tehsil:555", .parentPanchayat, "block:777")
        },
        Fault(code: "match.duplicate-hindi-name", key: "tehsil:556", severity: .warning) {
            $0.put(
                "tehsil:556",
                [.nameEn: "Bhadra", .nameHi: "नाम\u{200D} Nohar", .parentRevenue: "district:101"])
        },
        Fault(code: "match.alias-clash", key: "tehsil:556", severity: .warning) {
            $0.put(
                "tehsil:556",
                [.nameEn: "Bhadra", .aliases: "Bhadara|Nohar", .parentRevenue: "district:101"])
        },
        Fault(code: "row.idle-exclude", key: "jurisdiction:O1/tehsil:556", severity: .warning) {
            $0.put("tehsil:556", [.nameEn: "Bhadra", .parentRevenue: "district:101"])
            $0.put(
                "jurisdiction:O1/tehsil:556",
                [.office: "O1", .place: "tehsil:556", .mode: "exclude"])
        },
        Fault(
            code: "reference.jurisdiction-hierarchy", key: "jurisdiction:O1/block:777",
            severity: .warning
        ) {
            $0.put(
                "jurisdiction:O1/block:777", [.office: "O1", .place: "block:777", .mode: "include"])
        },
        Fault(code: "row.place-served-twice", key: "jurisdiction:O9/tehsil:555", severity: .warning)
        {
            $0.addOffice("O9", named: "Second sub-division")
            $0.put("post:P9", [.designation: "AEN", .office: "O9", .phone: "230401"])
        },
    ]

    static let staffFaults: [Fault] = [
        Fault(code: "match.near-duplicate", key: "department:PHED", severity: .warning) {
            $0.set("department:PHED", .nameEn, "Public Health Engineering Department")
            $0.put(
                "department:PHE",
                [.nameEn: "Public Health Engg. Dept., Govt. of Rajasthan", .type: "department"])
        },
        Fault(code: "match.near-duplicate", key: "designation:SECY", severity: .warning) {
            $0.put("designation:SECY", [.nameEn: "Secy", .nameHi: "नाम Secretary"])
        },
        Fault(code: "match.duplicate-office", key: "office:O9", severity: .warning) {
            $0.addOffice("O9", named: "SUB DIVISION")
        },
        Fault(code: "match.shared-email", key: "contact:E2", severity: .warning) {
            $0.set("contact:E1", .email, "seal:9")
            $0.put("contact:E2", [.person: "E2", .email: "seal:9"])
        },
        Fault(code: "match.same-person", key: "person:E2", severity: .warning) {
            $0.set("person:E2", .nameEn, "ASHA")
            $0.put("contact:E2", [.person: "E2", .mobile: "seal:1"])
        },
        Fault(code: "row.unused-designation", key: "designation:JEN", severity: .note) {
            $0.put("designation:JEN", [.nameEn: "Junior Engineer"])
        },
        Fault(code: "row.post-outside-chains", key: "post:P3", severity: .note) {
            $0.put("post:P3", [.designation: "AEN", .office: "O2", .phone: "230401"])
        },
        Fault(code: "row.unreachable-post", key: "post:P2", severity: .note) {
            $0.set("post:P2", .email, "")
        },
        Fault(code: "row.leave-uncovered", key: "leave:E1", severity: .note) {
            $0.put(
                "leave:E1", [.person: "E1"],
                over: Validity(
                    from: SoundMasters.asOf, to: SoundMasters.asOf.advanced(by: 30)))
        },
        Fault(code: "time.too-many-charges", key: "posting:P7/E1", severity: .warning) { masters in
            masters.set("post:P1", .receives, "yes")
            for number in 3...7 {
                masters.put(
                    "post:P\(number)", [.designation: "AEN", .office: "O1", .receives: "no"])
                masters.put(
                    "posting:P\(number)/E1",
                    [.post: "P\(number)", .person: "E1", .nature: "additional_charge"])
            }
        },
    ]

    static let routingFaults: [Fault] = [
        Fault(code: "reference.retired-in-use", key: "office:O1") {
            $0.end("office:O1", on: SoundMasters.asOf)
        },
        Fault(code: "row.chain-order", key: "chain_level:W/2", severity: .warning) {
            $0.set("chain_level:W/1", .officeLevel, "district")
        },
        Fault(code: "row.chain-repeats", key: "chain_level:W/3", severity: .warning) {
            $0.set("chain_level:W/3", .designation, "XEN")
        },
        Fault(code: "row.level-without-office", key: "chain_level:W/3", severity: .warning) {
            $0.set("chain_level:W/3", .officeLevel, "circle")
        },
        Fault(code: "row.unused-chain", key: "chain:V", severity: .note) {
            $0.addChain("V")
        },
        Fault(code: "row.category-without-rule", key: "category:FIR", severity: .warning) {
            $0.put(
                "category:FIR",
                [
                    .nameEn: "Fire", .department: "PHED", .hierarchyRural: "revenue",
                    .hierarchyUrban: "revenue",
                ])
        },
        Fault(code: "row.rule-never-matches", key: "rule:R1", severity: .warning) {
            $0.set("category:WAT", .variant, "rural")
            $0.set("rule:R1", .setting, "urban")
        },
        Fault(code: "reference.foreign-post", key: "rule:R1", severity: .warning) {
            $0.put("department:PWD", [.nameEn: "Roads", .type: "department"])
            $0.put(
                "office:O9",
                [
                    .nameEn: "Road office", .department: "PWD", .level: "tehsil",
                    .place: "tehsil:555",
                ]
            )
            $0.put("post:P9", [.designation: "AEN", .office: "O9"])
            $0.set("rule:R1", .l1Post, "P9")
        },
        Fault(code: "row.service-without-category", key: "service:S1", severity: .warning) {
            $0.remove("service_category:S1/WAT")
        },
        Fault(code: "time.holiday-on-weekly-off", key: "holiday:RAJ/2026-08-15", severity: .note) {
            $0.put(
                "holiday:RAJ/2026-08-15",
                [.calendar: "RAJ", .date: "2026-08-15", .nameEn: "Independence Day"])
        },
        Fault(code: "time.calendar-runs-out", key: "calendar:RAJ", severity: .warning) {
            $0.remove("holiday:RAJ/2024-10-31")
            $0.put(
                "holiday:RAJ/2023-11-13",
                [.calendar: "RAJ", .date: "2023-11-13", .nameEn: "Diwali"])
        },
    ]
}

extension SoundMasters {
    /// A chain with the same four levels as the one that is there.
    mutating func addChain(_ code: String) {
        put("chain:\(code)", [.nameEn: "Other"])
        for level in 1...4 {
            var values = Self.level(level)
            values[.chain] = code
            put("chain_level:\(code)/\(level)", values)
        }
    }

    /// An office of the department for the tehsil.
    fileprivate mutating func addOffice(_ code: String, named name: String) {
        put(
            "office:\(code)",
            [.nameEn: name, .department: "PHED", .level: "tehsil", .place: "tehsil:555"])
        put(
            "jurisdiction:\(code)/tehsil:555",
            [.office: code, .place: "tehsil:555", .mode: "include"])
    }
}
