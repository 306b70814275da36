public import MasterData

/// One entry of a complaint's ledger: what happened, when, in which step.
///
/// Steps count from 1 without gaps. An event is never changed or taken back; what went wrong
/// is put right by a later one.
public struct LedgerEvent: Hashable, Sendable {
    public var step: Int
    /// When it took effect. An escalation takes effect when the time was over, also when it
    /// is carried out later.
    public var at: Instant
    /// Who did it; nothing for what the clock or a release did.
    public var actor: String?
    public var happening: Happening

    public init(step: Int, at: Instant, actor: String? = nil, happening: Happening) {
        self.step = step
        self.at = at
        self.actor = actor
        self.happening = happening
    }
}

/// What can happen to a complaint.
public enum Happening: Hashable, Sendable {
    /// It got its chain and entered its first level.
    case routed(Assignment, LevelEntry, passed: [PassedLevel])
    /// No post could be found; it is tried again when a release changes.
    case unroutable(release: Int, reason: String)
    /// Its time was over, or somebody sent it up.
    case escalated(Assignment?, LevelEntry, passed: [PassedLevel], reason: String?)
    /// Its time was over at a level that does not escalate by itself, or at the last one.
    case overdue(OverdueReason)
    /// A level that may do so sent it back down.
    case sentBack(LevelEntry, reason: String)
    case resolved(reason: String?)
    case reopened(Assignment?, LevelEntry, reason: String)
    /// The officer says it was marked wrongly, and to what it belongs.
    case returned(category: String?, department: String?, reason: String)
    /// It got another category, and with it perhaps another chain; the reason is named when
    /// nobody asked for it.
    case remarked(
        category: String, Assignment, LevelEntry, passed: [PassedLevel], dueBefore: Instant?,
        reason: String? = nil)
    /// Somebody gave it to another post by hand; its time stays as it was.
    case transferred(post: String, from: String?, reason: String)
    /// A new release names another post for its level.
    case moved(Assignment, LevelEntry, from: String, dueBefore: Instant)
}

/// Why a complaint whose time is over stays where it is.
public enum OverdueReason: String, CaseIterable, Hashable, Sendable {
    /// The level escalates only by hand.
    case manual
    /// There is no level above that has a post.
    case lastLevel = "last-level"
}

extension Happening {
    /// The word for it in files, events and the database.
    public var word: Word {
        switch self {
        case .routed: .routed
        case .unroutable: .unroutable
        case .escalated: .escalated
        case .overdue: .overdue
        case .sentBack: .sentBack
        case .resolved: .resolved
        case .reopened: .reopened
        case .returned: .returned
        case .remarked: .remarked
        case .transferred: .transferred
        case .moved: .moved
        }
    }

    public enum Word: String, CaseIterable, Hashable, Sendable {
        case routed, unroutable, escalated, overdue
        case sentBack = "sent-back"
        case resolved, reopened, returned, remarked, transferred, moved
    }

    /// The level that was entered, when one was.
    public var entry: LevelEntry? {
        switch self {
        case .routed(_, let entry, _), .escalated(_, let entry, _, _), .sentBack(let entry, _),
            .reopened(_, let entry, _), .remarked(_, _, let entry, _, _, _),
            .moved(_, let entry, _, _):
            entry
        case .unroutable, .overdue, .resolved, .returned, .transferred: nil
        }
    }

    /// The assignment that was made, when one was.
    public var assignment: Assignment? {
        switch self {
        case .routed(let assignment, _, _), .remarked(_, let assignment, _, _, _, _),
            .moved(let assignment, _, _, _):
            assignment
        case .escalated(let assignment, _, _, _), .reopened(let assignment, _, _): assignment
        case .unroutable, .overdue, .sentBack, .resolved, .returned, .transferred: nil
        }
    }
}
