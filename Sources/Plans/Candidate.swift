public import Changesets
public import MasterData

/// The masters as they would be with a changeset applied: what the check book reads.
public struct Candidate: Sendable {
    public let base: MasterRows
    /// Base plus changes.
    public let rows: MasterRows
    public let changeset: Changeset
    /// The keys that the changeset writes.
    public let changed: Set<RowKey>
    private let reach: Reach
    private let subjects: [MasterKind: Listing<Subject>]
    private let live: [MasterKind: Listing<(key: RowKey, content: Content)>]

    public var asOf: Day { changeset.asOf }

    public init(_ changeset: Changeset, onto base: MasterRows) throws(ApplyError) {
        try self.init(changeset, onto: base) { _, _ in Reach() }
    }

    /// - Parameter reach: what the checks have to look at, given what changes and the masters
    ///   with the changes made.
    init(
        _ changeset: Changeset, onto base: MasterRows,
        reach: (Set<RowKey>, MasterRows) -> Reach
    ) throws(ApplyError) {
        let rows = try changeset.applied(to: base)
        let changed = Set(changeset.effective.map(\.key))
        self.init(
            base: base, rows: rows, changeset: changeset, changed: changed,
            reach: reach(changed, rows))
    }

    /// The base by itself, to tell its own faults from new ones.
    public init(unchanged base: MasterRows, asOf day: Day) {
        self.init(unchanged: base, asOf: day, reach: Reach())
    }

    /// The base of a candidate by itself, looked at where that is.
    init(baseOf candidate: Candidate) {
        self.init(unchanged: candidate.base, asOf: candidate.asOf, reach: candidate.reach)
    }

    private init(unchanged base: MasterRows, asOf day: Day, reach: Reach) {
        self.init(
            base: base, rows: base, changeset: Changeset(asOf: day, changes: []), changed: [],
            reach: reach)
    }

    private init(
        base: MasterRows, rows: MasterRows, changeset: Changeset, changed: Set<RowKey>,
        reach: Reach
    ) {
        self.base = base
        self.reach = reach
        self.rows = rows
        self.changeset = changeset
        self.changed = changed
        let day = changeset.asOf
        // Every check walks these lists; looking each thing up again would cost more.
        var subjects: [MasterKind: Listing<Subject>] = [:]
        var live: [MasterKind: Listing<(key: RowKey, content: Content)>] = [:]
        let origins = changeset.origins
        for kind in rows.presentKinds {
            let things = rows.rows(of: kind)
            subjects[kind] = Listing(things) {
                Subject($0.key, $0.timeline.versions, asOf: day, among: origins)
            }
            live[kind] = Listing(things) { thing in
                thing.timeline.content(on: day).map { (thing.key, $0) }
            }
        }
        self.subjects = subjects
        self.live = live
        // Contacts are sealed; equal numbers and addresses have equal seals.
        let contacts = rows.rows(of: .contact)
        sharedContacts =
            reach.seals.map { contacts.holding($0, in: Self.comparedFields, on: day) }
            ?? contacts.sharing(Self.comparedFields, on: day)
    }

    /// The fields of contacts by which persons are compared.
    static let comparedFields: [Field] = [.mobile, .email]

    /// The things of a kind in code order.
    public func subjects(of kind: MasterKind) -> Listing<Subject> {
        subjects[kind] ?? Listing()
    }

    /// The things of a kind that can be at fault by themselves or by what they refer to, in code
    /// order: all of them, unless nothing was wrong with any before the changes.
    func bearing(on kind: MasterKind) -> Listing<Subject> {
        guard let keys = reach.things[kind] else { return subjects(of: kind) }
        return Listing(
            keys.compactMap { key in
                rows[key].map {
                    Subject(key, $0.versions, asOf: asOf, among: changeset.origins)
                }
            })
    }

    /// Hands over each thing that can be at fault by what it refers to, with the fields of its kind
    /// that refer to something, kind by kind in code order.
    func forEachReferring(_ body: (Subject, [KindSchema.Spec]) -> Void) {
        for kind in MasterKind.allCases {
            let references = kind.schema.specs.filter(\.type.isReference)
            if references.isEmpty { continue }
            for subject in bearing(on: kind) { body(subject, references) }
        }
    }

    /// Whether a warning about things of a kind that are compared by their keys may be new: of
    /// sound masters only when one of those that are compared changes.
    func mayFindNews(of kind: MasterKind, in isCompared: (RowKey) -> Bool) -> Bool {
        guard reach.seals != nil, let keys = reach.things[kind] else { return true }
        return keys.contains(where: isCompared)
    }

    /// The keys of a kind in code order.
    public func keys(of kind: MasterKind) -> some Sequence<RowKey> {
        subjects(of: kind).lazy.map(\.key)
    }

    /// What the things of a kind say on the as-of day, in code order.
    func live(_ kind: MasterKind) -> Listing<(key: RowKey, content: Content)> {
        live[kind] ?? Listing()
    }

    /// The contacts of which another has the mobile or the e-mail too, in code order, and
    /// perhaps a few more; of sound masters only those with one that a changed contact has.
    let sharedContacts: [(key: RowKey, content: Content)]

    /// Where the change of a thing was read; nothing for a thing that the import left alone.
    public func origin(of key: RowKey) -> Origin? { changeset.origins[key] }

    /// Hands every version of every thing of a kind to the body, in code order.
    public func forEachVersion(
        of kind: MasterKind, _ body: (RowKey, RowVersion) -> Void
    ) {
        for subject in subjects(of: kind) {
            for version in subject.versions { body(subject.key, version) }
        }
    }

    /// Whether a thing is in the masters on any day of a window.
    public func exists(_ key: RowKey, during window: Validity) -> Bool {
        rows[key]?.versions.contains { $0.validity.overlaps(window) } ?? false
    }
}
