import MasterData
import RouteEngine

/// The sound route files that are altered, and what is asked of one that opens.
struct Subjects {
    let flat: [UInt8]
    let release: [[UInt8]]
    private let complaints: [UInt8]
    private let layout: FlatComplaints.Layout?

    private static let start = Day(number: 20_544)

    init() {
        var builder = FlatTableBuilder(source: "rules.csv")
        var sheet =
            "rule_id,priority,category,district,subdistrict,channel,valid_from,valid_to,target\n"
        for rule in 1...40 {
            let district = rule % 3 == 0 ? "*" : "D\(rule % 5)"
            let subdistrict = rule % 4 == 0 && district != "*" ? "S\(rule % 5)" : "*"
            sheet +=
                "\(rule),\(rule % 3),\(Self.category(rule % 7)),\(district),\(subdistrict),*,2026-0\(rule % 8 + 1)-01,2027-01-01,OFFICE-\(rule)\n"
        }
        builder.add(Array(sheet.utf8))
        flat = builder.finish().table?.withRouteFile { Array($0) } ?? []
        var rows = "complaint_id,category,district,subdistrict,channel,date\n"
        for number in 1...30 {
            rows +=
                "\(number),\(Self.category(number % 8)),D\(number % 5),S\(number % 5),APP,2026-0\(number % 9 + 1)-15\n"
        }
        let bytes = Array(rows.utf8)
        let heading = Array(bytes.prefix { $0 != 0x0A })
        complaints = Array(bytes[(heading.count + 1)...])
        var findings = Findings()
        layout = FlatComplaints.Layout(line: heading, file: "complaints.csv", findings: &findings)
        release = [1, 2, 5].map { scale in
            Self.table(scale).withRouteFile { Array($0) }
        }
    }

    /// Short codes and long ones, which lie in different slots.
    private static func category(_ number: Int) -> String {
        number % 3 == 0 ? "CATEGORY-\(number)" : "C\(number)"
    }

    /// Whether the bytes open as a flat table; one that does is asked.
    func askFlat(_ bytes: [UInt8]) -> Bool {
        guard let table = try? FlatTable(bytes: bytes), let layout else { return false }
        let sheet = FlatComplaints(complaints[...], layout: layout)
        let batch = table.batch(sheet)
        _ = table.decide(batch)
        _ = table.matches(batch)
        _ = table.route(sheet)
        for number in 0...min(table.ruleCount, 50) { _ = table.rule(number) }
        _ = table.verify(
            holesDuring: Validity(from: Self.start, to: Self.start.advanced(by: 60)))
        return true
    }

    /// Whether the bytes open as the table of a release; one that does is asked.
    func askRelease(_ bytes: [UInt8], with dice: inout Dice) -> Bool {
        guard let table = try? RouteTable(bytes: bytes) else { return false }
        for _ in 0..<4 {
            let tehsil = dice.roll(6)
            let request = RouteRequest(
                id: "1", category: "C\(dice.roll(4))",
                channel: dice.roll(2) == 0 ? "app" : nil,
                setting: ["rural", "urban", nil][dice.roll(3)],
                day: Self.start.advanced(by: dice.roll(400)),
                places: [RowKey(.tehsil, "\(tehsil)"), RowKey(.district, "\(tehsil % 2)")])
            _ = table.decide(request)
            let explanation = table.explain(request, whyNot: "R1")
            _ = explanation.text
            _ = explanation.html
            _ = explanation.json.canonicalBytes
        }
        _ = table.verify()
        return true
    }

    /// A release of a few places, offices and rules of every shape.
    private static func table(_ scale: Int) -> RouteTable {
        var rows = MasterRows()
        var sources = RowSources()
        func put(_ kind: MasterKind, _ code: String, _ fields: [Field: String], until: Int? = nil) {
            let key = RowKey(kind, code)
            var timeline = Timeline()
            var fields = fields
            fields[.nameEn] = "\(kind) \(code)"
            timeline.put(
                Content(fields),
                over: Validity(
                    from: start.advanced(by: -1000),
                    to: until.map { start.advanced(by: $0) } ?? .distantFuture))
            rows[key] = timeline
            sources.add(
                key, from: start.advanced(by: -1000),
                RowSource(release: 1, origin: Origin(file: "masters.csv", line: 7, column: 1)))
        }
        put(.state, "8", [:])
        for number in 0..<2 { put(.district, "\(number)", [.parentRevenue: "state:8"]) }
        put(.department, "D", [:])
        put(.designation, "JEN", [:])
        put(.chain, "K", [:])
        for level in 1...4 {
            put(
                .chainLevel, "K/\(level)",
                [
                    .chain: "K", .level: "\(level)", .designation: "JEN",
                    .officeLevel: level == 1 ? "tehsil" : "district", .days: "7",
                    .calendar: "working",
                ])
        }
        for number in 0..<3 * scale {
            put(.tehsil, "\(number)", [.parentRevenue: "district:\(number % 2)"])
            put(.category, "C\(number)", number > 0 ? [.parent: "C0"] : [:])
            let office = "O\(number)"
            put(
                .office, office,
                [.department: "D", .level: number % 2 == 0 ? "tehsil" : "district"])
            let place = number % 2 == 0 ? "tehsil:\(number)" : "district:\(number % 2)"
            put(.jurisdiction, "\(office)/\(place)", [.office: office, .place: place])
            put(.post, "P\(number)", [.office: office, .designation: "JEN"])
            put(.person, "E\(number)", [:])
            put(
                .posting, "P\(number)/E\(number)",
                [.post: "P\(number)", .person: "E\(number)", .nature: "substantive"],
                until: number % 3 == 0 ? 30 : nil)
            put(
                .rule, "R\(number)",
                [
                    .department: "D", .chain: "K", .category: "C\(number % 3)",
                    .channel: number % 4 == 0 ? "app" : "", .place: number % 2 == 0 ? place : "",
                ], until: number % 5 == 4 ? 90 : nil)
        }
        return RouteTable.compile(
            rows, release: ReleaseLabel(number: 1, digest: "c0ffee"),
            days: Validity(from: start, to: start.advanced(by: 400)), sources: sources)
    }
}
