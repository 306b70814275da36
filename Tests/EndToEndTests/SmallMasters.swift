/// Masters as one CSV file: three tehsils of a district, water complaints, four levels, a
/// vacant post, a level in working days and a guaranteed service.
enum SmallMasters {
    private static let columns = [
        "kind", "code", "name_en", "name_hi", "type", "parent_revenue", "parent_panchayat",
        "parent_urban", "hierarchy_rural", "hierarchy_urban", "audience", "variant", "department",
        "chain", "level", "designation", "office_level", "days", "calendar", "escalation",
        "send_back", "place", "office", "mode", "post", "person", "nature", "category", "service",
        "designated_officer", "first_appeal", "first_days", "second_appeal", "second_days",
        "status", "valid_from",
    ]

    static let csv: String = {
        var text = columns.joined(separator: ",") + "\n"
        func add(_ kind: String, _ fields: [String: String]) {
            var fields = fields
            fields["kind"] = kind
            fields["valid_from"] = "2020-01-01"
            text += columns.map { fields[$0] ?? "" }.joined(separator: ",") + "\n"
        }
        func named(_ kind: String, _ code: String, _ fields: [String: String] = [:]) {
            let letters = code.map {
                $0.wholeNumberValue.map { String("ABCDEFGHIJ".dropFirst($0).prefix(1)) }
                    ?? String($0)
            }.joined()
            add(
                kind,
                fields.merging(["code": code, "name_en": "\(kind) \(letters)", "name_hi": "नाम"]) {
                    $1
                })
        }
        named("state", "8")
        named(
            "district", "101",
            ["parent_revenue": "state:8", "parent_panchayat": "state:8", "parent_urban": "state:8"])
        for tehsil in ["501", "502", "503"] {
            named("tehsil", tehsil, ["parent_revenue": "district:101"])
        }
        named("department", "PHED", ["type": "department"])
        for code in ["JEN", "XEN", "CE", "SECY"] { named("designation", code) }
        named("chain", "WATER", ["department": "PHED"])
        for category in ["WAT", "TAP", "PIPE"] {
            named(
                "category", category,
                [
                    "department": "PHED", "hierarchy_rural": "revenue",
                    "hierarchy_urban": "revenue", "audience": "public", "variant": "any",
                ])
            add(
                "rule",
                [
                    "code": "R-\(category)", "category": category, "department": "PHED",
                    "chain": "WATER",
                ])
        }
        let levels = [
            ("JEN", "tehsil", "7"), ("XEN", "district", "10"), ("CE", "head_office", "15"),
            ("SECY", "state", "30"),
        ]
        for (index, level) in levels.enumerated() {
            add(
                "chain_level",
                [
                    "chain": "WATER", "level": "\(index + 1)", "designation": level.0,
                    "office_level": level.1, "days": level.2,
                    "calendar": index == 1 ? "working" : "calendar",
                    "escalation": index == 3 ? "manual" : "automatic", "send_back": "no",
                ])
        }
        let offices =
            ["501", "502", "503"].map { ("O\($0)", "tehsil", "tehsil:\($0)", "JEN") } + [
                ("OD", "district", "district:101", "XEN"),
                ("OH", "head_office", "state:8", "CE"), ("OS", "state", "state:8", "SECY"),
            ]
        for (office, level, place, designation) in offices {
            named("office", office, ["department": "PHED", "level": level, "place": place])
            add("jurisdiction", ["office": office, "place": place, "mode": "include"])
            add("post", ["code": "P\(office)", "designation": designation, "office": office])
            if office == "O503" { continue }
            named("person", "E\(office)")
            add(
                "posting",
                ["post": "P\(office)", "person": "E\(office)", "nature": "substantive"])
        }
        named(
            "service", "S-TAP",
            [
                "department": "PHED", "designated_officer": "JEN", "days": "5",
                "first_appeal": "XEN", "first_days": "30", "second_appeal": "CE",
                "second_days": "60", "status": "sample",
            ])
        add("service_category", ["service": "S-TAP", "category": "TAP"])
        return text
    }()
}
