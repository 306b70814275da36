internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
internal import Plans
public import RouteEngine

/// By what a complaint is decided: a release, or what a plan would make of one.
public enum RouteBasis: Hashable, Sendable {
    /// The live release.
    case live
    case release(Int)
    /// The first digits of the id of a plan, published or not: its base release with its
    /// changes made.
    case plan(String)
}

extension Desk {
    /// The route table of a basis.
    public func routeTable(_ basis: RouteBasis) throws -> RouteTable {
        switch basis {
        case .live: return try routeTable(release: nil)
        case .release(let number): return try routeTable(release: number)
        case .plan(let id):
            let plan = try store.plan(matching: id)
            let base = plan.terms.base
            let candidate = try store.changeset(of: plan.id)
                .applied(to: try store.rows(ofRelease: base.number))
            return RouteTable.compile(
                candidate,
                release: ReleaseLabel(
                    number: base.number, digest: base.digest.description,
                    plan: plan.id.description), days: Self.routedDays)
        }
    }
}
