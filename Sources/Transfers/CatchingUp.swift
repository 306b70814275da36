public import MasterData
internal import RouteEngine

/// What the clock does to one complaint.
public enum CatchingUp {
    /// The events that bring a complaint up to a moment: each level whose time was over is
    /// left when it was over, so that a late sweep ends where timely ones would have.
    ///
    /// - Parameter marking: the release by which the next level is looked for, given the
    ///   complaint's assignment and the moment.
    public static func events(
        of complaint: Complaint, _ standing: Standing, to now: Instant,
        marking: (Standing, Instant) throws -> Marking
    ) throws -> [LedgerEvent] {
        var standing = standing
        var events: [LedgerEvent] = []
        while let due = standing.nextDue, due <= now, let entry = standing.entry {
            let at = max(due, standing.lastAt)
            let happening: Happening
            if !entry.terms.escalatesAutomatically && entry.level < 4 {
                happening = .overdue(.manual)
            } else if let next = try marking(standing, at).nextLevel(
                of: complaint, standing, at: at)
            {
                happening = .escalated(
                    next.assignment, next.entry, passed: next.passed, reason: nil)
            } else {
                happening = .overdue(.lastLevel)
            }
            let event = LedgerEvent(step: standing.step + 1, at: at, happening: happening)
            try standing.apply(event)
            events.append(event)
        }
        return events
    }
}
