import MasterData

@testable import RouteEngine

/// A generator whose numbers depend on its seed alone (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: Int) {
        state = UInt64(seed) &* 0xD6E8_FEB8_6659_FD93
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<T>(_ items: [T]) -> T {
        items[Int.random(in: 0..<items.count, using: &self)]
    }

    /// Some text, or nothing in so many of a hundred cases.
    mutating func maybe(_ percent: Int, _ items: [String]) -> String {
        chance(percent) ? pick(items) : ""
    }
}

/// Small masters of every shape: districts and blocks that end, rules that overlap, posts
/// that stand empty, references that point at nothing.
struct RandomWorld {
    static let days = 30

    var world = World()
    var random: Seeded
    let places: [String]

    private static let departments = ["D1", "D2", "D3"]
    private static let designations = ["JEN", "XEN", "CE"]
    private static let chains = ["K1", "K2", "K3"]
    private static let categories = ["A", "A-1", "A-2", "B", "B-1", "C"]
    private static let channels = ["portal", "app"]
    private static let levels = [
        "state", "district", "tehsil", "block", "urban_body", "circle", "local",
    ]

    init(seed: Int) {
        random = Seeded(seed)
        let districts = ["district:1", "district:2", "district:3"]
        let tehsils = (1...4).map { "tehsil:\($0)" }
        let blocks = (1...3).map { "block:\($0)" }
        places =
            ["state:8", "division:X", "division:Y"] + districts + tehsils + blocks
            + ["urban_body:1", "urban_body:2", "village:1", "village:2", "circle:1", "circle:2"]
        place("state:8", [:])
        for division in ["division:X", "division:Y"] {
            place(division, [.parentRevenue: "state:8"])
        }
        for district in districts {
            place(
                district,
                [
                    .parentRevenue: random.maybe(90, ["division:X", "division:Y"]),
                    .parentPanchayat: random.maybe(90, ["state:8"]),
                    .parentUrban: random.maybe(90, ["state:8"]),
                ])
        }
        for tehsil in tehsils {
            place(
                tehsil,
                [
                    .parentRevenue: random.pick(districts),
                    .parentDepartment: random.maybe(30, ["circle:1", "circle:2"]),
                ])
        }
        for block in blocks { place(block, [.parentPanchayat: random.pick(districts)]) }
        for body in ["urban_body:1", "urban_body:2"] {
            place(body, [.parentUrban: random.pick(districts)])
        }
        for village in ["village:1", "village:2"] {
            place(
                village,
                [.parentRevenue: random.maybe(80, tehsils), .parentPanchayat: random.pick(blocks)])
        }
        for circle in ["circle:1", "circle:2"] {
            place(circle, [.parentDepartment: random.maybe(50, districts)])
        }
        for _ in 0..<4 {
            let pair = (random.pick(places), random.pick(places))
            dated(.overlap, "\(pair.0)/\(pair.1)", [.place: pair.0, .other: pair.1])
        }
        categories()
        chains()
        offices()
        rules()
        successions()
    }

