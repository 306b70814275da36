import MasterData

@testable import RouteEngine

/// A small set of masters, built row by row; a test spells out only what it is about.
struct World {
    var rows = MasterRows()

    static let start = Day(year: 2026, month: 4, day: 1) ?? Day(number: 0)
    static let release = ReleaseLabel(number: 7, digest: "c0ffee")

    /// Says something of a thing, from a day of the world (0 is the first) to another.
    mutating func put(
        _ kind: MasterKind, _ code: String, _ fields: [Field: String] = [:], from: Int? = nil,
        to: Int? = nil
    ) {
        let key = RowKey(kind, code)
        var fields = fields
        if kind.schema.spec(of: .nameEn) != nil && fields[.nameEn] == nil {
            fields[.nameEn] = "\(kind.rawValue) \(code)"
        }
        let validity = Validity(
            from: from.map(Self.day) ?? Self.day(-2000), to: to.map(Self.day) ?? .distantFuture)
        var timeline = rows[key] ?? Timeline()
        timeline.put(Content(fields), over: validity)
        rows[key] = timeline
    }

    static func day(_ number: Int) -> Day { start.advanced(by: number) }

    func table(days: Int = 400) -> RouteTable {
        RouteTable.compile(
            rows, release: Self.release, days: Validity(from: Self.start, to: Self.day(days)))
    }

    func decide(_ request: RouteRequest) -> Decision { table().decide(request) }
}

extension World {
    /// One district with a tehsil, a block and an urban body; water complaints go to PHED,
    /// whose junior engineer, executive engineer, chief engineer and secretary answer.
    static func sample() -> World {
        var world = World()
        world.put(.state, "8")
        world.put(.division, "BIKANER", [.parentRevenue: "state:8"])
        world.put(.district, "101", .district(under: "division:BIKANER"))
        world.put(.tehsil, "501", [.parentRevenue: "district:101"])
        world.put(.tehsil, "502", [.parentRevenue: "district:101"])
        world.put(.block, "601", [.parentPanchayat: "district:101"])
        world.put(.urbanBody, "701", [.parentUrban: "district:101"])
        world.put(.department, "PHED")
        for code in ["JEN", "XEN", "CE", "SECY"] { world.put(.designation, code) }
        world.put(.category, "WAT", .category())
        world.put(.category, "WAT-SUP", .category(under: "WAT"))
        world.chain("WATER")
        world.level("WATER", 1, "JEN", "tehsil", days: 7)
        world.level("WATER", 2, "XEN", "district", days: 10)
        world.level("WATER", 3, "CE", "head_office", days: 15)
        world.level("WATER", 4, "SECY", "state", days: 30)
        world.office("AE-501", "PHED", "tehsil", ["tehsil:501"])
        world.office("XEN-101", "PHED", "district", ["district:101"])
        world.office("HO", "PHED", "head_office", ["state:8"])
        world.office("GOV", "PHED", "state", ["state:8"])
        world.post("P1", "JEN", "AE-501", heldBy: "asha")
        world.post("P2", "XEN", "XEN-101", heldBy: "bina")
        world.post("P3", "CE", "HO", heldBy: "chand")
        world.post("P4", "SECY", "GOV", heldBy: "deep")
        world.rule("R-WAT", "PHED", "WATER", [.category: "WAT"])
        return world
    }

    mutating func chain(_ code: String) { put(.chain, code) }

    mutating func level(
        _ chain: String, _ level: Int, _ designation: String, _ officeLevel: String, days: Int = 7,
        _ more: [Field: String] = [:], from: Int? = nil, to: Int? = nil
    ) {
        let fields: [Field: String] = [
            .chain: chain, .level: String(level), .designation: designation,
            .officeLevel: officeLevel, .days: String(days), .calendar: "calendar",
            .escalation: "automatic", .sendBack: "no",
        ]
        put(
            .chainLevel, "\(chain)/\(level)", fields.merging(more) { $1 }, from: from, to: to)
    }

    mutating func office(
        _ code: String, _ department: String, _ level: String, _ includes: [String] = [],
        from: Int? = nil, to: Int? = nil
    ) {
        put(.office, code, [.department: department, .level: level], from: from, to: to)
        for place in includes { serve(code, place) }
    }

    mutating func serve(
        _ office: String, _ place: String, _ mode: String = "include", from: Int? = nil,
        to: Int? = nil
    ) {
        put(
            .jurisdiction, "\(office)/\(place)", [.office: office, .place: place, .mode: mode],
            from: from, to: to)
    }

    mutating func post(
        _ code: String, _ designation: String, _ office: String, receives: Bool = false,
        heldBy person: String? = nil, from: Int? = nil, to: Int? = nil
    ) {
        put(
            .post, code,
            [.designation: designation, .office: office, .receives: receives ? "yes" : "no"],
            from: from, to: to)
        if let person { posting(code, person) }
    }

    mutating func posting(
        _ post: String, _ person: String, _ nature: String = "substantive", from: Int? = nil,
        to: Int? = nil
    ) {
        put(.person, person)
        put(
            .posting, "\(post)/\(person)", [.post: post, .person: person, .nature: nature],
            from: from, to: to)
    }

    mutating func leave(_ person: String, from: Int, to: Int) {
        put(.leave, person, [.person: person], from: from, to: to)
    }

    mutating func rule(
        _ code: String, _ department: String, _ chain: String, _ more: [Field: String] = [:],
        from: Int? = nil, to: Int? = nil
    ) {
        put(
            .rule, code, [.department: department, .chain: chain].merging(more) { $1 }, from: from,
            to: to)
    }

    mutating func succeed(
        _ code: String, _ event: String, _ before: String, _ after: String, from: Int? = nil
    ) {
        put(
            .succession, code, [.type: event, .predecessor: before, .successor: after], from: from)
    }

    mutating func vacate(_ post: String) {
        for key in rows.keys(of: .posting) where rows[key]?.last?.content[.post] == post {
            rows[key] = nil
        }
    }

    mutating func remove(_ kind: MasterKind, _ code: String) { rows[RowKey(kind, code)] = nil }
}

extension [Field: String] {
    static func district(under division: String) -> [Field: String] {
        [.parentRevenue: division, .parentPanchayat: "state:8", .parentUrban: "state:8"]
    }

    static func category(
        under parent: String = "", rural: String = "revenue", urban: String = "revenue",
        audience: String = "public", variant: String = "any"
    ) -> [Field: String] {
        [
            .parent: parent, .hierarchyRural: rural, .hierarchyUrban: urban, .audience: audience,
            .variant: variant,
        ]
    }
}

extension RouteRequest {
    /// A water complaint of the first day from tehsil 501.
    static func sample(
        _ category: String = "WAT-SUP", at places: [String] = ["district:101", "tehsil:501"],
        channel: String? = nil, setting: String? = nil, day: Int = 0
    ) -> RouteRequest {
        RouteRequest(
            id: "C1", category: category, channel: channel, setting: setting, day: World.day(day),
            places: places.compactMap(RowKey.init))
    }
}

extension Decision {
    /// The codes of the posts that answer, by level; `-` for a hole.
    var answering: [String] { levels.map { $0.answers?.code ?? "-" } }
    var how: [Answering] { levels.map(\.how) }
}
