public import MasterData

/// Where a complaint goes, and from which release that was read.
public struct Decision: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable {
        case routed, unroutable
    }

    /// The request's own number.
    public var id: String
    public var outcome: Outcome
    /// Why the complaint cannot be routed; nothing when it is.
    public var reason: UnroutableReason?
    /// The place the complaint was routed by, and the hierarchy it was read in.
    public var place: RowKey?
    public var hierarchy: Hierarchy?
    /// The rule that won, and the department and chain it names.
    public var rule: RowKey?
    public var department: RowKey?
    public var chain: RowKey?
    /// The levels of the chain, lowest first; also those of an unroutable complaint, where known.
    public var levels: [LevelAnswer]
    public var release: ReleaseLabel
    /// What was taken for places and categories of the request that are gone; mostly nothing.
    public var followed: [FollowedCode] = []

    /// The answer of level 1 to 4, where the chain has that level.
    public subscript(level level: Int) -> LevelAnswer? {
        levels.first { $0.level == level }
    }
}

/// Why a complaint, or a level of its chain, has no post; the raw value is the word in reports.
public enum UnroutableReason: String, CaseIterable, Hashable, Sendable {
    /// The day lies outside the days that the table covers.
    case dayNotCovered = "day-not-covered"
    /// The release does not list the category.
    case unknownCategory = "unknown-category"
    /// The category has ended by that day.
    case categoryRetired = "category-retired"
    /// None of the complaint's places exists on that day.
    case unknownPlace = "unknown-place"
    /// No rule matches.
    case noRule = "no-rule"
    /// The chain that the rule names has no level that day.
    case noChain = "no-chain"
    /// No office of the level has the place in its jurisdiction.
    case noOffice = "no-office"
    /// The office has no post of the designation, or the rule names a post that does not exist.
    case noPost = "no-post"
    /// The office has several such posts and not exactly one is marked to receive complaints.
    case ambiguousPost = "ambiguous-post"
    /// The place is coarser than the office's level and no coarse post is named.
    case tooCoarse = "too-coarse"
}
