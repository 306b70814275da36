public import MasterData

/// Compares the staged rows of one import with the live masters.
///
/// A feed's own records add and change; a record that a row merely names adds the thing
/// when nobody else brings it; a column that no row maps leaves the live value alone.
///
/// The rows come thing by thing and are not kept; only what changes is.
public struct FeedMerge: Sendable {
    /// Complete when the merge is finished.
    public private(set) var changeset: Changeset
    /// Rows of each kind that say what the live masters say already.
    public private(set) var unchanged: [MasterKind: Int] = [:]
    /// The things whose rows contradict each other; nothing is changed about them.
    public private(set) var contradictory: Set<RowKey> = []
    /// The rows that the masters, with the changes made, do not say as they stand and for good:
    /// several of one thing, those that end one, those whose words were made others.
    public private(set) var doubtful: Set<Origin> = []
    /// Faults that only show when rows meet: duplicates and contradictions.
    public private(set) var findings: Findings
    private let base: MasterRows
    private let lines: PlaceLines
    private var changes: [Change] = []
    private var origins: [RowKey: Origin] = [:]

    /// Begins a merge.
    ///
    /// - Parameters:
    ///   - base: the live masters.
    ///   - day: the plan's as-of day, from which rows without dates hold.
    ///   - places: the staged rows of places, those of one key together; they are merged like
    ///     all others when they are added.
    ///   - limit: how many findings of one code are listed; all are counted.
    public init(
        onto base: MasterRows, asOf day: Day, places: [[StagedRow]],
        listing limit: Int = Findings.listedPerCode
    ) {
        self.base = base
        findings = Findings(listing: limit)
        changeset = Changeset(asOf: day, changes: [])
        lines = PlaceLines(base: base, staged: places, on: day)
    }

    /// Merges rows that are at hand.
    ///
    /// - Parameters:
    ///   - groups: the staged rows, those of one key together.
    ///   - scopes: what the feeds speak for; a full one makes absent things missing.
    ///   - faulty: keys of rows that could not be staged: they are present all the same.
    public init(
        _ groups: some Sequence<[StagedRow]>, onto base: MasterRows, asOf day: Day,
        scopes: [FeedScope] = [], faulty: Set<RowKey> = [],
        listing limit: Int = Findings.listedPerCode
    ) {
        let groups = Array(groups)
        self.init(
            onto: base, asOf: day, places: groups.filter { $0.first?.key.kind.isPlace ?? false },
            listing: limit)
        for group in groups { add(group) }
        let present = faulty.union(groups.compactMap { $0.first?.key })
        finish(scopes) { present.contains($0) }
    }

    /// Merges all rows of one thing.
    public mutating func add(_ group: [StagedRow]) {
        guard let first = group.first else { return }
        let key = first.key
        if group.count == 1, let days = base.validity(saying: first, asOf: changeset.asOf) {
            unchanged[key.kind, default: 0] += 1
            doubt(group, unlessSaidOver: days)
            return
        }
        let before = base[key] ?? Timeline()
        let own = group.filter { $0.role == .own }
        if own.isEmpty {
            if before.isEmpty { add(first, as: .named, to: before) }
            return
        }
        let merge = TimelineMerge(before, of: key, asOf: changeset.asOf, lines: lines)
        let errors = findings.count(of: .error)
        let rows = merge.combined(own, into: &findings)
        if findings.count(of: .error) > errors {
            contradictory.insert(key)
            doubt(own)
            return
        }
        let after = apply(rows, by: merge, to: before, origin: own[0].origin)
        doubt(own, unlessSaidOver: after.validity(saying: own[0], asOf: changeset.asOf))
    }

    /// Notes that rows of one thing are not said, unless there is one alone and a version says it:
    /// on all days, for a row that has none itself.
    private mutating func doubt(_ own: [StagedRow], unlessSaidOver days: Validity? = nil) {
        if own.count == 1, let days, days.isOpen || own[0].validFrom != nil { return }
        doubtful.formUnion(own.lazy.map(\.origin))
    }

    /// Counts rows that were not read again, since they say what the masters say already.
    public mutating func pass(_ counts: [MasterKind: Int]) {
        unchanged.merge(counts, uniquingKeysWith: +)
    }

    /// Completes the changeset.
    ///
    /// - Parameters:
    ///   - scopes: what the feeds speak for; a full one makes absent things missing.
    ///   - passed: the marks of things that rows are about which were not read again, and what
    ///     made them; there are none unless every full scope is confined to kinds alone.
    ///   - isPresent: whether a row of the feeds, faulty or not, is about a thing.
    public mutating func finish(
        _ scopes: [FeedScope], passed: (marks: [MasterKind: [UInt64]], marker: KeyMarker)? = nil,
        isPresent: (RowKey) throws -> Bool
    ) rethrows {
        for scope in scopes where scope.coverage == .full {
            let keys =
                passed.map { passed in
                    scope.kinds.flatMap {
                        base.rows(of: $0).keys(
                            on: changeset.asOf, of: $0, not: passed.marks[$0] ?? [],
                            by: passed.marker)
                    }
                } ?? Self.live(in: scope, base: base, on: changeset.asOf)
            for key in keys where try !isPresent(key) {
                changes.append(
                    Change(key: key, kinds: [.missing], removed: [], added: [], reason: .absent))
            }
        }
        changeset = Changeset(asOf: changeset.asOf, changes: changes, origins: origins)
        (changes, origins) = ([], [:])
    }

    /// Adds a thing that other rows name.
    private mutating func add(_ row: StagedRow, as reason: Change.Reason, to before: Timeline) {
        var merge = TimelineMerge(before, of: row.key, asOf: changeset.asOf, lines: lines)
        merge.apply(row)
        keep(
            Change(
                of: row.key, from: before, to: merge.timeline, asOf: changeset.asOf,
                reason: reason), read: row.origin)
    }

    private mutating func apply(
        _ rows: [StagedRow], by merge: TimelineMerge, to before: Timeline, origin: Origin
    ) -> Timeline {
        var merge = merge
        for row in rows { merge.apply(row) }
        guard let key = rows.first?.key else { return before }
        if let change = Change(of: key, from: before, to: merge.timeline, asOf: changeset.asOf) {
            keep(change, read: origin)
        } else {
            unchanged[key.kind, default: 0] += 1
        }
        return merge.timeline
    }

    private mutating func keep(_ change: Change?, read origin: Origin) {
        guard let change else { return }
        changes.append(change)
        origins[change.key] = origin
    }

    /// The things of a scope that are live on a day, judged by where they stand now.
    ///
    /// A thing that belongs to no department is in no scope that is confined to departments. One
    /// without a place is not told apart by places.
    public static func live(in scope: FeedScope, base: MasterRows, on day: Day) -> [RowKey] {
        let whereabouts = base.whereabouts(on: day)
        return scope.kinds.flatMap { kind in
            base.keys(of: kind).filter { key in
                guard base.content(of: key, on: day) != nil else { return false }
                if !scope.departments.isEmpty {
                    let line = whereabouts.departments(of: key) ?? []
                    guard line.contains(where: scope.departments.contains) else { return false }
                }
                if !scope.places.isEmpty, let line = whereabouts.places(of: key) {
                    return line.contains(where: scope.places.contains)
                }
                return true
            }
        }
    }
}
