internal import MappingStore
internal import MasterData
internal import Transfers

extension Desk {
    /// Resolves many complaints, a thousand to a transaction, as a portal's nightly feed does.
    ///
    /// One that cannot be resolved where it stands is passed over.
    ///
    /// - Returns: how many were resolved.
    public func resolveAll(_ orders: [ComplaintOrder]) throws -> Int {
        try settle(orders, .resolve) { _, _, _ in .resolved(reason: nil) }
    }

    /// Opens many resolved complaints again; one that is not resolved is passed over.
    public func reopenAll(_ orders: [ComplaintOrder], reason: String) throws -> Int {
        try settle(orders, .reopen) { markings, stored, at in
            try markings.forNextLevel(stored.complaint, stored.standing, at: at)
                .sameLevel(of: stored.complaint, stored.standing, at: at)
                .map { .reopened($0.assignment, $0.entry, reason: reason) }
        }
    }

    private func settle(
        _ orders: [ComplaintOrder], _ transition: Transition,
        _ make: (OpenMarkings, StoredComplaint, Instant) throws -> Happening?
    ) throws -> Int {
        var count = 0
        var start = 0
        while start < orders.count {
            let batch = orders[start..<min(start + Self.intakeBatch, orders.count)]
            count += try openingReleases { markings in
                try store.amendAll(
                    batch.map { ($0.number, $0.requestKey) }, recordedAt: now
                ) { stored in
                    var stored = stored
                    var events = try CatchingUp.events(
                        of: stored.complaint, stored.standing, to: now
                    ) { try markings.forNextLevel(stored.complaint, $0, at: $1) }
                    for event in events { try stored.standing.apply(event) }
                    let at = max(now, stored.standing.lastAt)
                    guard stored.standing.legal.contains(transition),
                        let happening = try make(markings, stored, at)
                    else { return [] }
                    events.append(
                        LedgerEvent(
                            step: stored.standing.step + 1, at: at, happening: happening))
                    return events
                }
            }
            start = batch.endIndex
        }
        return count
    }
}
