internal import MappingStore
internal import MasterData
internal import Transfers

extension Desk {
    /// Hands on every open complaint whose post is there no more, whatever the policy of the
    /// release: nobody is left to answer it.
    ///
    /// Looked for once a day and once in each release.
    ///
    /// - Parameter isEnding: asked between batches; the next sweep then looks again.
    func leaveEndedPosts(_ totals: inout SweepTotals, until isEnding: () -> Bool) throws {
        let live = try liveMarking()
        let look = EndedLook(day: now.day, release: live.release)
        if let made = try store.lastLook(for: .posts), look.isDone(by: made) { return }
        let numbers = try store.complaints { post in
            live.lists(RowKey(.post, post), on: look.day)
        }
        let successors = numbers.isEmpty ? [:] : live.successors(of: .post)
        for start in stride(from: 0, to: numbers.count, by: Self.sweepBatch) {
            if isEnding() { return }
            let batch = numbers[start..<min(start + Self.sweepBatch, numbers.count)]
            var events: [LedgerEvent] = []
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
            totals.count(events)
        }
        try store.keep(look, for: .posts)
    }
}
