internal import Changesets
internal import Digests
public import MappingStore
public import MasterData
public import Plans

extension Desk {
    /// The plans, oldest first.
    public func plans() throws -> [PlanSummary] { try store.planSummaries() }

    /// A plan by the first digits of its id.
    public func plan(_ id: String) throws -> PlanReport {
        let plan = try store.plan(matching: id)
        return PlanReport(plan, try store.changeset(of: plan.id))
    }

    /// Approves a plan as another person than its maker.
    @discardableResult
    public func approve(_ id: String, checker: String) throws -> StoredPlan {
        let plan = try store.plan(matching: id)
        try store.approve(plan.id, checker: try store.actor(named: checker), at: now)
        journal.info("plan \(plan.id.short) approved by \(checker)")
        return try store.plan(matching: plan.id.description)
    }

    /// Turns a plan down, for good.
    @discardableResult
    public func reject(_ id: String, checker: String, reason: String) throws -> StoredPlan {
        let plan = try store.plan(matching: id)
        try store.reject(
            plan.id, checker: try store.actor(named: checker), at: now, reason: reason)
        journal.info("plan \(plan.id.short) rejected by \(checker)")
        return try store.plan(matching: plan.id.description)
    }

    /// Publishes an approved plan as the next release.
    ///
    /// The plan is checked once more, on the masters that are live now; when another release
    /// goes live while it is checked, again.
    public func publish(_ id: String, by publisher: String) throws -> ReleaseIdentity {
        for _ in 0..<8 {
            do { return try publishOnce(id, by: publisher) } catch PublishError.overtaken {
                continue
            }
        }
        return try publishOnce(id, by: publisher)
    }

    private func publishOnce(_ id: String, by publisher: String) throws -> ReleaseIdentity {
        let stored = try store.plan(matching: id)
        guard let approval = stored.approval else {
            throw PublishRefusal.notApproved(stored.id.short)
        }
        let changeset = try store.changeset(of: stored.id)
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let outcome: CheckBook.Outcome
        do {
            outcome = try CheckBook(policy: stored.terms.policy).check(changeset, onto: live)
        } catch {
            throw PublishRefusal.stale(
                plan: stored.id.short, base: stored.terms.base.number, live: head.number)
        }
        guard case .passed(let checked, _) = outcome else {
            throw PublishRefusal.faulty(plan: stored.id.short, outcome.report.findings)
        }
        let plan = Plan(checked, terms: stored.terms)
        guard plan.id == stored.id else { throw PublishRefusal.altered(stored.id.short) }
        let approved = try ApprovedPlan(plan, maker: stored.maker, checker: approval.actor)
        let release = try store.publish(
            approved, by: try store.actor(named: publisher), at: now, checkedOn: head)
        journal.info("release \(release.number) published from plan \(plan.id.short)")
        return release
    }
}

/// Why a plan was not published.
public enum PublishRefusal: Error, CustomStringConvertible {
    case notApproved(String)
    case stale(plan: String, base: Int, live: Int)
    /// The masters that are live now make an error of it.
    case faulty(plan: String, Findings)
    /// What is stored under the plan's id is no longer what the id names.
    case altered(String)

    public var description: String {
        switch self {
        case .notApproved(let plan):
            "Plan \(plan) is not approved. Let another person than its maker approve it."
        case .stale(let plan, let base, let live):
            "Plan \(plan) was prepared against release \(base), but release \(live) is now live and changed what the plan changes. Rebase it with 'rajmap plan rebase'."
        case .faulty(let plan, let findings):
            "Plan \(plan) no longer passes the checks on the live masters: "
                + findings.listed.filter { $0.severity == .error }.prefix(3)
                .map(\.description).joined(separator: " ")
        case .altered(let plan):
            "Plan \(plan) is not what its id names; the database was altered. It cannot be published."
        }
    }
}
