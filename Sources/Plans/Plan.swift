public import Changesets
public import Digests
public import MasterData

/// A change that could be published: immutable, bound to its base, named by its digest.
public struct Plan: Sendable {
    /// SHA-256 over all that follows; maker, clock and paths are kept beside the plan.
    public let id: SHA256Digest
    public let terms: Terms
    public let checked: CheckedChangeset

    public var changeset: Changeset { checked.changeset }

    /// What a plan was made from and found, apart from the changes themselves.
    public struct Terms: Hashable, Sendable {
        public var base: ReleaseIdentity
        public var scopes: [FeedScope]
        /// The SHA-256 of each file, in the order given.
        public var feeds: [SHA256Digest]
        /// Rows of each kind that say what is live already.
        public var unchanged: [MasterKind: Int]
        public var findings: FindingsSummary
        /// The answers and acknowledgements of the maker.
        public var answers: PlanAnswers
        /// The severities that profiles gave to codes, where they differ.
        public var severities: [FindingCode: Severity]
        /// The policies of the base release that the plan was made under.
        public var policies = Policies()
        /// The waivers of the import and how many findings each let pass.
        public var waivers: [WaiverUse]
        /// What must be answered before anyone can approve.
        public var holds: [PlanHold]
        /// How routes change, as written by the route comparison; null before it ran.
        public var routeImpact: JSONValue
        /// What people did to it beyond the files.
        public var act: PlanAct

        public init(
            base: ReleaseIdentity, scopes: [FeedScope] = [], feeds: [SHA256Digest] = [],
            unchanged: [MasterKind: Int] = [:], findings: FindingsSummary = FindingsSummary(),
            answers: PlanAnswers = PlanAnswers(), policy: CheckPolicy = CheckPolicy(),
            waivers: [WaiverUse] = [], holds: [PlanHold] = [],
            routeImpact: JSONValue = .null, act: PlanAct = PlanAct()
        ) {
            self.base = base
            self.scopes = scopes
            self.feeds = feeds
            self.unchanged = unchanged
            self.findings = findings
            self.answers = answers
            severities = policy.severities
            policies = policy.policies
            self.waivers = waivers
            self.holds = holds
            self.routeImpact = routeImpact
            self.act = act
        }
    }

    public init(_ checked: CheckedChangeset, terms: Terms) {
        self.checked = checked
        self.terms = terms
        id = Self.identify(checked.changeset, terms)
    }

    /// The plan id of a changeset under its terms.
    public static func identify(_ changeset: Changeset, _ terms: Terms) -> SHA256Digest {
        var stream = SHA256Stream()
        stream.update(terms.json.canonicalBytes)
        changeset.forEachLine { line in
            stream.update([UInt8(ascii: "\n")])
            stream.update(line)
        }
        return stream.finished()
    }
}

/// What the maker of a plan answered on the command line.
public struct PlanAnswers: Hashable, Sendable {
    /// The exact number of rows shut out for their errors.
    public var excludedHeld: Int?
    /// The exact number of missing things to retire.
    public var retireMissing: Int?
    /// The exact number of retirements accepted past the guard.
    public var allowShrink: Int?
    /// The exact number of keys vanished and appeared accepted past the guard.
    public var allowChurn: Int?
    /// The exact number of cells that may lose their cover.
    public var acceptLostCover: Int?
    /// The exact number of things that end and leave open complaints to nothing.
    public var withoutSuccessor: Int?
    /// Soft guards that the maker goes past, with a reason; the plan keeps them in its act.
    public var overrides: [PolicyOverride] = []

    public init(
        excludedHeld: Int? = nil, retireMissing: Int? = nil, allowShrink: Int? = nil,
        allowChurn: Int? = nil, acceptLostCover: Int? = nil
    ) {
        self.excludedHeld = excludedHeld
        self.retireMissing = retireMissing
        self.allowShrink = allowShrink
        self.allowChurn = allowChurn
        self.acceptLostCover = acceptLostCover
    }
}

/// Something that must be answered before a plan can be approved.
public struct PlanHold: Hashable, Sendable {
    public var code: FindingCode
    /// What holds the plan and which option releases it.
    public var message: String

    public init(code: FindingCode, message: String) {
        self.code = code
        self.message = message
    }
}
