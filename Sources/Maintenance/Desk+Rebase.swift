public import Changesets
internal import Digests
internal import MappingStore
public import MasterData
public import Plans

/// What carrying a plan over to the live release came to.
public struct RebaseOutcome: Sendable {
    public var proposal: ProposalOutcome
    /// The plan that was carried over, and its changes.
    public var old: PlanReport
    /// Its changes that were dropped.
    public var dropped: [Rebase.Dropped]
    /// The conflicts that were answered.
    public var taken: [RowKey: Rebase.Choice]
    public var base: ReleaseIdentity
}

extension Desk {
    /// Makes a new plan of an open one, against the release that is live now.
    ///
    /// Its approvals fall with it. Conflicts with what was published since are answered one
    /// by one; with one unanswered, no plan is made.
    public func rebase(
        _ id: String, maker: String, choices: [RowKey: Rebase.Choice] = [:],
        answers: PlanAnswers = PlanAnswers()
    ) throws -> RebaseOutcome {
        let stored = try store.plan(matching: id)
        guard stored.state == .open || stored.state == .approved else {
            throw StoreError.notOpen(plan: stored.id.short, state: stored.state.rawValue)
        }
        let head = try store.head()
        guard stored.terms.base != head else {
            throw NothingToRebase(plan: stored.id.short, live: head.number)
        }
        let old = try store.changeset(of: stored.id)
        let live = try store.rows(ofRelease: head.number)
        let rebase = try Rebase(
            old, from: try store.rows(ofRelease: stored.terms.base.number), onto: live,
            choices: choices)
        guard rebase.conflicts.isEmpty else {
            throw RebaseConflicts(conflicts: rebase.conflicts, asOf: old.asOf)
        }
        var terms = stored.terms
        terms.answers = terms.answers.replaced(by: answers)
        terms.act.replaces = stored.id
        terms.act.taken.merge(rebase.taken) { _, new in new }
        let outcome = try propose(
            Proposal(
                changeset: rebase.changeset, base: head, rows: live, terms: terms,
                files: stored.files), maker: maker)
        try retire(stored.id, for: outcome, by: maker)
        return RebaseOutcome(
            proposal: outcome, old: PlanReport(stored, old), dropped: rebase.dropped,
            taken: rebase.taken, base: head)
    }
}

/// The plan is against the live release already.
public struct NothingToRebase: Error, Equatable, CustomStringConvertible {
    public var plan: String
    public var live: Int

    public var description: String {
        "Plan \(plan) is against release \(live), which is live; there is nothing to carry over."
    }
}
