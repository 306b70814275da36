import MasterData

@testable import RouteEngine

/// A small generator with a seed: the same numbers on every machine.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ word >> 31) % UInt64(sides))
    }

    mutating func chance(_ percent: Int) -> Bool { roll(100) < percent }
}

/// A sheet of rules and complaints as a person would write them, and who wins by plain reading.
struct FlatSheet {
    struct Rule {
        var id: Int
        var fields: [String]
        var from: Day
        var to: Day
        var priority: Int
        var target: String
    }

    struct Complaint {
        var id: String
        var fields: [String]
        var day: Day
    }

    var rules: [Rule] = []
    var complaints: [Complaint] = []

    static let start = Day("2024-01-01")!
    static let far = Day("9999-12-31")!

    /// Codes collide on purpose: a sub-district may lie in two districts, codes are short and long.
    init(seed: UInt64, rules count: Int, complaints: Int) {
        var dice = Dice(seed)
        let sides = [3 + dice.roll(5), 2 + dice.roll(3), 3 + dice.roll(6), 2]
        func code(_ field: Int, _ number: Int) -> String {
            let letter = ["C", "D", "T", "H"][field]
            return number % 3 == 2 ? "\(letter)-long-code-\(number)" : "\(letter)\(number)"
        }
        for id in 1...max(1, count) {
            let open = dice.roll(16)
            var fields = (0..<4).map { code($0, dice.roll(sides[$0])) }
            for field in 0..<4 where open >> field & 1 == 1 { fields[field] = "*" }
            let from = Self.start.advanced(by: dice.roll(6) * 30)
            let to = dice.chance(30) ? Self.far : from.advanced(by: dice.roll(5) * 30)
            rules.append(
                Rule(
                    id: dice.chance(20) ? id + 10_000 : id, fields: fields, from: from, to: to,
                    priority: dice.chance(20) ? 10 - dice.roll(20) : 0,
                    target: "OFF\(dice.roll(4))"))
        }
        for number in 0..<complaints {
            let fields = (0..<4).map { field in
                dice.chance(8) ? "" : code(field, dice.roll(sides[field] + 1))
            }
            let day =
                dice.chance(3)
                ? Day(year: 1 + dice.roll(9999), month: 1 + dice.roll(12), day: 1 + dice.roll(28))!
                : Self.start.advanced(by: dice.roll(360) - 40)
            self.complaints.append(Complaint(id: "k\(number)", fields: fields, day: day))
        }
    }

    func rulesCSV() -> String {
        var text =
            "rule_id,category,district,subdistrict,channel,valid_from,valid_to,priority,target\n"
        for rule in rules {
            text +=
                "\(rule.id),\(rule.fields.joined(separator: ",")),\(rule.from),\(rule.to),\(rule.priority),\(rule.target)\n"
        }
        return text
    }

    func complaintsCSV() -> String {
        var text = "complaint_id,category,district,subdistrict,channel,date\n"
        for complaint in complaints {
            text += "\(complaint.id),\(complaint.fields.joined(separator: ",")),\(complaint.day)\n"
        }
        return text
    }

    static func specificity(_ rule: Rule) -> Int {
        zip(rule.fields, [8, 4, 2, 1]).reduce(0) { $0 + ($1.0 == "*" ? 0 : $1.1) }
    }

    static func matches(_ rule: Rule, _ fields: [String]) -> Bool {
        zip(rule.fields, fields).allSatisfy { $0 == "*" || $0 == $1 }
    }

    /// All rules that match, best first; a plain scan.
    func matches(_ fields: [String], on day: Day) -> [Rule] {
        rules.filter { Self.matches($0, fields) && $0.from <= day && day < $0.to }
            .sorted {
                (-$0.priority, -Self.specificity($0), $0.id)
                    < (-$1.priority, -Self.specificity($1), $1.id)
            }
    }

    func table(dense: Bool = true) -> FlatTable? {
        var builder = FlatTableBuilder(source: "rules.csv")
        builder.add(Array(rulesCSV().utf8))
        return builder.finish(dense: dense).table
    }
}

extension FlatTable {
    /// The complaints of a sheet as text.
    static func complaints(_ csv: String) throws -> FlatComplaints {
        let bytes = Array(csv.utf8)
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
        var findings = Findings()
        guard
            let layout = FlatComplaints.Layout(
                line: Array(bytes[..<end]), file: "complaints.csv", findings: &findings)
        else { throw NoLayout() }
        return FlatComplaints(bytes[(end + 1)...], layout: layout)
    }

    struct NoLayout: Error {}
}
