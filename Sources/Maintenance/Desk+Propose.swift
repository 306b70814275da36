internal import Changesets
internal import Digests
internal import Logging
internal import MappingStore
public import MasterData
internal import Plans
internal import RouteEngine

/// What came of making a plan without files.
public enum ProposalOutcome: Sendable {
    /// Nothing would change; no plan was made.
    case noChanges
    /// A plan is stored and waits for a second person.
    case planned(PlanReport)
    /// The candidate has errors; no plan was made.
    case faulty(Findings)
}

/// Changes at hand, on their way to a plan.
struct Proposal {
    var changeset: Changeset
    /// The release that the changes are against, and its masters.
    var base: ReleaseIdentity
    var rows: MasterRows
    /// What is carried over from the plan that this one takes the place of, or empty.
    var terms: Plan.Terms
    /// The names of the files that the changes were read from.
    var files: [String] = []
    /// Whether offices follow the places that move; not when the changes say so already.
    var officesFollow = false
    /// What became of the offices of places that moved, where the changes say so already.
    var following = OfficeFollowing(outcomes: [])
    /// Keeps every hand-corrected field that clashes, when there are exactly this many.
    var keepOwned: Int?
}

extension Desk {
    /// Checks changes on their base and stores a plan of them.
    func propose(_ proposal: Proposal, maker: String) throws -> ProposalOutcome {
        let ownership = Ownership(
            proposal.changeset, base: proposal.rows,
            owned: try store.ownedFields(inRelease: proposal.base.number),
            act: proposal.terms.act, keepingAll: proposal.keepOwned)
        var changeset = ownership.changeset
        var following = proposal.following
        if proposal.officesFollow {
            following = OfficeFollowing(
                changeset, base: proposal.rows, candidate: try changeset.applied(to: proposal.rows))
            changeset = Changeset(
                asOf: changeset.asOf, changes: changeset.changes + following.changes,
                origins: changeset.origins.merging(following.origins) { own, _ in own })
        }
        if changeset.isEmpty && proposal.terms.act.released.isEmpty { return .noChanges }
        var terms = proposal.terms
        terms.base = proposal.base
        terms.policies = try policies(
            in: proposal.rows, of: proposal.base, asOf: changeset.asOf)
        terms.act.take(overridesOf: &terms.answers)
        let outcome = try CheckBook(policy: terms.policy).check(changeset, onto: proposal.rows)
        guard case .passed(let checked, let report) = outcome else {
            return .faulty(outcome.report.findings)
        }
        terms.waivers = report.waivers
        terms.findings = terms.findings.withoutChecks().adding(report.findings)
        terms.act.kept = Set(terms.act.kept + ownership.kept).sorted()
        let impact = ImpactReport(
            base: proposal.rows, checked: checked, following: following, release: proposal.base)
        terms.holds =
            Guards.holds(
                for: changeset, base: proposal.rows, scopes: terms.scopes, answers: terms.answers,
                lostCover: impact.lostCover, policies: terms.policies,
                overrides: terms.act.overrides)
            + ownership.holds
        terms.routeImpact = impact.json
        let plan = Plan(checked, terms: terms)
        try store.savePlan(
            plan, maker: try store.actor(named: maker), at: now, files: proposal.files)
        journal.info("plan \(plan.id.short) stored with \(changeset.changes.count) changes")
        return .planned(
            try self.report(
                of: try store.plan(matching: plan.id.description), plan.changeset,
                base: proposal.rows))
    }

    /// Turns down a plan that another one takes the place of; nothing when it is not open.
    func retire(_ id: SHA256Digest, for outcome: ProposalOutcome, by maker: String) throws {
        guard case .planned(let report) = outcome, report.plan.id != id else { return }
        let old = try store.plan(matching: id.description)
        guard old.state == .open || old.state == .approved else { return }
        try store.reject(
            id, checker: try store.actor(named: maker), at: now,
            reason: "plan \(report.plan.id.short) takes its place")
    }
}

extension FindingsSummary {
    /// What reading the files found, without what the check book finds anew.
    func withoutChecks() -> FindingsSummary {
        let codes = Set(CheckBook.all.map { type(of: $0).code.text })
        var rest = self
        rest.listed.removeAll { codes.contains($0.code.text) }
        rest.counts.removeAll { codes.contains($0.code) }
        return rest
    }

    func adding(_ findings: Findings) -> FindingsSummary {
        let more = FindingsSummary(findings)
        var all = self
        all.listed += more.listed
        all.counts += more.counts
        all.counts.sort { ($0.code, $0.severity) < ($1.code, $1.severity) }
        return all
    }
}
