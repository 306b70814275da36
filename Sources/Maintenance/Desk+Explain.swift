internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
public import RouteEngine

extension Desk {
    /// Decides one complaint and says why, down to the files that said so.
    ///
    /// - Parameter whyNot: the code of a rule that was expected to win.
    public func explain(
        _ request: RouteRequest, by basis: RouteBasis = .live, whyNot: String? = nil
    ) throws -> Explanation {
        let table = try routeTable(basis)
        let explanation = table.explain(request, whyNot: whyNot)
        return table.knowsSources ? explanation : try sourced(explanation)
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
