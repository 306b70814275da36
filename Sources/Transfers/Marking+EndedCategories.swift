public import MasterData
internal import RouteEngine

extension Marking {
    /// What becomes of an open complaint whose category is over.
    public enum CategoryEnd: Hashable, Sendable {
        /// It goes on under the category that stands for its own.
        case followed(Happening)
        /// It stays as it is, for a reason: ``noSuccessor``, or why the successor has no post.
        case stays(reason: String)
    }

    /// What becomes of an open complaint whose category is over by a day; nothing when it is not,
    /// or when the release does not list it at all.
    ///
    /// With a successor it is marked with that, whatever the policy of the release; its level and
    /// clock stay, and so does who was given it by hand.
    public func leaving(
        endedCategoryOf complaint: Complaint, _ standing: Standing, at instant: Instant
    ) -> CategoryEnd? {
        guard standing.state != .resolved, standing.state != .new,
            hasEnded(category: standing.category, by: instant.day)
        else { return nil }
        guard let heir = table.heir(ofCategory: standing.category, on: instant.day)?.heir.code
        else { return .stays(reason: Self.noSuccessor) }
        if standing.state == .unroutable {
            switch arrival(of: complaint, category: heir, at: instant) {
            case .unroutable(let reason): return .stays(reason: reason)
            case .routed(let assignment, let entry, let passed):
                return .followed(
                    .remarked(
                        category: heir, assignment, entry, passed: passed, dueBefore: nil,
                        reason: Self.categoryEnded))
            }
        }
        if let happening = following(
            heir, complaint, standing, at: instant, reason: Self.categoryEnded)
        {
            return .followed(happening)
        }
        let decision = table.decide(complaint.request(category: heir), entering: instant.day)
        return .stays(reason: (decision.reason ?? .noPost).rawValue)
    }

    /// Whether a category is over by a day; not one that the release never listed.
    public func hasEnded(category: String, by day: Day) -> Bool {
        table.hasEnded(category: category, by: day)
    }

    /// Why a complaint was marked anew when its category ended.
    public static let categoryEnded = "category-ended"

    /// Why a complaint stays under a category that ended.
    public static let noSuccessor = "no-successor"
}
