import MasterData

/// A small state with everything that a reorganisation touches, drawn from a seed.
struct RandomState {
    static let start = Day(number: 0)
    static let day = Day(number: 1_000)

    var dice: Dice
    var rows = MasterRows()
    var districts: [RowKey] = []
    let departments = ["WATER", "POWER", "POLICE"]

    init(seed: Int) {
        dice = Dice(state: UInt64(seed) &* 0x2545_F491_4F6C_DD1D)
        let state = place(.state, "8", [:])
        let divisions = (0..<2).map { place(.division, "V\($0)", [.parentRevenue: state]) }
        for number in 0..<(3 + dice.roll(3)) {
            districts.append(
                place(
                    .district, "\(100 + number)",
                    [.parentRevenue: dice.pick(divisions).description]))
        }
        var tehsil = 500
        for district in districts {
            for _ in 0..<(2 + dice.roll(3)) {
                tehsil += 1
                place(.tehsil, "\(tehsil)", [.parentRevenue: district.description])
            }
        }
        for department in departments {
            put(RowKey(.department, department), [.nameEn: department, .type: "department"])
        }
        put(
            RowKey(.category, "C1"),
            [.nameEn: "C1", .hierarchyRural: "revenue", .hierarchyUrban: "revenue"])
        put(RowKey(.designation, "XEN"), [.nameEn: "XEN"])
        offices()
        rules()
    }

    private mutating func offices() {
        for department in departments {
            for district in districts where dice.chance(80) {
                office("\(department)-D-\(district.code)", department, "district", [district])
            }
            for tehsil in rows.keys(of: .tehsil) where dice.chance(30) {
                office("\(department)-T-\(tehsil.code)", department, "tehsil", [tehsil])
            }
            // One office for several districts, and one that leaves a tehsil out.
            if dice.chance(50) {
                office("\(department)-Z-1", department, "zone", Array(districts.prefix(2)))
            }
            if dice.chance(30), let first = districts.first {
                serve("\(department)-Z-1", first, "exclude")
            }
        }
    }

    private mutating func rules() {
        var number = 0
        for district in districts {
            for category in ["", "C1"] where dice.chance(40) {
                number += 1
                rule("R-\(number)-D\(district.code)", category, district)
            }
        }
        for tehsil in rows.keys(of: .tehsil) where dice.chance(15) {
            number += 1
            rule("R-\(number)-T\(tehsil.code)", "C1", tehsil)
        }
    }

    private mutating func rule(_ code: String, _ category: String, _ place: RowKey) {
        let department = dice.pick(departments)
        var content: [Field: String] = [
            .category: category, .place: place.description, .department: department,
            .chain: department,
        ]
        let posts = rows.keys(of: .post)
        if dice.chance(25), !posts.isEmpty { content[.l1Post] = dice.pick(posts).code }
        put(RowKey(.rule, code), content)
    }

    private mutating func office(
        _ code: String, _ department: String, _ level: String, _ places: [RowKey]
    ) {
        put(
            RowKey(.office, code),
            [
                .department: department, .level: level, .nameEn: "Office, \(places[0].code)",
                .place: places[0].description,
            ])
        for place in places { serve(code, place, "include") }
        put(RowKey(.post, "\(code)-XEN"), [.designation: "XEN", .office: code])
    }

    private mutating func serve(_ office: String, _ place: RowKey, _ mode: String) {
        let key = RowKey(.jurisdiction, "\(office)/\(place)")
        guard rows[RowKey(.office, office)] != nil else { return }
        put(key, [.office: office, .place: place.description, .mode: mode])
    }

    @discardableResult
    private mutating func place(_ kind: MasterKind, _ code: String, _ more: [Field: Any]) -> RowKey
    {
        var content: [Field: String] = [.nameEn: "\(kind.rawValue) \(code)"]
        for (field, value) in more { content[field] = "\(value)" }
        put(RowKey(kind, code), content)
        return RowKey(kind, code)
    }

    private mutating func put(_ key: RowKey, _ content: [Field: String]) {
        rows[key] = Timeline([
            RowVersion(validity: Validity(from: Self.start), content: Content(content))
        ])
    }

    // MARK: - Events

    private static let origin = Origin(file: "event.yaml", line: 1)

    private func tehsils(of district: RowKey) -> [RowKey] {
        rows.keys(of: .tehsil).filter {
            rows.parent(of: $0, in: .revenue, on: Self.day) == district
        }
    }

    /// A new district out of one or two, named N.
    mutating func split() -> Reorganisation {
        let from = Array(districts.shuffled(using: &dice).prefix(1 + dice.roll(2))).sorted()
        var members: [RowKey] = []
        for district in from {
            let tehsils = tehsils(of: district)
            members += tehsils.prefix(1 + dice.roll(tehsils.count))
        }
        let successor = ReorganisationStep.Successor(
            RowKey(.district, "900"),
            fields: [.nameEn: "New", .parentRevenue: dice.pick(["division:V0", "division:V1"])],
            members: members.map {
                ReorganisationStep.Member($0, source: "gazette", origin: Self.origin)
            },
            origin: Self.origin)
        return event([
            ReorganisationStep(
                .split, id: "split", things: from, into: [successor], origin: Self.origin)
        ])
    }

    /// One district goes into another.
    mutating func merge() -> Reorganisation {
        let two = districts.shuffled(using: &dice).prefix(2)
        let target = ReorganisationStep.Successor(two[1], origin: Self.origin)
        return event([
            ReorganisationStep(
                .merge, id: "merge", things: [two[0]], into: [target], origin: Self.origin)
        ])
    }

    /// A tehsil goes to another district.
    mutating func move() -> Reorganisation {
        let tehsil = dice.pick(rows.keys(of: .tehsil))
        let target = ReorganisationStep.Successor(dice.pick(districts), origin: Self.origin)
        return event([
            ReorganisationStep(
                .move, id: "move", things: [tehsil], into: [target], origin: Self.origin)
        ])
    }

    private mutating func event(_ steps: [ReorganisationStep]) -> Reorganisation {
        var event = Reorganisation(
            id: "E", title: "E", effective: Self.day, order: "gazette", steps: steps)
        event.offices.others = dice.chance(50) ? .open : .stay
        if dice.chance(40) {
            event.offices.handovers[dice.pick(departments)] = Self.day.advanced(
                by: 1 + dice.roll(90))
        }
        return event
    }

    static func reversal(of event: Reorganisation) -> Reorganisation {
        Reorganisation(
            id: "E-BACK", title: "back", effective: day.advanced(by: 500), order: "gazette",
            steps: [
                ReorganisationStep(.reverse, id: "back", reversed: [event], origin: origin)
            ])
    }
}

extension Dice: RandomNumberGenerator {
    mutating func pick<T>(_ items: [T]) -> T { items[roll(items.count)] }
    mutating func chance(_ percent: Int) -> Bool { roll(100) < percent }

    mutating func next() -> UInt64 {
        UInt64(roll(1 << 31)) << 33 ^ UInt64(roll(1 << 31)) << 2 ^ UInt64(roll(4))
    }
}
