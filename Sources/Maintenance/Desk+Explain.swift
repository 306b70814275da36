internal import Changesets
internal import Digests
internal import MappingStore
public import MasterData
public import RouteEngine

extension Desk {
    /// Decides one complaint and says why, down to the files that said so.
    ///
    /// - Parameters:
    ///   - whyNot: the code of a rule that was expected to win.
    ///   - appliedOn: the day of the application for a guaranteed service.
    public func explain(
        _ request: RouteRequest, by basis: RouteBasis = .live, whyNot: String? = nil,
        appliedOn: Day? = nil
    ) throws -> Explanation {
        let table = try routeTable(basis)
        let explanation = table.explain(request, whyNot: whyNot)
        return try promised(
            table.knowsSources ? explanation : try sourced(explanation), appliedOn: appliedOn)
    }

    /// An explanation with the release, file and line of the rows it rests on, for a table
    /// that does not know them: that of a plan.
    private func sourced(_ explanation: Explanation) throws -> Explanation {
        let release = explanation.decision.release
        var sourced = explanation
        for (key, origin) in try store.origins(
            of: explanation.sourceKeys, inRelease: release.number, on: explanation.request.day)
        {
            sourced.sources[key] = RowSource(release: origin.release, origin: origin.origin)
        }
        if let id = release.plan {
            let plan = try store.changeset(of: try store.plan(matching: id).id)
            let changed = Set(plan.effective.map(\.key))
            for key in explanation.sourceKeys.intersection(changed) {
                sourced.sources[key] = RowSource(release: nil, origin: plan.origins[key])
            }
        }
        return sourced
    }
}
