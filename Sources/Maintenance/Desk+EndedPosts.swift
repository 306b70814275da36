internal import MappingStore
internal import MasterData
internal import Transfers

extension Desk {
    /// Hands on every open complaint whose post is there no more, whatever the policy of the
    /// release: nobody is left to answer it.
    ///
    /// Looked for once a day, and after each release.
    func leaveEndedPosts(_ totals: inout SweepTotals, afterRelease: Bool) throws {
        let today = now.day
        if !afterRelease, let day = try store.dayOfEndedPosts(), day >= today { return }
        let live = try liveMarking()
        let numbers = try store.complaints { post in
            live.lists(RowKey(.post, post), on: today)
        }
        let successors = numbers.isEmpty ? [:] : live.successors(of: .post)
        var events: [LedgerEvent] = []
        for start in stride(from: 0, to: numbers.count, by: Self.sweepBatch) {
            let batch = numbers[start..<min(start + Self.sweepBatch, numbers.count)]
            _ = try store.amendAll(batch.map { ($0, nil) }, recordedAt: now) { stored in
                let at = max(now, stored.standing.lastAt)
                let happening = live.leaving(
                    endedPostOf: stored.complaint, stored.standing, at: at, successors: successors)
                let made = happening.map {
                    [LedgerEvent(step: stored.standing.step + 1, at: at, happening: $0)]
                }
                events += made ?? []
                return made ?? []
            }
        }
        totals.count(events)
        try store.keepDayOfEndedPosts(today)
    }
}
