import Changesets
import MasterData
import Testing

@Suite("Reorganisations")
struct ReorganisationTests {
    private let day = Day(number: 1_000)
    private let origin = Origin(file: "event.yaml", line: 7)

    /// Two districts under one division; WATER has an office in both, POWER in the first only.
    private func base() -> MasterRows {
        var rows = MasterRows()
        func put(_ key: RowKey, _ content: [Field: String]) {
            rows[key] = Timeline([
                RowVersion(validity: Validity(from: Day(number: 0)), content: Content(content))
            ])
        }
        put(RowKey(.state, "8"), [.nameEn: "Rajasthan"])
        put(RowKey(.division, "V"), [.nameEn: "V", .parentRevenue: "state:8"])
        for (code, name) in [("91", "Bharatpur"), ("92", "Bhilwara")] {
            put(RowKey(.district, code), [.nameEn: name, .parentRevenue: "division:V"])
        }
        for (tehsil, district) in [("1", "91"), ("2", "91"), ("3", "91"), ("4", "92"), ("5", "92")]
        {
            put(RowKey(.tehsil, tehsil), [.nameEn: tehsil, .parentRevenue: "district:\(district)"])
        }
        for department in ["WATER", "POWER"] {
            put(RowKey(.department, department), [.nameEn: department, .type: "department"])
        }
        for (department, district) in [("WATER", "91"), ("WATER", "92"), ("POWER", "91")] {
            let code = "\(department)-D-\(district)"
            put(
                RowKey(.office, code),
                [
                    .department: department, .level: "district",
                    .nameEn: "Division, \(district == "91" ? "Bharatpur" : "Bhilwara")",
                    .place: "district:\(district)",
                ])
            put(
                RowKey(.jurisdiction, "\(code)/district:\(district)"),
                [.office: code, .place: "district:\(district)", .mode: "include"])
            put(
                RowKey(.post, "\(code)-XEN"),
                [.designation: "XEN", .office: code, .phone: "0144", .receives: "yes"])
            put(
                RowKey(.posting, "\(code)-XEN/P-\(code)"),
                [.post: "\(code)-XEN", .person: "P-\(code)", .nature: "substantive"])
        }
        put(
            RowKey(.rule, "R-D91"),
            [
                .category: "ELE", .place: "district:91", .department: "POWER", .chain: "POWER",
                .l1Post: "POWER-D-91-XEN",
            ])
        return rows
    }

    private func expand(
        _ step: ReorganisationStep, policy: Reorganisation.OfficePolicy = .init(),
        onto rows: MasterRows? = nil
    ) throws -> (ReorganisationExpansion, MasterRows) {
        let event = Reorganisation(
            id: "E", title: "E", effective: day, order: "gazette 1", steps: [step], offices: policy)
        let expansion = ReorganisationExpansion(event, onto: rows ?? base())
        return (expansion, try expansion.changeset.applied(to: rows ?? base()))
    }

    private func deeg(_ members: [String]) -> ReorganisationStep.Successor {
        ReorganisationStep.Successor(
            RowKey(.district, "767"), fields: [.nameEn: "Deeg", .parentRevenue: "division:V"],
            members: members.map {
                ReorganisationStep.Member(RowKey(.tehsil, $0), source: "LGD", origin: origin)
            }, origin: origin)
    }

    private func split(from: [String] = ["91"], _ members: [String]) -> ReorganisationStep {
        ReorganisationStep(
            .split, id: "deeg", things: from.map { RowKey(.district, $0) },
            into: [deeg(members)], origin: origin)
    }

    @Test("a department that opens gets an office like the old one, vacant, and the rule follows")
    func opens() throws {
        var policy = Reorganisation.OfficePolicy()
        policy.others = .open
        let (expansion, rows) = try expand(split(["1", "2"]), policy: policy)
        #expect(expansion.findings.isEmpty)
        let office = rows.content(of: RowKey(.office, "POWER-D-767"), on: day)
        #expect(office?[.nameEn] == "Division, Deeg")
        #expect(office?[.place] == "district:767")
        let post = rows.content(of: RowKey(.post, "POWER-D-767-XEN"), on: day)
        #expect(post?[.office] == "POWER-D-767")
        #expect(post?[.phone] == nil)
        #expect(post?[.receives] == "yes")
        let rule = rows.content(of: RowKey(.rule, "R-D767"), on: day)
        #expect(rule?[.place] == "district:767")
        #expect(rule?[.l1Post] == "POWER-D-767-XEN")
        #expect(rows.content(of: RowKey(.tehsil, "1"), on: day)?[.source] == "LGD")
        #expect(rows.keys(of: .posting) == base().keys(of: .posting))
        #expect(expansion.outcomes.filter { $0.verdict == .opens }.count == 4)
    }

