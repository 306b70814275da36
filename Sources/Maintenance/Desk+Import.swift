public import Changesets
internal import Digests
internal import MappingStore
public import MasterData
public import Plans
public import SourceReading
public import Staging

/// What to import, and the answers its maker gives in advance.
public struct ImportRequest: Sendable {
    public var paths: [String]
    /// A profile's name, or the path of a profile file; chosen by the headings when absent.
    public var profile: String?
    public var coverage: FeedScope.Coverage?
    /// The kinds, places and departments that the feeds speak for, before what profiles say.
    public var scopeKinds: [MasterKind] = []
    public var scopePlaces: [RowKey] = []
    public var scopeDepartments: [RowKey] = []
    /// The day from which rows without dates hold; today when absent.
    public var asOf: Day?
    public var maker: String
    public var answers: PlanAnswers
    /// Hand-corrected fields that the feeds may overwrite, and those that stay.
    public var released: [OwnedField] = []
    public var kept: [OwnedField] = []
    /// Keeps every hand-corrected field that clashes, when there are exactly this many.
    public var keepOwned: Int?
    /// Makes another plan where these files made one that was turned down.
    public var again = false
    /// Pairs of keys that the maker declares to be one thing: the first ends or is missing, the
    /// second is new.
    public var same: [IdentityPair] = []
    /// How the CSV files are written, where that is not to be found out.
    public var dialect = CSVDialect.Stated()
    /// The path of a file of waivers.
    public var waivers: String?
    /// How many findings of one code are listed; all are counted.
    public var listing = Findings.listedPerCode
    /// Where to write the rows at fault, to be corrected and imported.
    public var rejects: String?
    public var watch = ImportWatch()

    public init(
        paths: [String], profile: String? = nil, coverage: FeedScope.Coverage? = nil,
        asOf: Day? = nil, maker: String,
        answers: PlanAnswers = PlanAnswers()
    ) {
        self.paths = paths
        self.profile = profile
        self.coverage = coverage
        self.asOf = asOf
        self.maker = maker
        self.answers = answers
    }
}

/// Who is told of an import while it goes on.
public struct ImportWatch: Sendable {
    /// Is told each finding of reading that is listed, when it is found.
    public var finding: (@Sendable (Finding) -> Void)?
    /// Is told how much of a file was read.
    public var progress: (@Sendable (ReadingProgress) -> Void)?

    public init() {}
}

/// What came of an import.
public struct ImportOutcome: Sendable {
    public enum Result: Sendable {
        /// The files say what is live already; no plan was made.
        case noChanges
        /// A plan is stored and waits for a second person.
        case planned(PlanReport)
        /// Rows with errors: no plan until they are corrected or shut out by their number.
        case held(rows: Int)
    }

    public var result: Result
    public var findings: Findings
    /// How many of the listed findings, the first of them, the watch was told already.
    public var watched: Int
    /// Errors that the live masters had before, which block nothing new.
    public var inherited: Findings
    /// How many rows each file had.
    public var rowsRead: [String: Int]
    /// How many of these were known and not read again; none of them has anything to be said of.
    public var rowsKnown = 0
    /// The profile each file was read by.
    public var profiles: [String: String]
    /// How each CSV file was found to be written.
    public var dialects: [String: CSVDialect]
    /// The rows at fault that were written out.
    public var rejects: [RejectsFile] = []
}

