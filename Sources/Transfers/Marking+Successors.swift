public import MasterData

extension Marking {
    /// What takes the place of things of a kind, as the succession rows say; nothing for none.
    public func successors(of kind: MasterKind) -> [RowKey: RowKey] {
        var successors: [RowKey: RowKey] = [:]
        for (_, timeline) in rows.rows(of: .succession) {
            guard let content = timeline.last?.content,
                let before = content.reference(.predecessor, in: .succession),
                let after = content.reference(.successor, in: .succession),
                before.kind == kind, after.kind == kind, before != after
            else { continue }
            successors[before] = after
        }
        return successors
    }

    /// What becomes of an open complaint whose post is there no more: nothing when it is.
    ///
    /// The post that the release gives its level now; else the ended post's named successor; else
    /// the next level that has a post, entered early, with the reason.
    ///
    /// - Parameter successors: of posts.
    public func leaving(
        endedPostOf complaint: Complaint, _ standing: Standing, at instant: Instant,
        successors: [RowKey: RowKey]
    ) -> Happening? {
        guard let post = standing.post, standing.state == .open || standing.state == .returned,
            !lists(RowKey(.post, post), on: instant.day)
        else { return nil }
        if let moved = move(of: complaint, standing, at: instant) { return moved }
        var seen: Set<RowKey> = []
        var heir = successors[RowKey(.post, post)]
        while let key = heir, seen.insert(key).inserted {
            if lists(key, on: instant.day) {
                return .transferred(post: key.code, from: post, reason: Self.postEnded)
            }
            heir = successors[key]
        }
        return nextLevel(of: complaint, standing, at: instant).map {
            .escalated($0.assignment, $0.entry, passed: $0.passed, reason: Self.postEnded)
        }
    }

    /// Why a complaint was handed on or sent up when its post ended.
    public static let postEnded = "post-ended"
}
