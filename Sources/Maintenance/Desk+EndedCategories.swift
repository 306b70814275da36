internal import MappingStore
internal import MasterData
internal import Plans
internal import Transfers

/// A complaint that stays under a category that ended, and why.
public struct StayingComplaint: Hashable, Sendable {
    public var number: String
    public var category: String
    /// `no-successor`, or the reason why the successor has no post for it.
    public var reason: String
}

extension StayingComplaint: CustomStringConvertible {
    public var description: String {
        "Complaint \(number) stays under category '\(category)', which ended: \(reason). Mark it with 'rajmap complaint remark \(number) --category CODE'."
    }
}

extension Desk {
    /// Marks every open complaint whose category ended with the category that stands for it,
    /// whatever the policy of the release, and lists those that stay.
    ///
    /// Looked for once a day and once in each release.
    ///
    /// - Parameter isEnding: asked between batches; the next sweep then looks again.
    func leaveEndedCategories(_ totals: inout SweepTotals, until isEnding: () -> Bool) throws {
        let head = try store.head()
        let look = EndedLook(day: now.day, release: head.number)
        if let made = try store.lastLook(for: .categories), look.isDone(by: made) { return }
        let ended = try store.endedCategories(inRelease: head.number, by: look.day)
        // Without such a category no complaint need be read, and without a complaint no release.
        let numbers = ended.isEmpty ? [] : try store.complaints(withCategoryIn: ended)
        if numbers.isEmpty { return try store.keep(look, for: .categories) }
        let live = try marking(release: head.number)
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
