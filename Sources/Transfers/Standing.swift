public import MasterData
internal import RouteEngine

/// Where a complaint stands: the fold over the events of its ledger.
public struct Standing: Hashable, Sendable {
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Registered, and nothing decided yet. Only inside one transaction.
        case new
        /// No post is known for it.
        case unroutable
        /// With a post, at a level.
        case open
        /// With a post that says it belongs elsewhere.
        case returned
        case resolved
    }

    public private(set) var state = State.new
    /// How many events there are.
    public private(set) var step = 0
    /// The category it has now.
    public private(set) var category: String
    public private(set) var assignment: Assignment?
    public private(set) var entry: LevelEntry?
    /// The post that has it, when it was given away by hand.
    public private(set) var handedTo: String?
    /// Why it is unroutable.
    public private(set) var reason: String?
    /// Whether the end of its time has been noted at this level, so that no sweep needs to.
    public private(set) var isOverdueNoted = false
    /// When the last event took effect.
    public private(set) var lastAt: Instant

    /// A complaint with nothing in its ledger yet.
    public init(_ complaint: Complaint) {
        category = complaint.category
        lastAt = complaint.registeredAt
    }

    /// Folds a ledger.
    public init(_ complaint: Complaint, _ events: [LedgerEvent]) throws(IllegalTransition) {
        self.init(complaint)
        for event in events { try apply(event) }
    }

    /// The post that has the complaint.
    // Inlined into one function, these make the optimiser of Swift 6.3.1 fail.
    @inline(never)
    public var post: String? { state == .unroutable ? nil : handedTo ?? entry?.acting }

    @inline(never)
    public var level: Int? { entry?.level }

    /// When the present level's time is over, or was.
    @inline(never)
    public var due: Instant? { state == .open || state == .returned ? entry?.due : nil }

    /// When the sweep has to look at it; nothing when there is nothing left to do.
    public var nextDue: Instant? { isOverdueNoted ? nil : due }

    public func isOverdue(at now: Instant) -> Bool { due.map { $0 <= now } ?? false }
}

/// What may be done to a complaint.
public enum Transition: String, CaseIterable, Hashable, Sendable {
    case route, escalate
    case noteOverdue = "note-overdue"
    case sendBack = "send-back"
    case resolve, reopen
    case giveBack = "return"
    case remark, transfer, move
}

/// Something was asked of a complaint that it does not allow where it stands.
public struct IllegalTransition: Error, Hashable, Sendable, CustomStringConvertible {
    public var transition: Transition
    public var state: Standing.State
    public var level: Int?
    public var legal: [Transition]
    /// What is wrong beyond the state.
    public var detail: String?

    public var description: String {
        let place = level.map { ", at L\($0)" } ?? ""
        return
            "'\(transition.rawValue)' is not possible: the complaint is \(state.rawValue)\(place)\(detail.map { " (\($0))" } ?? ""). Possible now: \(legal.map(\.rawValue).joined(separator: ", "))."
    }
}

extension Standing {
    /// What may be done now.
    public var legal: [Transition] {
        switch state {
        case .new: return [.route]
        case .unroutable: return [.route, .remark]
        case .resolved: return [.reopen]
        case .open, .returned:
            var legal: [Transition] = []
            if let entry, entry.level < 4 { legal.append(.escalate) }
            if !isOverdueNoted { legal.append(.noteOverdue) }
            if state == .open, let entry, entry.level > 1, entry.terms.maySendBack {
                legal.append(.sendBack)
            }
            legal.append(.resolve)
            if state == .open { legal.append(.giveBack) }
            return legal + [.remark, .transfer, .move]
        }
    }

    /// Refuses what may not be done now, and names what may.
    public func require(
        _ transition: Transition, if holds: Bool = true, _ detail: String? = nil
    ) throws(IllegalTransition) {
        guard legal.contains(transition), holds else {
            throw IllegalTransition(
                transition: transition, state: state, level: level, legal: legal, detail: detail)
        }
    }

    /// Adds the next event of the ledger.
    public mutating func apply(_ event: LedgerEvent) throws(IllegalTransition) {
        let happening = event.happening
        let transition = happening.word.transition
        try require(transition)
        try require(
            transition, if: event.step == step + 1, "step \(event.step) follows step \(step)")
        try require(transition, if: event.at >= lastAt, "it happened before the last event")
        let before = entry?.level ?? 0
        switch happening {
        case .escalated(_, let entry, _, _):
            try require(.escalate, if: entry.level > before, "L\(entry.level) is not above")
        case .sentBack(let entry, _):
            try require(.sendBack, if: entry.level < before, "L\(entry.level) is not below")
        default: break
        }
        step = event.step
        lastAt = event.at
        if let made = happening.assignment { assignment = made }
        if let entered = happening.entry {
            entry = entered
            if !happening.isFollowing { handedTo = nil }
            isOverdueNoted = false
        }
        reason = nil
        switch happening {
        case .routed, .escalated, .sentBack, .reopened: state = .open
        // A new release does not answer an officer who says that the marking is wrong.
        case .moved: break
        case .remarked(let category, _, _, _, _, _):
            self.category = category
            // What ended answers no officer either.
            if state == .unroutable || !happening.isFollowing { state = .open }
        case .unroutable(_, let why):
            state = .unroutable
            reason = why
        case .overdue: isOverdueNoted = true
        case .resolved: state = .resolved
        case .returned: state = .returned
        case .transferred(let post, _, _):
            handedTo = post
            state = .open
        }
    }
}

extension Happening {
    /// Whether it is a re-marking that nobody asked for: the complaint stays with whom it is.
    fileprivate var isFollowing: Bool {
        if case .remarked(_, _, _, _, _, .some) = self { return true }
        return false
    }
}

extension Happening.Word {
    /// The transition that such an event carries out.
    public var transition: Transition {
        switch self {
        case .routed, .unroutable: .route
        case .escalated: .escalate
        case .overdue: .noteOverdue
        case .sentBack: .sendBack
        case .resolved: .resolve
        case .reopened: .reopen
        case .returned: .giveBack
        case .remarked: .remark
        case .transferred: .transfer
        case .moved: .move
        }
    }
}
