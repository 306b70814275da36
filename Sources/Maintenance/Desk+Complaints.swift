public import MappingStore
internal import MasterData
internal import RouteEngine
public import Transfers

/// Who asks for something to be done to a complaint, and by which request.
public struct ComplaintOrder: Sendable {
    public var number: String
    public var actor: String?
    /// A request that comes again with its key is done once.
    public var requestKey: String?

    public init(_ number: String, by actor: String? = nil, requestKey: String? = nil) {
        self.number = number
        self.actor = actor
        self.requestKey = requestKey
    }
}

/// Why something cannot be done to a complaint although its state would allow it.
public enum ComplaintRefusal: Error, Equatable, CustomStringConvertible {
    case noReason
    case unroutable(category: String, reason: String)
    case unknownCategory(String)
    case unknownDepartment(String)
    case unknownPost(String)
    case samePost(String)
    case noLevel(String)

    public var description: String {
        switch self {
        case .noReason: "Give the reason with --reason; it is kept in the ledger."
        case .unroutable(let category, let reason):
            "Under category '\(category)' the complaint would have no post (\(reason)). It stays as it is; ask for another category, or have the masters corrected."
        case .unknownCategory(let code):
            "The live release lists no category '\(code)'. Look it up with 'rajmap history category CODE'."
        case .unknownDepartment(let code): "The live release lists no department '\(code)'."
        case .unknownPost(let code):
            "The live release lists no post '\(code)' today. Look it up with 'rajmap history post CODE'."
        case .samePost(let code): "The complaint is with post '\(code)' already."
        case .noLevel(let where_): "There is no level \(where_) that has a post today."
        }
    }
}

extension Desk {
    /// A complaint, its ledger and where it stands.
    public func complaint(_ number: String) throws -> StoredComplaint {
        try store.complaint(number)
    }

    /// The levels a complaint would still enter if nobody acts.
    public func forecast(of stored: StoredComplaint) throws -> [LevelEntry] {
        try openingReleases { markings in
            try markings.forNextLevel(
                stored.complaint, stored.standing, at: stored.standing.lastAt
            ).forecast(of: stored.complaint, stored.standing)
        }
    }

    public func resolve(_ order: ComplaintOrder, reason: String?) throws -> StoredComplaint {
        try amend(order, .resolve) { _, _, _ in .resolved(reason: reason) }
    }

    /// Opens a resolved complaint again, at the level that had it, with its whole time.
    public func reopen(_ order: ComplaintOrder, reason: String) throws -> StoredComplaint {
        try amend(order, .reopen, reason) { markings, stored, at in
            let marking = try markings.forNextLevel(stored.complaint, stored.standing, at: at)
            guard let step = marking.sameLevel(of: stored.complaint, stored.standing, at: at) else {
                throw ComplaintRefusal.noLevel("to go back to")
            }
            return .reopened(step.assignment, step.entry, reason: reason)
        }
    }

    /// The officer says that a complaint is marked wrongly, and what it is.
    public func giveBack(
        _ order: ComplaintOrder, category: String?, department: String?, reason: String
    ) throws -> StoredComplaint {
        try amend(order, .giveBack, reason) { markings, _, at in
            try markings.requireListed(category: category, department: department, on: at.day)
            return .returned(category: category, department: department, reason: reason)
        }
    }

    /// Gives a complaint another category; it begins again at the first level of its chain.
    public func remark(_ order: ComplaintOrder, category: String) throws -> StoredComplaint {
        try amend(order, .remark) { markings, stored, at in
            try markings.requireListed(category: category, department: nil, on: at.day)
            switch markings.live.arrival(of: stored.complaint, category: category, at: at) {
            case .unroutable(let reason):
                throw ComplaintRefusal.unroutable(category: category, reason: reason)
            case .routed(let assignment, let entry, let passed):
                return .remarked(
                    category: category, assignment, entry, passed: passed,
                    dueBefore: stored.standing.due)
            }
        }
    }

    /// Gives a complaint to another post by hand; its level and time stay.
    public func transfer(
        _ order: ComplaintOrder, to post: String, reason: String
    ) throws -> StoredComplaint {
        try amend(order, .transfer, reason) { markings, stored, at in
            guard markings.live.lists(RowKey(.post, post), on: at.day) else {
                throw ComplaintRefusal.unknownPost(post)
            }
            guard stored.standing.post != post else { throw ComplaintRefusal.samePost(post) }
            return .transferred(post: post, from: stored.standing.post, reason: reason)
        }
    }

    /// Sends a complaint up by hand, as a level must that does not escalate by itself.
    public func sendUp(_ order: ComplaintOrder, reason: String) throws -> StoredComplaint {
        try amend(order, .escalate, reason) { markings, stored, at in
            let marking = try markings.forNextLevel(stored.complaint, stored.standing, at: at)
            guard let next = marking.nextLevel(of: stored.complaint, stored.standing, at: at) else {
                throw ComplaintRefusal.noLevel("above")
            }
            return .escalated(next.assignment, next.entry, passed: next.passed, reason: reason)
        }
    }

    /// Sends a complaint back to the level below, where its level may do so.
    public func sendBack(_ order: ComplaintOrder, reason: String) throws -> StoredComplaint {
        try amend(order, .sendBack, reason) { markings, stored, at in
            let marking = try markings[stored.standing.assignment?.release ?? markings.live.release]
            guard
                let entry = marking.levelBelow(of: stored.complaint, stored.standing, at: at)
            else { throw ComplaintRefusal.noLevel("below") }
            return .sentBack(entry, reason: reason)
        }
    }

    /// Adds one event, after the state has allowed it and the clock has caught up.
    ///
    /// A level whose time is over is left first, so that what a person does is recorded at the
    /// level where the complaint really stood.
    private func amend(
        _ order: ComplaintOrder, _ transition: Transition, _ reason: String? = nil,
        _ make: (OpenMarkings, StoredComplaint, Instant) throws -> Happening
    ) throws -> StoredComplaint {
        if let reason, reason.allSatisfy(\.isWhitespace) { throw ComplaintRefusal.noReason }
        return try openingReleases { markings in
            try store.amend(order.number, requestKey: order.requestKey, recordedAt: now) { stored in
                var stored = stored
                var events = try CatchingUp.events(
                    of: stored.complaint, stored.standing, to: now
                ) { try markings.forNextLevel(stored.complaint, $0, at: $1) }
                for event in events { try stored.standing.apply(event) }
                try stored.standing.require(transition)
                let at = max(now, stored.standing.lastAt)
                events.append(
                    LedgerEvent(
                        step: stored.standing.step + 1, at: at, actor: order.actor,
                        happening: try make(markings, stored, at)))
                return events
            }
        }
    }
}

extension OpenMarkings {
    fileprivate func requireListed(category: String?, department: String?, on day: Day) throws {
        if let category, !live.lists(RowKey(.category, category), on: day) {
            throw ComplaintRefusal.unknownCategory(category)
        }
        if let department, !live.lists(RowKey(.department, department), on: day) {
            throw ComplaintRefusal.unknownDepartment(department)
        }
    }
}
