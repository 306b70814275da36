public import MappingStore
internal import MasterData
internal import Transfers

/// What a sweep did.
public struct SweepTotals: Hashable, Sendable {
    /// Complaints whose time was over and that were handled.
    public var complaints = 0
    /// Escalations, by the level that was entered.
    public var escalated: [Int: Int] = [:]
    /// Complaints whose time is over and that stay where they are, by reason.
    public var overdue: [String: Int] = [:]
    /// Complaints that a release gave to another post.
    public var moved = 0
    /// Complaints that had no post and have one now.
    public var newlyRouted = 0

    /// Complaints that went to the successor of a post that ended.
    public var handedOn = 0
    /// Complaints that got the category that stands for their own, which ended.
    public var remarked = 0
    /// Complaints that stay under a category that ended, by reason.
    public var staying: [String: Int] = [:]
    /// The first of them.
    public private(set) var listedStaying: [StayingComplaint] = []

    /// So many complaints that stay are listed; all are counted.
    static let listed = 50

    public init() {}

    mutating func stay(_ complaint: StayingComplaint) {
        staying[complaint.reason, default: 0] += 1
        if listedStaying.count < Self.listed { listedStaying.append(complaint) }
    }

    /// Adds what was found of categories that ended.
    mutating func add(_ more: SweepTotals) {
        remarked += more.remarked
        staying.merge(more.staying, uniquingKeysWith: +)
        listedStaying += more.listedStaying.prefix(Self.listed - listedStaying.count)
    }

    mutating func count(_ events: [LedgerEvent]) {
        for event in events {
            switch event.happening {
            case .escalated(_, let entry, _, _): escalated[entry.level, default: 0] += 1
            case .overdue(let reason): overdue[reason.rawValue, default: 0] += 1
            case .moved: moved += 1
            case .transferred: handedOn += 1
            case .routed: newlyRouted += 1
            case .remarked: remarked += 1
            default: break
            }
        }
    }
}

/// Somebody else is at work that only one may be at.
public struct WorkTaken: Error, Equatable, CustomStringConvertible {
    public var work: LoneWork

    public var description: String {
        switch work {
        case .sweep:
            "Another sweep of this database is under way. Nothing is lost: it, or the next, does it all."
        case .delivery:
            "Another delivery from this database is under way. Try again when it is over."
        }
    }
}

extension Desk {
    /// How many complaints are over their time and not handled yet.
    public func overdueBacklog() throws -> Int { try store.overdueBacklog(at: now) }

    /// How many complaints are handled by one transaction of a sweep.
    static let sweepBatch = 500

    /// Handles every complaint whose time is over, and carries out what releases since the
    /// last sweep mean for open complaints.
    ///
    /// Batches are transactions of their own; a sweep that is cut off is taken up by the next.
    /// Only one sweeps at a time, of all servers and commands: ``WorkTaken`` says that one does.
    ///
    /// - Parameter isEnding: asked between batches; what is left then waits for the next sweep.
    public func escalate(until isEnding: () -> Bool = { false }) throws -> SweepTotals {
        guard let totals = try store.alone(at: .sweep, { try sweep(until: isEnding) }) else {
            throw WorkTaken(work: .sweep)
        }
        return totals
    }

    private func sweep(until isEnding: () -> Bool) throws -> SweepTotals {
        var totals = SweepTotals()
        try carryOutReleases(&totals, until: isEnding)
        try leaveEndedCategories(&totals, until: isEnding)
        while !isEnding() {
            let (count, events) = try openingReleases { markings in
                try store.sweepDue(to: now, atMost: Self.sweepBatch) { stored in
                    try CatchingUp.events(of: stored.complaint, stored.standing, to: now) {
                        try markings.forNextLevel(stored.complaint, $0, at: $1)
                    }
                }
            }
            totals.complaints += count
            totals.count(events)
            if count < Self.sweepBatch { break }
        }
        try leaveEndedPosts(&totals, until: isEnding)
        return totals
    }

    /// Retries what had no post, and moves what the policy of a new release moves at once.
    ///
    /// How far it came is kept with each batch, so that whoever comes next goes on from there,
    /// also when two come at once.
    func carryOutReleases(_ totals: inout SweepTotals, until isEnding: () -> Bool) throws {
        let policies = try store.complaintPolicies()
        for release in try store.releasesToSweep() {
            let moves = policies[release] == .now
            let states: [Standing.State] = moves ? [.unroutable, .open, .returned] : [.unroutable]
            // Without such complaints no release need be opened to find that nothing is to be done.
            let isEmpty = try !store.hasComplaints(in: states)
            while !isEnding() {
                let events =
                    isEmpty
                    ? try store.sweepRelease(
                        release, states: [], now: now, atMost: Self.sweepBatch
                    ) { _ in [] }
                    : try openingReleases { markings in
                        try store.sweepRelease(
                            release, states: states, now: now, atMost: Self.sweepBatch
                        ) { try markings.events(of: release, on: $0, at: now) }
                    }
                guard let events else { break }
                totals.count(events)
            }
        }
    }
}

extension OpenMarkings {
    /// What a release does to one open complaint.
    fileprivate func events(
        of release: Int, on stored: StoredComplaint, at now: Instant
    ) throws -> [LedgerEvent] {
        let standing = stored.standing
        let at = max(now, standing.lastAt)
        let happening: Happening?
        if standing.state == .unroutable {
            let retry = live.happening(
                live.arrival(of: stored.complaint, category: standing.category, at: at))
            // The same refusal again says nothing new.
            if case .unroutable(_, let reason) = retry, reason == standing.reason { return [] }
            happening = retry
        } else {
            guard let own = standing.assignment?.release, own < release else { return [] }
            happening = try self[release].move(of: stored.complaint, standing, at: at)
        }
        return happening.map { [LedgerEvent(step: standing.step + 1, at: at, happening: $0)] } ?? []
    }
}
