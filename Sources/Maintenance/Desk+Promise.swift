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
        let request = explanation.request
        let marking = try marking(
            promisingTo: explanation.decision.category(for: request.category),
            by: explanation.decision)
        guard
            let promise = marking?.promise(
                to: Self.complaint(request, appliedOn: appliedOn), explanation.decision)
        else { return explanation }
        var promised = explanation
        promised.promise = promise
        if let marking {
            promised.names.merge(
                marking.bilingualNames(of: promise.keys, on: request.day)
            ) { known, _ in known }
        }
        return promised
    }

    /// What the law promises to a complaint that a release decided; nothing when its category has
    /// no guaranteed service.
    ///
    /// - Parameters:
    ///   - registeredAt: the moment of registration; the first one of the day unless given.
    ///   - appliedOn: the day of the application for the service.
    public func promise(
        to request: RouteRequest, registeredAt: Instant? = nil, appliedOn: Day? = nil,
        _ decision: Decision
    ) throws -> ServicePromise? {
        try marking(
            promisingTo: decision.category(for: request.category), by: decision)?.promise(
                to: Self.complaint(request, registeredAt: registeredAt, appliedOn: appliedOn),
                decision)
    }

    /// What the release of a decision says of complaints, when it may promise something to those
    /// of a category. Most have nothing, and the rows need not be read to know that.
    private func marking(
        promisingTo category: String, by decision: Decision
    ) throws -> Marking? {
        let release = decision.release
        if let plan = release.plan { return try marking(.plan(plan)) }
        let guaranteed = try releases.guaranteedCategories(release.number) {
            try store.guaranteedCategories(inRelease: release.number)
        }
        return guaranteed.contains(category) ? try marking(.release(release.number)) : nil
    }

    private static func complaint(
        _ request: RouteRequest, registeredAt: Instant? = nil, appliedOn: Day?
    ) -> Complaint {
        Complaint(
            number: request.id, category: request.category, places: request.places,
            channel: request.channel, setting: request.setting,
            registeredAt: registeredAt
                ?? Instant(seconds: Int64(request.day.number) * 86_400 - Instant.kolkataOffset),
            applicationDay: appliedOn)
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
