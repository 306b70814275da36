import Changesets
import MasterData
import Plans
import Testing

/// One way to break sound masters, and what the check book says to it.
struct Fault: Sendable, CustomTestStringConvertible {
    var code: String
    var key: String
    var severity: Severity = .error
    var breaking: @Sendable (inout SoundMasters) -> Void

    var testDescription: String { "\(code) at \(key)" }
}

@Suite("The check book")
struct CheckTests {
    static let faults =
        rowFaults + placeFaults + staffFaults + routingFaults + [
            Fault(code: "cell.required", key: "post:P1") { $0.set("post:P1", .designation, "") },
            Fault(code: "row.bad-code", key: "person:E 9") {
                $0.put("person:E 9", [.nameEn: "Chand"])
            },
            Fault(code: "row.bad-code", key: "tehsil:5A") {
                $0.put("tehsil:5A", [.nameEn: "Rawatsar", .parentRevenue: "district:101"])
            },
            Fault(code: "reference.unknown", key: "post:P1") { $0.set("post:P1", .office, "O9") },
            Fault(code: "time.reference-ended", key: "post:P1") {
                $0.end("office:O1", on: SoundMasters.asOf)
            },
            Fault(code: "reference.cycle", key: "department:PHED") {
                $0.put("department:B", [.nameEn: "B", .type: "board", .parent: "PHED"])
                $0.set("department:PHED", .parent, "B")
            },
            Fault(code: "reference.hierarchy-order", key: "district:101") {
                $0.set("district:101", .parentRevenue, "tehsil:555")
            },
            Fault(code: "reference.orphan-place", key: "tehsil:555") {
                $0.set("tehsil:555", .parentRevenue, "")
            },
            Fault(code: "time.two-substantive-holders", key: "posting:P1/E2") {
                $0.put("posting:P1/E2", [.post: "P1", .person: "E2", .nature: "substantive"])
            },
            Fault(code: "time.person-in-two-posts", key: "posting:P2/E1", severity: .warning) {
                $0.remove("posting:P2/E2")
                $0.put("posting:P2/E1", [.post: "P2", .person: "E1", .nature: "substantive"])
            },
            Fault(code: "time.posting-outside-post", key: "posting:P1/E1") {
                $0.remove("post:P1")
                $0.put(
                    "post:P1", [.designation: "AEN", .office: "O1"],
                    over: Validity(from: Day(number: 10_000), to: Day(number: 11_000)))
            },
            Fault(code: "row.charge-without-post", key: "posting:P1/E3", severity: .warning) {
                $0.put("person:E3", [.nameEn: "Chand"])
                $0.put("posting:P1/E3", [.post: "P1", .person: "E3", .nature: "additional_charge"])
            },
            Fault(code: "time.far-off", key: "person:E3") {
                $0.put("person:E3", [.nameEn: "Chand"], over: Validity(from: Day(number: -20_000)))
            },
            Fault(code: "cell.no-hindi-name", key: "designation:AEN", severity: .warning) {
                $0.set("designation:AEN", .nameHi, "")
            },
            Fault(code: "cell.no-hindi-name", key: "tehsil:555", severity: .note) {
                $0.set("tehsil:555", .nameHi, "")
            },
            Fault(code: "cell.placeholder-name", key: "department:PHED", severity: .warning) {
                $0.set("department:PHED", .nameEn, "Test Department")
            },
            Fault(code: "cell.title-in-name", key: "person:E1", severity: .warning) {
                $0.set("person:E1", .nameEn, "Smt. Asha Devi")
            },
            Fault(code: "match.duplicate-name", key: "tehsil:556", severity: .warning) {
                $0.put("tehsil:556", [.nameEn: "NO-HAR", .parentRevenue: "district:101"])
            },
            Fault(code: "match.shared-mobile", key: "contact:E2", severity: .warning) {
                $0.put("contact:E2", [.person: "E2", .mobile: "seal:1"])
            },
            Fault(code: "row.category-too-deep", key: "category:D", severity: .warning) { masters in
                for (code, parent) in [("B", "WAT"), ("C", "B"), ("D", "C")] {
                    masters.put(
                        "category:\(code)",
                        [
                            .nameEn: "Level \(code)", .parent: parent, .department: "PHED",
                            .hierarchyRural: "revenue", .hierarchyUrban: "revenue",
                        ])
                }
            },
            Fault(code: "row.category-without-owner", key: "category:WAT", severity: .warning) {
                $0.set("category:WAT", .department, "")
            },
            Fault(code: "row.chain-levels", key: "chain:W") { $0.remove("chain_level:W/2") },
            Fault(code: "row.chain-end", key: "chain:W") {
                $0.set("chain_level:W/4", .officeLevel, "district")
            },
            Fault(code: "row.chain-short", key: "chain:W", severity: .warning) {
                $0.remove("chain_level:W/4")
                $0.set("chain_level:W/3", .officeLevel, "state")
            },
            Fault(code: "cell.level-days", key: "chain_level:W/1", severity: .warning) {
                $0.set("chain_level:W/1", .days, "400")
            },
            Fault(code: "row.coarse-post", key: "chain_level:W/1") {
                $0.set("chain_level:W/1", .coarseDesignation, "AEN")
            },
            Fault(code: "match.rule-conflict", key: "rule:R2") {
                $0.addChain("V")
                $0.put("rule:R2", [.category: "WAT", .department: "PHED", .chain: "V"])
            },
            Fault(code: "match.rule-conflict", key: "rule:R2", severity: .warning) {
                $0.put("rule:R2", [.category: "WAT", .department: "PHED", .chain: "W"])
            },
            Fault(code: "reference.wrong-hierarchy", key: "rule:R1") {
                $0.set("rule:R1", .place, "block:777")
            },
            Fault(code: "row.office-without-jurisdiction", key: "office:O1", severity: .warning) {
                $0.remove("jurisdiction:O1/tehsil:555")
            },
            Fault(code: "row.ambiguous-post", key: "post:P3") {
                $0.put("post:P3", [.designation: "AEN", .office: "O1"])
            },
            Fault(code: "row.department-without-office", key: "rule:R1", severity: .warning) {
                $0.put("department:PWD", [.nameEn: "Roads", .type: "department"])
                $0.set("rule:R1", .department, "PWD")
            },
            Fault(code: "row.appeal-officer", key: "service:S1") {
                $0.set("service:S1", .firstAppeal, "")
            },
            Fault(code: "cell.weekly-off", key: "calendar:RAJ") {
                $0.set("calendar:RAJ", .weeklyOff, "sun|holiday")
            },
        ]

