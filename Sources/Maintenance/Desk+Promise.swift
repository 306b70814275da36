internal import Changesets
internal import MappingStore
public import MasterData
internal import Plans
public import RouteEngine
internal import Transfers

extension Desk {
    /// An explanation with the guaranteed service that the complaint follows, if it follows one.
    ///
    /// - Parameter appliedOn: the day of the application for the service.
    public func promised(
        _ explanation: Explanation, appliedOn: Day? = nil
    ) throws -> Explanation {
        let release = explanation.decision.release
        // Most categories have none, and the rows need not be read to know that.
        if release.plan == nil,
            try !store.isGuaranteed(
                category: explanation.request.category, inRelease: release.number)
        {
            return explanation
        }
        let marking = try marking(release.plan.map { .plan($0) } ?? .release(release.number))
        let request = explanation.request
        let complaint = Complaint(
            number: request.id, category: request.category, places: request.places,
            channel: request.channel, setting: request.setting,
            registeredAt: Instant(
                seconds: Int64(request.day.number) * 86_400 - Instant.kolkataOffset),
            applicationDay: appliedOn)
        guard let promise = marking.promise(to: complaint, explanation.decision) else {
            return explanation
        }
        var promised = explanation
        promised.promise = promise
        promised.names.merge(
            marking.bilingualNames(of: promise.keys, on: request.day)
        ) { known, _ in known }
        return promised
    }

    /// What a basis says of complaints.
    func marking(_ basis: RouteBasis) throws -> Marking {
        switch basis {
        case .live: return try liveMarking()
        case .release(let number): return try marking(release: number)
        case .plan(let id):
            let plan = try store.plan(matching: id)
            let rows = try store.changeset(of: plan.id)
                .applied(to: try store.rows(ofRelease: plan.terms.base.number))
            return Marking(rows, table: try routeTable(basis))
        }
    }
}
