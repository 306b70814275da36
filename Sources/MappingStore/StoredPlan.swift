public import Digests
public import MasterData
public import Plans

/// How far a plan has come.
public enum PlanState: String, Hashable, Sendable, CaseIterable {
    case open, approved, rejected, published
}

/// A plan as the store keeps it, with what stands beside it.
///
/// The changes, which may be many, are read apart: ``MappingStore/changeset(of:)``.
public struct StoredPlan: Sendable {
    public struct Decision: Hashable, Sendable {
        public var actor: ActorID
        public var actorName: String
        /// `approve`, `reject` or `emergency`.
        public var verb: String
        public var at: Instant
        public var reason: String
    }

    public var id: SHA256Digest
    public var state: PlanState
    public var terms: Plan.Terms
    public var asOf: Day
    public var maker: ActorID
    public var makerName: String
    public var createdAt: Instant
    /// The names of the files it was made from.
    public var files: [String]
    /// Its maker, and those of the plans that it takes the place of.
    public var makers: Set<ActorID>
    /// Oldest first.
    public var decisions: [Decision]
    public var publishedAs: Int?

    /// The approval, when the last decision is one.
    public var approval: Decision? { decisions.last.flatMap { $0.verb == "approve" ? $0 : nil } }
}

/// A plan in a list.
public struct PlanSummary: Hashable, Sendable {
    public var id: SHA256Digest
    public var state: PlanState
    public var base: Int
    public var asOf: Day
    public var makerName: String
    public var createdAt: Instant
    public var publishedAs: Int?
}
