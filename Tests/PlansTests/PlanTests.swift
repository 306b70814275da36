import Changesets
import MasterData
import Plans
import Testing

@Suite("Guards")
struct GuardTests {
    private func base(_ count: Int) -> MasterRows {
        var masters = SoundMasters()
        for number in 0..<count { masters.put("person:N\(number)", [.nameEn: "Name"]) }
        return masters.rows
    }

    private func holds(retiring count: Int, of total: Int, _ answers: PlanAnswers = PlanAnswers())
        -> [String]
    {
        let base = base(total)
        var after = base
        for number in 0..<count {
            guard let key = RowKey("person:N\(number)"), var timeline = after[key] else { continue }
            timeline.clear(Validity(from: SoundMasters.asOf))
            after[key] = timeline
        }
        let changeset = Changeset.diff(from: base, to: after, asOf: SoundMasters.asOf)
        return Guards.holds(for: changeset, base: base, scopes: [], answers: answers)
            .map(\.code.text)
    }

    @Test("two in a hundred may go, more need their exact number")
    func shrink() {
        #expect(holds(retiring: 1, of: 98) == [])
        #expect(holds(retiring: 5, of: 98) == ["guard.shrink"])
        #expect(holds(retiring: 5, of: 98, PlanAnswers(allowShrink: 4)) == ["guard.shrink"])
        #expect(holds(retiring: 5, of: 98, PlanAnswers(allowShrink: 5)) == [])
    }

    @Test("more than fifty rows need their number however many there are")
    func rows() {
        #expect(holds(retiring: 50, of: 5000) == [])
        #expect(holds(retiring: 51, of: 5000) == ["guard.shrink"])
    }

    @Test("more than half the keys gone or new is churn")
    func churn() {
        let both = holds(retiring: 60, of: 98, PlanAnswers(allowShrink: 60))
        #expect(both == ["guard.churn"])
        #expect(
            holds(retiring: 60, of: 98, PlanAnswers(allowShrink: 60, allowChurn: 60)) == [])
    }

    @Test("an empty database is not guarded")
    func first() {
        let changeset = Changeset.diff(
            from: MasterRows(), to: base(500), asOf: SoundMasters.asOf)
        #expect(
            Guards.holds(
                for: changeset, base: MasterRows(), scopes: [], answers: PlanAnswers()
            ).isEmpty)
    }

    @Test("missing things hold the plan until they are answered, and then end on the as-of day")
    func missing() throws {
        let base = base(100)
        let key = RowKey(.person, "N3")
        let changeset = Changeset(
            asOf: SoundMasters.asOf,
            changes: [
                Change(key: key, kinds: [.missing], removed: [], added: [], reason: .absent)
            ])
        let holds = Guards.holds(
            for: changeset, base: base, scopes: [], answers: PlanAnswers())
        #expect(holds.map(\.code.text) == ["match.missing"])
        #expect(holds.first?.message.contains("--retire-missing 1") == true)
        let answered = Guards.retiringMissing(changeset, base: base)
        let rows = try answered.applied(to: base)
        #expect(rows[key]?.last?.validity.to == SoundMasters.asOf)
        #expect(answered.changes.first?.kinds == [.retired])
    }
}

@Suite("A plan's name is its content")
struct PlanIdentityTests {
    private func plan(
        _ masters: SoundMasters, asOf: Day = SoundMasters.asOf, answers: PlanAnswers = PlanAnswers()
    ) throws -> Plan {
        let changeset = Changeset.diff(from: MasterRows(), to: masters.rows, asOf: asOf)
        guard
            case .passed(let checked, let report) = try CheckBook().check(
                changeset, onto: MasterRows())
        else { throw Held() }
        return Plan(
            checked,
            terms: Plan.Terms(
                base: .empty, findings: FindingsSummary(report.findings), answers: answers))
    }

    private struct Held: Error {}

    @Test("the same content gives the same id; each part that differs gives another")
    func identity() throws {
        let first = try plan(SoundMasters())
        #expect(try plan(SoundMasters()).id == first.id)
        var other = SoundMasters()
        other.set("person:E1", .nameEn, "Aasha")
        #expect(try plan(other).id != first.id)
        #expect(try plan(SoundMasters(), asOf: SoundMasters.asOf.advanced(by: 1)).id != first.id)
        #expect(try plan(SoundMasters(), answers: PlanAnswers(allowChurn: 3)).id != first.id)
    }

    @Test("its terms read back as they were written")
    func terms() throws {
        var masters = SoundMasters()
        masters.set("tehsil:555", .nameHi, "")
        let terms = try plan(masters, answers: PlanAnswers(excludedHeld: 2)).terms
        #expect(terms.findings.counts.map(\.code) == ["cell.no-hindi-name"])
        #expect(Plan.Terms(try JSONValue(parsing: terms.json.canonicalBytes)) == terms)
    }

    @Test("a maker cannot be the checker, and a held plan cannot be approved")
    func approval() throws {
        let plan = try plan(SoundMasters())
        let asha = ActorID(number: 1)
        #expect(throws: ApprovalError.makerIsChecker) {
            try ApprovedPlan(plan, maker: asha, checker: asha)
        }
        var terms = plan.terms
        terms.holds = [PlanHold(code: "guard.shrink", message: "Too many.")]
        let held = Plan(plan.checked, terms: terms)
        #expect(throws: ApprovalError.held(terms.holds)) {
            try ApprovedPlan(held, maker: asha, checker: ActorID(number: 2))
        }
    }
}

@Suite("What a feed speaks for")
struct FeedScopeTests {
    @Test("is in the plan as it was said, and the one place of earlier plans is read")
    func json() throws {
        let scope = FeedScope(
            coverage: .full, kinds: [.tehsil],
            places: [RowKey(.district, "101"), RowKey(.district, "102")],
            departments: [RowKey(.department, "PHED")])
        #expect(FeedScope(scope.json) == scope)
        let earlier = try JSONValue(
            parsing: #"{"coverage":"partial","kinds":["tehsil"],"place":"state:8"}"#.utf8)
        #expect(FeedScope(earlier) == FeedScope(kinds: [.tehsil], places: [RowKey(.state, "8")]))
        #expect(FeedScope(.object(["coverage": .string("half")])) == nil)
    }
}