    /// A request that may name unknown things and days the table does not cover.
    mutating func request() -> RouteRequest {
        var given: [String] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) { given.append(random.pick(places)) }
        if random.chance(15) { given.append("district:99") }
        return .sample(
            random.chance(3) ? "Z" : random.pick(Self.categories), at: given,
            channel: random.chance(60) ? random.pick(["portal", "app", "counter"]) : nil,
            setting: random.chance(70) ? random.pick(["rural", "urban"]) : nil,
            day: random.chance(4) ? -1 : Int.random(in: 0..<Self.days, using: &random))
    }

    /// Puts a row for all days, or for some, or in two versions.
    private mutating func dated(
        _ kind: MasterKind, _ code: String, _ fields: [Field: String],
        _ later: [Field: String]? = nil
    ) {
        let cut = Int.random(in: -5..<Self.days + 5, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: world.put(kind, code, fields, to: cut)
        case 1: world.put(kind, code, fields, from: cut)
        case 2, 3:
            world.put(kind, code, fields, to: cut)
            world.put(kind, code, later ?? fields, from: cut + random.pick([0, 0, 3]))
        default: world.put(kind, code, fields)
        }
    }

    private mutating func place(_ key: String, _ fields: [Field: String]) {
        guard let key = RowKey(key) else { return }
        var later = fields
        if random.chance(50), key.kind == .tehsil { later[.parentRevenue] = "district:2" }
        dated(key.kind, key.code, fields, later)
    }

    private mutating func categories() {
        let hierarchies = ["revenue", "panchayat", "urban", "department"]
        for code in Self.categories {
            let parent = code.count > 1 ? String(code.prefix(1)) : ""
            let fields = [Field: String].category(
                under: parent, rural: random.pick(hierarchies), urban: random.pick(hierarchies),
                audience: random.chance(80) ? "public" : "internal",
                variant: random.pick(["any", "any", "any", "rural", "urban"]))
            var later = fields
            if random.chance(50) { later[.parent] = code == "B" ? "" : "B" }
            dated(.category, code, fields, later)
        }
    }

    private mutating func chains() {
        for chain in Self.chains {
            for level in 1...4 where random.chance(85) {
                var fields: [Field: String] = [
                    .chain: chain, .level: String(level),
                    .department: random.maybe(20, Self.departments),
                    .designation: random.pick(Self.designations),
                    .officeLevel: random.pick(Self.levels), .days: String(level * 5),
                    .calendar: random.pick(["calendar", "working"]),
                    .escalation: random.pick(["automatic", "manual"]),
                    .sendBack: random.pick(["yes", "no"]),
                    .coarseDesignation: random.maybe(60, Self.designations),
                    .coarseOfficeLevel: random.maybe(60, Self.levels),
                ]
                if level == 4 { fields[.officeLevel] = "state" }
                dated(.chainLevel, "\(chain)/\(level)", fields)
            }
        }
    }

    private mutating func offices() {
        let people = ["p1", "p2", "p3", "p4", "p5", "p6"]
        for office in 1...16 {
            let level = random.pick(Self.levels)
            let fields: [Field: String] = [
                .department: random.pick(Self.departments), .level: level,
            ]
            dated(.office, "O\(office)", fields, [.department: "D1", .level: level])
            for _ in 0..<3 {
                let place = random.chance(25) ? "state:8" : random.pick(places)
                let include: [Field: String] = [
                    .office: "O\(office)", .place: place,
                    .mode: random.chance(80) ? "include" : "exclude",
                ]
                var exclude = include
                exclude[.mode] = "exclude"
                dated(.jurisdiction, "O\(office)/\(place)", include, exclude)
            }
        }
        for post in 1...40 {
            let fields: [Field: String] = [
                .designation: random.pick(Self.designations),
                .office: "O\(Int.random(in: 1...16, using: &random))",
                .receives: random.pick(["yes", "no", ""]),
            ]
            dated(.post, "P\(post)", fields)
            for _ in 0..<random.pick([0, 1, 1, 2, 3]) {
                let person = random.pick(people)
                dated(
                    .posting, "P\(post)/\(person)",
                    [
                        .post: "P\(post)", .person: person,
                        .nature: random.pick(PostingNature.allCases.map(\.rawValue)),
                    ])
            }
        }
        for person in people.prefix(3) {
            let from = Int.random(in: 0..<Self.days, using: &random)
            world.put(.leave, person, [.person: person], from: from, to: from + 5)
        }
    }

    /// Successors of whatever may be gone on some days; a few things have two, or go in circles.
    private mutating func successions() {
        for number in 0..<12 where random.chance(60) {
            let pair =
                random.chance(30)
                ? (random.pick(Self.categories), random.pick(Self.categories))
                : (random.pick(places + ["district:99"]), random.pick(places))
            let kind = pair.0.contains(":") ? "" : "category:"
            dated(
                .succession, "S\(number)",
                [
                    .type: "recode", .predecessor: kind + pair.0, .successor: kind + pair.1,
                ])
        }
    }

    private mutating func rules() {
        let posts = ["P1", "P2", "P3", "P999"]
        for rule in 1...14 {
            var fields: [Field: String] = [
                .category: random.maybe(70, Self.categories),
                .place: random.maybe(55, places + ["tehsil:99"]),
                .channel: random.maybe(25, Self.channels),
                .setting: random.maybe(25, ["rural", "urban"]),
                .priority: random.pick(["0", "0", "", "5"]),
                .department: random.pick(Self.departments),
                .chain: random.chance(96) ? random.pick(Self.chains) : "K9",
            ]
            if random.chance(10) { fields[.l1Post] = random.pick(posts) }
            if random.chance(10) { fields[.l3Post] = random.pick(posts) }
            dated(.rule, "R\(rule)", fields)
        }
        if random.chance(60) { world.rule("R99", "D1", "K1") }
    }
}
