import MasterData
import RouteEngine

/// One district with two tehsils; the post of water complaints bears the release's number.
enum Masters {
    static let days = Validity(from: Day(number: 20_000), to: Day(number: 30_000))

    static func table(_ release: ReleaseLabel) -> RouteTable {
        RouteTable.compile(rows(release: release.number), release: release, days: days)
    }

    static func rows(release: Int) -> MasterRows {
        var rows = MasterRows()
        func put(_ kind: MasterKind, _ code: String, _ fields: [Field: String]) {
            var timeline = Timeline()
            timeline.put(Content(fields), over: Validity(from: Day(number: 10_000)))
            rows[RowKey(kind, code)] = timeline
        }
        put(.state, "8", [.nameEn: "Rajasthan"])
        put(.district, "101", [.nameEn: "Bikaner", .nameHi: "बीकानेर", .parentRevenue: "state:8"])
        put(.tehsil, "501", [.nameEn: "Kolayat", .parentRevenue: "district:101"])
        put(.tehsil, "502", [.nameEn: "Nokha <&>", .parentRevenue: "district:101"])
        rows[RowKey(.tehsil, "77")] = Timeline([
            RowVersion(
                validity: Validity(from: Day(number: 10_000), to: Day(number: 20_000)),
                content: Content([.nameEn: "Kolayat", .parentRevenue: "district:101"]))
        ])
        put(
            .succession, "S1",
            [.type: "recode", .predecessor: "tehsil:77", .successor: "tehsil:501"])
        put(.department, "PHED", [.nameEn: "Public Health Engineering"])
        put(.designation, "JEN", [.nameEn: "Junior Engineer"])
        put(
            .category, "WAT",
            [
                .nameEn: "Water", .nameHi: "पेयजल", .hierarchyRural: "revenue",
                .hierarchyUrban: "revenue", .audience: "public",
            ])
        put(.category, "ROAD", [.nameEn: "Roads", .nameHi: "सड़क", .audience: "public"])
        put(
            .category, "ROAD-1",
            [
                .nameEn: "Potholes & <cuts>", .nameHi: "गड्ढे", .parent: "ROAD",
                .audience: "public",
            ])
        put(.category, "DESK", [.nameEn: "Of our own", .audience: "internal"])
        put(.chain, "WATER", [.nameEn: "Water"])
        put(
            .chainLevel, "WATER/1",
            [
                .chain: "WATER", .level: "1", .designation: "JEN", .officeLevel: "tehsil",
                .days: "7", .calendar: "working", .escalation: "automatic", .sendBack: "yes",
            ])
        put(
            .office, "AE", [.nameEn: "Sub-division", .department: "PHED", .level: "tehsil"])
        put(
            .jurisdiction, "AE/tehsil:501",
            [.office: "AE", .place: "tehsil:501", .mode: "include"])
        let post = "P\(release)"
        put(.post, post, [.designation: "JEN", .office: "AE", .receives: "no"])
        put(.person, "E1", [.nameEn: "Asha"])
        put(
            .posting, "\(post)/E1",
            [.post: post, .person: "E1", .nature: release == 2 ? "look_after" : "substantive"])
        put(.rule, "R-WAT", [.category: "WAT", .department: "PHED", .chain: "WATER"])
        // A guaranteed service, which no public category has.
        put(
            .category, "TAP",
            [
                .nameEn: "A tap", .hierarchyRural: "revenue", .hierarchyUrban: "revenue",
                .audience: "internal",
            ])
        put(.rule, "R-TAP", [.category: "TAP", .department: "PHED", .chain: "WATER"])
        put(
            .service, "S-TAP",
            [
                .nameEn: "A tap in five days", .department: "PHED", .days: "5",
                .designatedOfficer: "JEN", .firstAppeal: "JEN", .firstDays: "30",
            ])
        put(.serviceCategory, "S-TAP/TAP", [.service: "S-TAP", .category: "TAP"])
        return rows
    }

    static let complaint =
        #"{"complaint_id":"C1","category":"WAT","registered_at":"2026-06-01","tehsil":"501"}"#
}
