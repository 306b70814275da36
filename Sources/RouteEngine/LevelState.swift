/// In what state a level is on a day.
public enum CoverState: String, CaseIterable, Hashable, Sendable {
    /// The post's substantive holder answers.
    case ownHolder = "own-holder"
    /// Somebody stands in for the holder.
    case standIn = "stand-in"
    /// The post is vacant and a higher level's post answers.
    case nextLevel = "next-level"
    /// The post is vacant and so is every level above it; the complaint waits with the post.
    case vacant
    /// There is no post.
    case hole
}

/// One level of a decision as numbers.
struct LevelState: Equatable, Sendable {
    var level: UInt8 = 0
    /// Where the level stands among the entries of the chain book; -1 when the chain lacks it.
    var spec: Int32 = -1
    var department: Int32 = -1
    /// -1 for a hole.
    var post: Int32 = -1
    var hole: UnroutableReason?
    var answers: Int32 = -1
    var person: Int32 = -1
    var standing: CoverState = .hole
    /// The nature of the answering posting, when the post itself is answered.
    var nature: UInt8 = 0
    var someoneOnLeave = false
    /// Whether the person is the one of the level below.
    var isPassed = false
}

/// The levels of a chain on a day, lowest first, without allocating.
struct LevelStates: Sendable {
    private var items = InlineArray<4, LevelState>(repeating: LevelState())
    private(set) var count = 0

    mutating func append(_ state: LevelState) {
        items[count] = state
        count += 1
    }

    subscript(index: Int) -> LevelState {
        get { items[index] }
        set { items[index] = newValue }
    }

    /// Why the lowest level has no post, when it has none.
    var entryHole: UnroutableReason? { count == 0 ? .noChain : items[0].hole }
}
