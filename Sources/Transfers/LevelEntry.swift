public import MasterData
public import RouteEngine

/// A level as a complaint entered it: the post, who answers, and when its time is over.
///
/// The due instant is computed once, on entering, and is kept with what it was computed from.
public struct LevelEntry: Hashable, Sendable {
    /// 1 to 4.
    public var level: Int
    /// The code of the post that the chain, the rule or the service names.
    public var post: String
    /// The post that answers, when it is another: the level's own is vacant.
    public var answers: String?
    /// The person who answered that day; nothing when nobody was in place.
    public var holder: String?
    /// `holder`, `stand-in`, `next-level`, `same-person-as-below` or `vacant`.
    public var how: String
    /// The nature of the stand-in, or why the post has nobody.
    public var howDetail: String?
    public var department: String?
    public var enteredAt: Instant
    public var due: Instant
    public var terms: LevelTerms
    public var basis: DueBasis

    public init(
        level: Int, post: String, answers: String? = nil, holder: String? = nil, how: String,
        howDetail: String? = nil, department: String? = nil, enteredAt: Instant, due: Instant,
        terms: LevelTerms, basis: DueBasis = .chain
    ) {
        self.level = level
        self.post = post
        self.answers = answers
        self.holder = holder
        self.how = how
        self.howDetail = howDetail
        self.department = department
        self.enteredAt = enteredAt
        self.due = due
        self.terms = terms
        self.basis = basis
    }

    /// The post that has the complaint: the one that answers.
    public var acting: String { answers ?? post }

    /// The last day in time.
    public var lastDay: Day { Instant(seconds: due.seconds - 1).day }
}