    @Test("a department that stays keeps the new place with its old office")
    func stays() throws {
        let (expansion, rows) = try expand(split(["1", "2"]))
        #expect(rows.keys(of: .office) == base().keys(of: .office))
        let key = RowKey(.jurisdiction, "WATER-D-91/district:767")
        #expect(rows.content(of: key, on: day)?[.mode] == "include")
        #expect(expansion.outcomes.allSatisfy { $0.verdict == .stays })
    }

    @Test("with two parents the larger gives the office; what another served stays with it")
    func twoParents() throws {
        let (_, rows) = try expand(split(from: ["91", "92"], ["1", "2", "4"]))
        let jurisdictions = rows.keys(of: .jurisdiction).map(\.code)
        #expect(jurisdictions.contains("WATER-D-91/district:767"))
        #expect(jurisdictions.contains("WATER-D-92/tehsil:4"))
        #expect(!jurisdictions.contains("WATER-D-92/district:767"))
    }

    @Test("until its hand-over day the old office keeps the places")
    func handover() throws {
        var policy = Reorganisation.OfficePolicy()
        policy.others = .open
        policy.handovers["WATER"] = day.advanced(by: 30)
        let (_, rows) = try expand(split(["1", "2"]), policy: policy)
        let kept = RowKey(.jurisdiction, "WATER-D-91/tehsil:1")
        #expect(
            rows[kept]?.versions.map(\.validity) == [Validity(from: day, to: day.advanced(by: 30))])
        #expect(rows.content(of: RowKey(.office, "WATER-D-767"), on: day) == nil)
        #expect(rows.content(of: RowKey(.office, "WATER-D-767"), on: day.advanced(by: 30)) != nil)
        #expect(rows.content(of: RowKey(.office, "POWER-D-767"), on: day) != nil)
    }

    @Test("a district that ends closes its office and posts; the posts name their heirs")
    func merges() throws {
        let step = ReorganisationStep(
            .merge, id: "m", things: [RowKey(.district, "91")],
            into: [.init(RowKey(.district, "92"), origin: origin)], origin: origin)
        let (expansion, rows) = try expand(step)
        #expect(expansion.findings.isEmpty)
        #expect(rows.content(of: RowKey(.office, "WATER-D-91"), on: day) == nil)
        #expect(rows.content(of: RowKey(.post, "WATER-D-91-XEN"), on: day) == nil)
        #expect(rows.content(of: RowKey(.posting, "WATER-D-91-XEN/P-WATER-D-91"), on: day) == nil)
        let heirs = rows.keys(of: .succession).compactMap { rows.content(of: $0, on: day) }
            .filter { $0[.predecessor] == "post:WATER-D-91-XEN" }
        #expect(heirs.map { $0[.successor] } == ["post:WATER-D-92-XEN"])
        // POWER has no office in the other district: its own goes on, seated there.
        let power = rows.content(of: RowKey(.office, "POWER-D-91"), on: day)
        #expect(power?[.place] == "district:92")
        #expect(rows.content(of: RowKey(.jurisdiction, "POWER-D-91/tehsil:1"), on: day) != nil)
        #expect(rows.content(of: RowKey(.rule, "R-D91"), on: day) == nil)
        #expect(rows.keys(of: .rule).map(\.code) == ["R-D91", "R-T1", "R-T2", "R-T3"])
    }

    @Test("a retired department names its successor, or what needs it ends")
    func departments() throws {
        let target = ReorganisationStep.Successor(RowKey(.department, "WATER"), origin: origin)
        var step = ReorganisationStep(
            .abolish, id: "d", things: [RowKey(.department, "POWER")], into: [target],
            origin: origin)
        let (_, merged) = try expand(step)
        #expect(merged.content(of: RowKey(.rule, "R-D91"), on: day)?[.department] == "WATER")
        #expect(merged.content(of: RowKey(.office, "POWER-D-91"), on: day)?[.department] == "WATER")
        step.into = []
        let (_, gone) = try expand(step)
        #expect(gone.content(of: RowKey(.rule, "R-D91"), on: day) == nil)
        #expect(gone.content(of: RowKey(.post, "POWER-D-91-XEN"), on: day) == nil)
        let said = gone.keys(of: .succession).compactMap { gone.content(of: $0, on: day) }
        #expect(said.contains { $0[.predecessor] == "department:POWER" && $0[.successor] == nil })
    }

    @Test("a recode carries every reference, and says recoded")
    func recodes() throws {
        let step = ReorganisationStep(
            .recode, id: "r", things: [RowKey(.tehsil, "1")],
            into: [.init(RowKey(.tehsil, "7001"), origin: origin)], origin: origin)
        var rows = base()
        rows[RowKey(.jurisdiction, "WATER-D-92/tehsil:1")] = Timeline([
            RowVersion(
                validity: Validity(from: Day(number: 0)),
                content: Content([.office: "WATER-D-92", .place: "tehsil:1", .mode: "include"]))
        ])
        let (expansion, after) = try expand(step, onto: rows)
        let change = expansion.changeset.changes.first { $0.key == RowKey(.tehsil, "7001") }
        #expect(change?.kinds == [.recoded])
        #expect(after.content(of: RowKey(.tehsil, "1"), on: day) == nil)
        #expect(after.content(of: RowKey(.jurisdiction, "WATER-D-92/tehsil:7001"), on: day) != nil)
        #expect(after.content(of: RowKey(.jurisdiction, "WATER-D-92/tehsil:1"), on: day) == nil)
    }

    @Test("a rename keeps the old name as an alias")
    func renames() throws {
        let step = ReorganisationStep(
            .rename, id: "n", things: [RowKey(.district, "91")], fields: [.nameEn: "Lohagarh"],
            origin: origin)
        let (expansion, rows) = try expand(step)
        let district = rows.content(of: RowKey(.district, "91"), on: day)
        #expect(district?[.nameEn] == "Lohagarh")
        #expect(district?[.aliases] == "Bharatpur")
        #expect(expansion.changeset.changes.first?.kinds == [.renamed, .changed])
    }

    @Test("what does not fit is an error at its line, and nothing is written for it")
    func misfits() throws {
        let (wrong, _) = try expand(split(["4"]))
        #expect(wrong.findings.listed.map(\.code) == ["reference.not-a-member"])
        #expect(wrong.findings.listed.first?.origin == origin)
        #expect(wrong.changeset.isEmpty)
        let (unknown, _) = try expand(split(from: ["77"], ["1"]))
        #expect(unknown.findings.listed.map(\.code) == ["reference.unknown"])
        let step = ReorganisationStep(
            .abolish, id: "a", things: [RowKey(.district, "91")], origin: origin)
        let (stranded, _) = try expand(step)
        #expect(stranded.findings.listed.map(\.code) == ["reference.stranded"])
    }

    @Test("a reversal leaves alone what somebody changed since, and says so")
    func changedSince() throws {
        let event = Reorganisation(
            id: "E", title: "E", effective: day, order: "gazette 1", steps: [split(["1", "2"])])
        var rows = try ReorganisationExpansion(event, onto: base()).changeset.applied(to: base())
        let later = day.advanced(by: 100)
        var content = try #require(rows.content(of: RowKey(.tehsil, "1"), on: later))
        content[.parentRevenue] = "district:92"
        rows[RowKey(.tehsil, "1")]?.put(content, over: Validity(from: later))
        let back = Reorganisation(
            id: "B", title: "B", effective: later.advanced(by: 100), order: "gazette 2",
            steps: [ReorganisationStep(.reverse, id: "b", reversed: [event], origin: origin)])
        let expansion = ReorganisationExpansion(back, onto: rows)
        #expect(expansion.findings.listed.map(\.code) == ["match.changed-since"])
        let after = try expansion.changeset.applied(to: rows)
        #expect(
            after.parent(of: RowKey(.tehsil, "1"), in: .revenue, on: back.effective)
                == RowKey(.district, "92"))
        #expect(
            after.parent(of: RowKey(.tehsil, "2"), in: .revenue, on: back.effective)
                == RowKey(.district, "91"))
    }
}