extension Desk {
    /// Reads files, checks them against the live masters and stores a plan.
    ///
    /// Live data is not touched. A file that cannot be read throws and leaves no trace.
    public func importFeeds(_ request: ImportRequest) throws -> ImportOutcome {
        let drafting = try FeedDrafting(request, at: self)
        let drafted = try drafting.drafted()
        let (reading, draft, declared) = (drafted.reading, drafted.draft, drafted.declared)
        let (head, base) = (drafting.head, drafting.base)
        var act = drafting.act
        let pairs = Set(declared.map(\.pair))
        if let stranger = request.same.first(where: { !pairs.contains($0) }) {
            throw ResolveError.noPair(stranger)
        }
        act.take(declared, isConfirmed: true)
        act.kept = draft.ownership.kept.sorted()
        let rejects =
            try request.rejects.map {
                try reading.writeRejects(
                    draft.findings, contradictory: draft.contradictory, to: $0, source: source)
            } ?? []
        guard let checked = draft.checked,
            draft.heldRows == 0 || draft.heldRows == request.answers.excludedHeld
        else {
            return outcome(.held(rows: draft.heldRows), draft, reading, rejects)
        }
        let memories = RowMemories(of: store)
        if checked.changeset.isEmpty, draft.heldRows == 0 {
            for memory in reading.memories(after: draft, asOf: drafting.day) {
                memories.save(memory, of: head)
            }
            return outcome(.noChanges, draft, reading, rejects)
        }
        let impact = ImpactReport(
            base: base, checked: checked, following: draft.following, release: head)
        let plan = try anew(
            checked,
            Plan.Terms(
                base: head, scopes: reading.scopes, feeds: reading.files.map(\.digest),
                unchanged: draft.unchanged, findings: FindingsSummary(draft.findings),
                answers: drafting.answers, policy: reading.policy, waivers: draft.waivers,
                holds: Guards.holds(
                    for: checked.changeset, base: base, scopes: reading.scopes,
                    answers: drafting.answers, lostCover: impact.lostCover,
                    policies: drafting.policies, overrides: act.overrides)
                    + draft.ownership.holds,
                routeImpact: impact.json, act: act), again: request.again)
        for feed in reading.files { try keepUpload(feed) }
        let seals = plan.changeset.seals
        try store.keepContacts { keep in
            try reading.staged.forEachContact { seal, value in
                if seals.contains(seal) { try keep(seal, value) }
            }
        }
        let maker = try store.actor(named: request.maker)
        try store.savePlan(plan, maker: maker, at: now, files: reading.files.map(\.name))
        for memory in reading.memories(after: draft, asOf: drafting.day) {
            memories.save(memory, of: plan.id)
        }
        journal.info("plan \(plan.id.short) stored with \(checked.changeset.changes.count) changes")
        return outcome(
            .planned(
                try report(
                    of: try store.plan(matching: plan.id.description), plan.changeset, base: base)),
            draft, reading, rejects)
    }

    /// The plan; one that was turned down before is made anew where that is asked for, as another
    /// plan that takes its place.
    private func anew(
        _ checked: CheckedChangeset, _ terms: Plan.Terms, again: Bool
    ) throws -> Plan {
        var plan = Plan(checked, terms: terms)
        if !again { return plan }
        var known = Set(try store.planSummaries().filter { $0.state == .rejected }.map(\.id))
        while known.remove(plan.id) != nil {
            var next = terms
            next.act.replaces = plan.id
            plan = Plan(checked, terms: next)
        }
        return plan
    }

    private func keepUpload(_ feed: FeedReading.Feed) throws {
        try store.storeUpload(name: feed.name, digest: feed.digest, at: now) { keep in
            try feed.file.readChunks { chunk in try keep(Array(chunk)) }
        }
    }

    private func outcome(
        _ result: ImportOutcome.Result, _ draft: ImportDraft, _ reading: FeedReading,
        _ rejects: [RejectsFile]
    ) -> ImportOutcome {
        ImportOutcome(
            result: result, findings: draft.findings,
            watched: reading.staged.findings.listed.count, inherited: draft.inherited,
            rowsRead: reading.staged.rowsRead, rowsKnown: reading.passed?.rowCount ?? 0,
            profiles: Dictionary(
                reading.files.map { ($0.name, $0.profile) }, uniquingKeysWith: { first, _ in first }
            ), dialects: reading.staged.dialects, rejects: rejects)
    }
}

extension Changeset {
    /// The seals that the changes bring: those of the rows that stay as they are stand for
    /// something already.
    fileprivate var seals: Set<String> {
        var seals: Set<String> = []
        for change in changes {
            for spec in change.key.kind.schema.specs where spec.type.isSealed {
                seals.formUnion(change.added.compactMap { $0.content[spec.field] })
            }
        }
        return seals
    }
}
