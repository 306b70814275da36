internal import Changesets
internal import Digests
public import MappingStore
public import MasterData
public import Plans
internal import RouteEngine
public import SourceReading

extension Desk {
    /// The plans, oldest first.
    public func plans() throws -> [PlanSummary] { try store.planSummaries() }

    /// A plan by the first digits of its id.
    public func plan(_ id: String) throws -> PlanReport {
        let plan = try store.plan(matching: id)
        return try report(of: plan, try store.changeset(of: plan.id))
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
    /// goes live while it is checked, again. Its impact on the open complaints of the store is
    /// worked out anew, too: more of them unroutable than were acknowledged is a refusal.
    ///
    /// - Parameters:
    ///   - complaints: a file of open complaints that are weighed beside those of the store.
    ///   - emergency: why the plan's maker publishes it alone, where a policy lets him. The
    ///     release is flagged and must be ratified by another person in time.
    public func publish(
        _ id: String, by publisher: String, complaints: SourceFile? = nil,
        emergency: String? = nil
    ) throws -> ReleaseIdentity {
        try publication(
            of: id, by: publisher, complaints: complaints, emergency: emergency
        ).release
    }

    /// Publishes as ``publish(_:by:complaints:emergency:)`` does, and says what it did to complaints.
    ///
    /// The release is live first. What it means for open complaints is carried out right after,
    /// batch by batch; where that is cut off the next sweep goes on.
    public func publication(
        of id: String, by publisher: String, complaints: SourceFile? = nil,
        emergency: String? = nil
    ) throws -> Publication {
        let release = try publishFresh(
            id, by: publisher, complaints: complaints, emergency: emergency)
        var publication = Publication(release: release)
        do {
            try carryOutReleases(&publication.complaints, until: { false })
            try leaveEndedCategories(&publication.complaints, until: { false })
        } catch {
            publication.left = "\(error)"
            journal.error("release \(release.number), open complaints: \(error)")
        }
        return publication
    }

    private func publishFresh(
        _ id: String, by publisher: String, complaints: SourceFile?, emergency: String?
    ) throws -> ReleaseIdentity {
        for _ in 0..<8 {
            do {
                return try publishOnce(
                    id, by: publisher, complaints: complaints, emergency: emergency)
            } catch PublishError.overtaken { continue }
        }
        return try publishOnce(id, by: publisher, complaints: complaints, emergency: emergency)
    }

    private func publishOnce(
        _ id: String, by publisher: String, complaints: SourceFile?, emergency: String?
    ) throws -> ReleaseIdentity {
        let stored = try store.plan(matching: id)
        try refusePublished(stored)
        guard stored.approval != nil || (emergency != nil && stored.state == .open) else {
            throw PublishRefusal.notApproved(stored.id.short)
        }
        // Where changes were read is said only of faults, which a plan that was approved has not.
        let changeset = try store.changeset(of: stored.id, withOrigins: false)
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let outcome: CheckBook.Outcome
        do {
            outcome = try CheckBook(policy: stored.terms.policy).check(changeset, onto: live)
        } catch {
            // It may be what another publisher made of the very plan meanwhile.
            try refusePublished(try store.plan(matching: id))
            throw PublishRefusal.stale(
                plan: stored.id.short, base: stored.terms.base.number, live: head.number)
        }
        guard case .passed(let checked, _) = outcome else {
            let told = try CheckBook(policy: stored.terms.policy)
                .check(try store.changeset(of: stored.id), onto: live)
            throw PublishRefusal.faulty(plan: stored.id.short, told.report.findings)
        }
        let plan = Plan(checked, terms: stored.terms)
        guard plan.id == stored.id else { throw PublishRefusal.altered(stored.id.short) }
        if head != plan.terms.base {
            try refuseSharedRoutes(plan, live: live, head: head)
        }
        try refuseUnroutable(plan, complaints: complaints, live: live, head: head)
        let approved =
            if let approval = stored.approval {
                try ApprovedPlan(
                    plan, maker: stored.maker, makers: stored.makers, checker: approval.actor)
            } else {
                try emergencyPlan(
                    plan, stored, by: publisher, reason: emergency ?? "",
                    under: Policies(live, on: now.day))
            }
        let release = try store.publish(
            approved, by: try store.actor(named: publisher), at: now, checkedOn: head
        ) { release, rows, said in
            keep(Self.routeTable(of: rows, release: release, said: said))
        }
        routeFiles.removeOld(live: release.number)
        RowMemories(of: store).settle(plan, as: release)
        journal.info("release \(release.number) published from plan \(plan.id.short)")
        return release
    }
}

extension Desk {
    private func refusePublished(_ plan: StoredPlan) throws {
        guard plan.state == .published else { return }
        throw PublishError.notApproved(plan: plan.id.short, state: plan.state.rawValue)
    }

    /// A plan is stale, too, when a release since its base changed a cell that it changes.
    private func refuseSharedRoutes(
        _ plan: Plan, live: MasterRows, head: ReleaseIdentity
    ) throws {
        let base = try store.rows(ofRelease: plan.terms.base.number)
        let wanted = try plan.changeset.applied(to: base)
        func table(_ rows: MasterRows) -> RouteTable { Self.routeTable(of: rows, release: head) }
        if let cell = RouteImpact.shared(
            base: table(base), mine: table(wanted), theirs: table(live), from: plan.changeset.asOf,
            days: ImpactReport.days)
        {
            throw PublishRefusal.staleRoute(
                plan: plan.id.short, base: plan.terms.base.number, live: head.number,
                cell: cell.description)
        }
    }
}

/// A release that went live, and what it did to open complaints.
public struct Publication: Sendable {
    public var release: ReleaseIdentity
    public var complaints = SweepTotals()
    /// Why open complaints were not all looked at; the next sweep does the rest.
    public var left: String?
}

/// Why a plan was not published.
public enum PublishRefusal: Error, CustomStringConvertible {
    case notApproved(String)
    case stale(plan: String, base: Int, live: Int)
    /// A release since the plan's base gave a cell that the plan changes to another post.
    case staleRoute(plan: String, base: Int, live: Int, cell: String)
    /// More open complaints become unroutable than were acknowledged.
    case unroutable(plan: String, count: Int, acknowledged: Int)
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
        case .staleRoute(let plan, let base, let live, let cell):
            "Plan \(plan) was prepared against release \(base), but release \(live) is now live and changed the route of \(cell), which the plan changes too. Rebase it with 'rajmap plan rebase'."
        case .unroutable(let plan, let count, let acknowledged):
            "Plan \(plan) makes \(count) open complaints unroutable, and \(acknowledged) are acknowledged. See 'rajmap impact'; if that is meant, 'rajmap plan answer \(plan) --acknowledge-unroutable \(count)' makes a plan that says so."
        case .faulty(let plan, let findings):
            "Plan \(plan) no longer passes the checks on the live masters: "
                + findings.listed.filter { $0.severity == .error }.prefix(3)
                .map(\.description).joined(separator: " ")
        case .altered(let plan):
            "Plan \(plan) is not what its id names; the database was altered. It cannot be published."
        }
    }
}
