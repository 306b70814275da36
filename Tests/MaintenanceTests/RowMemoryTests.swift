import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

@Suite("Rows that are known need not be read again")
struct RowMemoryTests {
    @Test(
        "month after month the plan and the findings are those of a full reading", arguments: 0..<6)
    func months(seed: UInt64) throws {
        var life = OfficersLife(seed: seed)
        let place = try TemporaryDesk(keepingInMemory: seed % 2 == 0 ? 10 : 1 << 15)
        let office = try FeedOffice(place)
        try office.publish([
            try place.file("departments.csv", DirtyRows.departments),
            try place.file("designations.csv", DirtyRows.designations),
            try place.file("places.csv", DirtyRows.places),
            try place.file("officers.csv", life.csv),
        ])
        var known = 0
        for month in 1...7 {
            life.goOn()
            let path = try place.file("officers.csv", life.csv)
            let day = TemporaryDesk.asOf.advanced(by: month == 5 ? 3 : 30 * month)
            let imported = try office.importTwice(path, asOf: day)
            known += imported.rowsKnown
            if month % 3 != 0 { try office.publish(imported) }
            if month % 2 == 0 { try office.correct(life.someone, asOf: day) }
        }
        #expect(known > 120)
    }

    @Test("a known row is read again when another row is about its thing")
    func clash() throws {
        let place = try TemporaryDesk()
        let office = try FeedOffice(place)
        let heading = "kind,code,name_en,name_hi"
        let rows = ["person,E1,Asha,आशा", "person,E2,Usha,उषा"]
        try office.publish([try place.file("a.csv", heading, rows[0], rows[1])])
        let same = try office.importTwice(try place.file("b.csv", heading, rows[1], rows[0]))
        #expect(same.rowsKnown == 2)
        guard case .noChanges = same.result else { throw TemporaryDesk.NoPlan() }
        let clash = try office.importTwice(
            try place.file("c.csv", heading, rows[0], rows[1], "person,E2,Usha Devi,उषा"))
        #expect(clash.rowsKnown == 0)
        #expect(clash.findings.listed.map(\.code.text) == ["row.duplicate-key"])
    }

    @Test("a known row stays so when another row names what it names, or what it brings")
    func names() throws {
        let place = try TemporaryDesk()
        let office = try FeedOffice(place)
        try office.publish([try place.file("places.csv", DirtyRows.places)])
        let more = DirtyRows.places + "86,00569\n87,00579\n"
        let outcome = try office.importTwice(try place.file("places.csv", more))
        #expect(outcome.rowsKnown == 6)
        guard case .planned(let report) = outcome.result else { throw TemporaryDesk.NoPlan() }
        #expect(report.changeset.changes.map(\.key.code) == ["00569", "00579"])
        #expect(report.plan.terms.unchanged == [.tehsil: 6])
    }

    @Test("a sheet that has none of the known rows any more is read like any other")
    func others() throws {
        let place = try TemporaryDesk()
        let office = try FeedOffice(place)
        let heading = "kind,code,name_en,name_hi"
        try office.publish([
            try place.file("a.csv", heading, "person,E1,Asha,आशा", "designation,D1,Engineer,अभियंता")
        ])
        let other = try office.importTwice(try place.file("b.csv", heading, "person,E3,Bina,बीना"))
        #expect(other.rowsKnown == 0)
        guard case .planned(let report) = other.result else { throw TemporaryDesk.NoPlan() }
        #expect(report.plan.terms.unchanged.isEmpty)
    }

    @Test("a damaged memory is none, and another profile, sheet or day before has its own")
    func recipes() throws {
        let place = try TemporaryDesk()
        let office = try FeedOffice(place)
        let lines = ["kind,code,name_en,name_hi", "person,E1,Asha,आशा", "person,E2,Usha,उषा"]
        try office.publish([try place.file("a.csv", lines[0], lines[1], lines[2])])
        let path = try place.file("b.csv", lines[0], lines[1], lines[2])
        #expect(try office.importTwice(path).rowsKnown == 2)
        #expect(
            try office.importTwice(path, asOf: TemporaryDesk.asOf.advanced(by: -1)).rowsKnown == 0)
        let turned = try place.file(
            "c.csv", "code,kind,name_hi,name_en", "E1,person,आशा,Asha", "E2,person,उषा,Usha")
        #expect(try office.importTwice(turned).rowsKnown == 0)
        for name in try office.memories() {
            let url = office.folder.appendingPathComponent(name)
            var bytes = try Data(contentsOf: url)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: url)
        }
        #expect(try office.importTwice(path).rowsKnown == 0)
        #expect(try office.importTwice(path).rowsKnown == 2)
    }
}

/// A list of officers that changes from month to month, with defects in it now and then.
private struct OfficersLife {
    private var dice: PairDice
    private var rows: [[String]]
    private var defects: [(row: Int, defect: Int)] = []
    private var repeated: [Int] = []
    private var next = 200

    init(seed: UInt64) {
        dice = PairDice(state: seed &* 31 &+ 7)
        rows = Self.sound(DirtyRows(count: 50).rows, seeded: DirtyRows(count: 50).seeded)
    }

    private static func sound(_ rows: [[String]], seeded: [Int: String]) -> [[String]] {
        rows.enumerated().filter { seeded[$0.offset + 1] == nil }.map(\.element)
    }

    var someone: String { rows[rows.count / 2][0] }

