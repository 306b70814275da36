internal import MappingStore
internal import MasterData
internal import Transfers

/// A complaint that stays under a category that ended, and why.
public struct StayingComplaint: Hashable, Sendable {
    public var number: String
    public var category: String
    /// `no-successor`, or the reason why the successor has no post for it.
    public var reason: String
}

extension Desk {
    /// Marks every open complaint whose category ended with the category that stands for it,
    /// whatever the policy of the release, and lists those that stay.
    ///
    /// Looked for once a day and once in each release.
    ///
    /// - Parameter isEnding: asked between batches; the next sweep then looks again.
    func leaveEndedCategories(_ totals: inout SweepTotals, until isEnding: () -> Bool) throws {
        let live = try liveMarking()
        let look = EndedLook(day: now.day, release: live.release)
        if let made = try store.lastLook(for: .categories), look.isDone(by: made) { return }
        let ended = live.endedCategories(by: look.day)
        // Without such a category no complaint need be read.
        let numbers = ended.isEmpty ? [] : try store.complaints(withCategoryIn: ended)
        for start in stride(from: 0, to: numbers.count, by: Self.sweepBatch) {
            if isEnding() { return }
            let batch = numbers[start..<min(start + Self.sweepBatch, numbers.count)]
            var done = SweepTotals()
            _ = try store.amendAll(batch.map { ($0, nil) }, recordedAt: now) { stored in
                let standing = stored.standing
                let at = max(now, standing.lastAt)
                switch live.leaving(endedCategoryOf: stored.complaint, standing, at: at) {
                case nil: return []
                case .stays(let reason):
                    done.stay(
                        StayingComplaint(
                            number: stored.complaint.number, category: standing.category,
                            reason: reason))
                    return []
                case .followed(let happening):
                    let event = LedgerEvent(
                        step: standing.step + 1, at: at, happening: happening)
                    done.count([event])
                    return [event]
                }
            }
            totals.add(done)
        }
        try store.keep(look, for: .categories)
    }
}
