import Changesets
import Foundation
import MappingStore
import MasterData
import Plans

extension Visit {
    /// Publishes the masters in the store too, so that complaints can be taken in.
    @discardableResult
    func publish(release: Int = 1) throws -> Visit {
        let head = try store.head()
        let live = try store.rows(ofRelease: head.number)
        let changeset = Changeset.diff(
            from: live, to: Masters.rows(release: release), asOf: Day(number: 20_000))
        guard case .passed(let checked, _) = try CheckBook([]).check(changeset, onto: live) else {
            throw CocoaError(.coderInvalidValue)
        }
        let plan = Plan(checked, terms: Plan.Terms(base: head))
        let (maker, checker) = (try store.actor(named: "asha"), try store.actor(named: "bharat"))
        let moment = Instant(seconds: 1_770_000_000)
        try store.savePlan(plan, maker: maker, at: moment, files: [])
        try store.approve(plan.id, checker: checker, at: moment)
        _ = try store.publish(
            try ApprovedPlan(plan, maker: maker, checker: checker), by: checker, at: moment)
        return self
    }
}