    mutating func goOn() {
        for _ in 0..<3 {
            rows[dice.draw(rows.count)][1] = ["Asha Devi", "Om Jat", "Bina"][dice.draw(3)]
        }
        for _ in 0..<2 {
            rows[dice.draw(rows.count)][8] =
                "98\(10_000_000 + dice.draw(40))0".prefix(10).description
        }
        if dice.draw(2) == 0 { rows.remove(at: dice.draw(rows.count)) }
        let more = DirtyRows(count: next + 4)
        rows += Self.sound(more.rows, seeded: more.seeded).suffix(2)
        next += 4
        if dice.draw(3) == 0 { rows.swapAt(dice.draw(rows.count), dice.draw(rows.count)) }
        if dice.draw(4) == 0 { rows.shuffle(using: &dice) }
        defects = (0..<dice.draw(3)).map { _ in
            (dice.draw(rows.count), dice.draw(DirtyRows.defects.count))
        }
        repeated = (0..<dice.draw(2)).map { _ in dice.draw(rows.count) }
    }

    var csv: String {
        var written = rows
        for (row, defect) in defects {
            let defect = DirtyRows.defects[defect]
            written[row][defect.column] = defect.value(written[row])
        }
        written += repeated.map { rows[$0] }
        let lines = written.map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
                .joined(separator: ",")
        }
        let headings = DirtyRows.columns.map(\.heading).joined(separator: ",")
        return ([headings] + lines).joined(separator: "\n")
    }
}

/// A reproducible source of numbers.
private struct PairDice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    }

    mutating func draw(_ count: Int) -> Int { Int(next() >> 33) % count }
}

/// Imports a file with what is known of its rows and without, and compares.
private struct FeedOffice {
    let place: TemporaryDesk
    let folder: URL
    private let profile: String

    init(_ place: TemporaryDesk) throws {
        self.place = place
        folder = place.folder.appendingPathComponent("rajmap.db.masters")
        profile = TemporaryDesk.project.appendingPathComponent("Benchmarks/plan/officers.yaml").path
    }

    func memories() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".rows") }
    }

    /// What an import with the memories gives, once one without has given the same.
    func importTwice(_ path: String, asOf day: Day = TemporaryDesk.asOf) throws -> ImportOutcome {
        var request = ImportRequest(paths: [path], asOf: day, maker: "asha")
        if try String(contentsOfFile: path, encoding: .utf8).hasPrefix("officer_id") {
            request.profile = profile
            request.coverage = .full
        }
        var outcome = try importTwice(request)
        while case .held(let rows) = outcome.result, request.answers.excludedHeld != rows {
            request.answers.excludedHeld = rows
            outcome = try importTwice(request)
        }
        return outcome
    }

    private func importTwice(_ request: ImportRequest) throws -> ImportOutcome {
        let away = folder.appendingPathExtension("away")
        let remembering = try place.desk.importFeeds(request)
        if FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.moveItem(at: folder, to: away)
        }
        let reading = try place.desk.importFeeds(request)
        try? FileManager.default.removeItem(at: folder)
        if FileManager.default.fileExists(atPath: away.path) {
            try FileManager.default.moveItem(at: away, to: folder)
        }
        #expect(reading.rowsKnown == 0)
        #expect(Self.told(remembering) == Self.told(reading))
        #expect(remembering.findings.listed == reading.findings.listed)
        #expect(remembering.inherited.listed == reading.inherited.listed)
        #expect(remembering.rowsRead == reading.rowsRead)
        return remembering
    }

    private static func told(_ outcome: ImportOutcome) -> String {
        let counts = outcome.findings.counts.map { "\($0.code) \($0.severity) \($0.count)" }
        let result =
            switch outcome.result {
            case .noChanges: "none"
            case .held(let rows): "held \(rows)"
            case .planned(let report):
                "\(report.plan.id) \(report.plan.terms.unchanged.sorted { $0.key < $1.key })"
            }
        return ([result] + counts).joined(separator: "\n")
    }

    func publish(_ paths: [String]) throws { try place.publish(paths) }

    /// Publishes what an import planned, once what holds it is answered.
    func publish(_ outcome: ImportOutcome) throws {
        guard case .planned(var report) = outcome.result else { return }
        let missing = report.changeset.changes.count { $0.kinds == [.missing] }
        var answers = PlanAnswers()
        if missing > 0 { answers.retireMissing = missing }
        for _ in 0..<4 {
            let holds = report.plan.terms.holds
            let retires =
                answers.retireMissing != nil && report.plan.terms.answers.retireMissing == nil
            if holds.isEmpty && !retires { break }
            answers.allowShrink = Self.number("--allow-shrink", in: holds) ?? answers.allowShrink
            answers.allowChurn = Self.number("--allow-churn", in: holds) ?? answers.allowChurn
            let clashing = holds.count { $0.code == "match.owned-field" }
            guard
                case .planned(let next) = try place.desk.answer(
                    report.plan.id.description,
                    with: AnswerRequest(
                        answers: answers, keepOwned: clashing > 0 ? clashing : nil), maker: "asha")
            else { return }
            report = next
        }
        let id = report.plan.id.description
        #expect(report.plan.terms.holds.isEmpty)
        try place.desk.approve(id, checker: "bharat")
        _ = try place.desk.publish(id, by: "bharat")
    }

    private static func number(_ option: String, in holds: [PlanHold]) -> Int? {
        for hold in holds {
            guard let range = hold.message.range(of: option + " ") else { continue }
            return Int(hold.message[range.upperBound...].prefix { $0.isNumber })
        }
        return nil
    }

    /// A person's name corrected by hand, which the feed does not know of.
    func correct(_ person: String, asOf day: Day) throws {
        guard
            case .planned(let report) = try place.desk.set(
                SetRequest(
                    kind: "person", code: person, assignments: ["name_en=Corrected By Hand"],
                    reason: "order 7", asOf: day, maker: "asha"))
        else { return }
        let id = report.plan.id.description
        try place.desk.approve(id, checker: "bharat")
        _ = try place.desk.publish(id, by: "bharat")
    }
}