    private func findings(_ masters: SoundMasters, onto base: MasterRows = MasterRows()) throws
        -> CheckBook.Outcome
    {
        var changeset = Changeset.diff(from: base, to: masters.rows, asOf: SoundMasters.asOf)
        for change in changeset.changes {
            changeset.origins[change.key] = Origin(file: "rows.csv", line: 7, column: 3)
        }
        return try CheckBook().check(changeset, onto: base)
    }

    @Test("finds nothing in sound masters")
    func sound() throws {
        let outcome = try findings(SoundMasters())
        #expect(outcome.report.findings.listed.map(\.description) == [])
        guard case .passed = outcome else {
            Issue.record("sound masters are held")
            return
        }
    }

    @Test("names the thing, the place and what to do", arguments: faults)
    func finds(_ fault: Fault) throws {
        var masters = SoundMasters()
        fault.breaking(&masters)
        let report = try findings(masters).report
        let found = report.findings.listed.filter { $0.code.text == fault.code }
        let finding = try #require(
            found.first { $0.key?.description == fault.key },
            "found only \(report.findings.listed.map(\.description))")
        #expect(finding.severity == fault.severity)
        #expect(finding.origin?.description == "rows.csv:7:3")
        #expect(finding.message.hasSuffix("."))
        #expect((report.faulty.isEmpty == false) == report.findings.hasErrors)
    }

    @Test("has a case here for every check")
    func complete() {
        let tested = Set(Self.faults.map(\.code))
        #expect(CheckBook.all.map { type(of: $0).code.text }.filter { !tested.contains($0) } == [])
    }

    @Test("asks about untouched things all checks that find errors", arguments: faults)
    func gravest(_ fault: Fault) throws {
        for check in CheckBook.all where type(of: check).code.text == fault.code {
            guard let check = check as? any RowCheck else { continue }
            #expect(fault.severity <= type(of: check).gravest)
        }
    }

    @Test("tells of an untouched thing what a policy makes an error")
    func raised() throws {
        var masters = SoundMasters()
        masters.set("person:E1", .nameEn, "Asha  Devi")
        let changeset = Changeset(asOf: SoundMasters.asOf, changes: [])
        let policy = CheckPolicy(severities: ["cell.untidy-name": .error])
        let report = try CheckBook(policy: policy).check(changeset, onto: masters.rows).report
        #expect(report.inherited.listed.map(\.code.text) == ["cell.untidy-name"])
        #expect(try CheckBook().check(changeset, onto: masters.rows).report.inherited.isEmpty)
    }

    @Test("holds errors that a changeset brings, and not those that were there", arguments: faults)
    func inherited(_ fault: Fault) throws {
        var masters = SoundMasters()
        fault.breaking(&masters)
        let base = masters.rows
        masters.put("person:E77", [.nameEn: "Deepa"])
        let outcome = try findings(masters, onto: base)
        guard case .passed = outcome else {
            Issue.record("an old fault blocks: \(outcome.report.findings.listed)")
            return
        }
        #expect(outcome.report.inherited.isEmpty == (fault.severity != .error))
    }
}
