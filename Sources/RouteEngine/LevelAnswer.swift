public import MasterData

/// One level of a decision: the post that the chain names, and who answers for it that day.
public struct LevelAnswer: Hashable, Sendable {
    /// 1 to 4.
    public var level: Int
    /// The department whose office was looked for.
    public var department: RowKey?
    /// The post that the chain, or the rule, names; nothing for a hole.
    public var post: RowKey?
    /// The post that answers: `post`, or a higher level's when `post` is vacant.
    public var answers: RowKey?
    /// The person who answers; nothing for a hole, or when nobody up the chain is in place.
    public var holder: RowKey?
    public var how: Answering
    /// The state of the level apart from what lies below it; `samePersonAsBelow` hides it.
    public var standing: CoverState
    /// How long the level has; nothing when the rule names a post at a level the chain lacks.
    public var terms: LevelTerms?

    public var days: Int? { terms?.days }
    public var calendar: DayCount? { terms?.calendar }
}

/// How a post is answered on a day.
public enum Answering: Hashable, Sendable {
    /// By its substantive holder.
    case holder
    /// By someone who stands in for the holder.
    case standIn(PostingNature)
    /// By the next level's post, on this level's clock.
    case nextLevel(reason: VacancyReason)
    /// By the person who answered one level below: escalation passes this level.
    case samePersonAsBelow
    /// By nobody: the post is vacant and so is every level above; the complaint waits with it.
    case vacant(VacancyReason)
    case hole(UnroutableReason)
}

/// Why a post has nobody on a day.
public enum VacancyReason: String, Hashable, Sendable {
    /// Nobody is posted there.
    case vacant
    /// Everybody who is posted there is on leave.
    case onLeave = "on-leave"
}

/// In what way a person is posted.
///
/// The cases stand in the order in which they answer; of two alike, the later order.
public enum PostingNature: String, CaseIterable, Hashable, Sendable {
    case substantive, officiating
    case additionalCharge = "additional_charge"
    case lookAfter = "look_after"
    case linkOfficer = "link_officer"
}

/// How days are counted.
public enum DayCount: String, Hashable, Sendable {
    case calendar, working
}

/// What a chain says of the time a level has.
public struct LevelTerms: Hashable, Sendable {
    public var days: Int
    public var calendar: DayCount
    /// Whether the complaint escalates by itself when the time is over.
    public var escalatesAutomatically: Bool
    /// Whether the level may send the complaint back.
    public var maySendBack: Bool

    public init(
        days: Int, calendar: DayCount, escalatesAutomatically: Bool, maySendBack: Bool
    ) {
        self.days = days
        self.calendar = calendar
        self.escalatesAutomatically = escalatesAutomatically
        self.maySendBack = maySendBack
    }

    /// `7 working days`
    public var dueDescription: String {
        "\(days) \(calendar.rawValue) \(days == 1 ? "day" : "days")"
    }
}
