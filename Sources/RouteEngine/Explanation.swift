public import MasterData

/// A decision with its reasons: which rules were looked at, and how each post was found.
///
/// Its decision and its winner are those of ``RouteTable/decide(_:)``.
public struct Explanation: Sendable {
    public var request: RouteRequest
    public var decision: Decision
    /// The places the request named, the one that was used, and the line above it.
    public var place: PlaceTrace
    /// Every rule that matches in all but perhaps the day, best rank first.
    public var candidates: [RuleTrace]
    /// The closest of the rules that miss by one thing only: the day or one field.
    public var nearMisses: [NearMiss]
    /// How many more rules miss by one thing only, farther off than those listed.
    public var nearMissesLeftOut: Int
    /// Why the rule that was asked about did not win; nothing when none was.
    public var whyNot: WhyNot?
    public var levels: [LevelTrace]
    /// The names of whatever the explanation mentions.
    public var names: [RowKey: BilingualName]
    /// The guaranteed service that the complaint follows; nothing when it follows none.
    public var promise: ServicePromise?
    /// Which release, file and line said what the explanation rests on, as far as known.
    public var sources: [RowKey: RowSource] = [:]

    /// The rule that won.
    public var winner: RuleTrace? { candidates.first { $0.verdict == .won } }
}

/// A name in English and, where known, in Hindi.
public struct BilingualName: Hashable, Sendable {
    public var english: String
    public var hindi: String?

    public init(english: String, hindi: String? = nil) {
        self.english = english
        self.hindi = hindi
    }
}

/// How the place of a request was chosen.
public struct PlaceTrace: Hashable, Sendable {
    /// The places the request named that exist that day.
    public var known: [RowKey]
    /// Those that do not; they are passed over.
    public var unknown: [RowKey]
    /// `given`, `overlap`, `shared` or `above`.
    public var way: String
    /// The place used and its ancestors, nearest first.
    public var line: [RowKey]
}

/// One rule that was looked at.
public struct RuleTrace: Hashable, Sendable {
    /// What became of a rule.
    public enum Verdict: Hashable, Sendable {
        case won
        /// A better rule won; it was better first in this step of the ranking.
        case outranked(by: RankStep)
        case notValidThatDay
        /// It misses the request in one field; near misses only.
        case doesNotMatch
    }

    public var rule: RowKey
    public var category: RowKey?
    public var place: RowKey?
    public var channel: String?
    public var setting: String?
    public var priority: Int
    public var days: Validity
    public var department: RowKey?
    public var chain: RowKey?
    public var verdict: Verdict
}

/// The steps of the ranking, in order.
public enum RankStep: String, CaseIterable, Hashable, Sendable {
    case priority, category, place, channel, setting
    /// Nothing but the rule's code: a conflict, unless both send to the same target.
    case code
}

/// A rule that would have matched but for one thing.
public struct NearMiss: Hashable, Sendable {
    public enum Field: String, CaseIterable, Hashable, Sendable {
        case day, setting, channel, place, category
    }

    public var rule: RuleTrace
    public var field: Field
    /// How many steps lie between its category or place and the complaint's, up the tree and
    /// down again; 0 for the other fields.
    public var distance: Int
    /// The nearest category or place above both.
    public var shared: RowKey?
}

/// Where a row was said: the release that introduced it, and the file it was read from.
public struct RowSource: Hashable, Sendable {
    /// Nothing for a row that an unpublished plan brings.
    public var release: Int?
    /// Nothing for a row that was entered by hand.
    public var origin: Origin?

    public init(release: Int?, origin: Origin?) {
        self.release = release
        self.origin = origin
    }
}

/// How the post of one level was found, and who answers for it.
public struct LevelTrace: Hashable, Sendable {
    public var answer: LevelAnswer
    /// Whether the rule itself names the post.
    public var isNamedByRule: Bool
    /// Whether the place was too coarse, so that the coarse post was looked for.
    public var isCoarse: Bool
    public var designation: RowKey?
    public var officeLevel: String?
    /// The offices that name a place of the line, nearest first.
    public var offices: [OfficeTrace]
    /// The posts of the designation in the nearest office or offices.
    public var posts: [PostTrace]
    /// Who is posted to the level's own post that day, in the order in which they answer.
    public var postings: [PostingTrace]
    /// Who was posted there last, when nobody is.
    public var lastPosting: PostingTrace?
    /// The higher posts that were passed over because they have nobody either, when a higher
    /// level's post answers.
    public var passedOver: [RowKey] = []
}

/// An office that names a place of the line in its jurisdiction.
public struct OfficeTrace: Hashable, Sendable {
    public enum Verdict: String, Hashable, Sendable {
        case nearest
        /// A nearer place decides.
        case farther
        /// The office's jurisdiction leaves the place out.
        case excluded
    }

    public var office: RowKey
    /// The jurisdiction row.
    public var jurisdiction: RowKey
    public var place: RowKey
    public var verdict: Verdict
}

public struct PostTrace: Hashable, Sendable {
    public var post: RowKey
    public var office: RowKey
    public var receives: Bool
    public var isChosen: Bool
}

public struct PostingTrace: Hashable, Sendable {
    /// The posting row.
    public var posting: RowKey
    public var person: RowKey
    public var nature: PostingNature
    public var days: Validity
    public var isOnLeave: Bool
    public var answers: Bool
    /// The post that a stand-in holds as his own.
    public var ownPost: RowKey?
}
