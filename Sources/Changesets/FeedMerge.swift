public import MasterData

/// Compares the staged rows of one import with the live masters.
///
/// A feed's own records add and change; a record that a row merely names adds the thing
/// when nobody else brings it; a column that no row maps leaves the live value alone.
public struct FeedMerge: Sendable {
    public private(set) var changeset: Changeset
    /// Rows of each kind that say what the live masters say already.
    public private(set) var unchanged: [MasterKind: Int] = [:]
    /// The things whose rows contradict each other; nothing is changed about them.
    public private(set) var contradictory: Set<RowKey> = []
    /// Faults that only show when rows meet: duplicates and contradictions.
    public private(set) var findings: Findings

    /// - Parameters:
    ///   - groups: the staged rows, those of one key together.
    ///   - base: the live masters.
    ///   - day: the plan's as-of day, from which rows without dates hold.
    ///   - scopes: what the feeds speak for; a full one makes absent things missing.
    ///   - faulty: keys of rows that could not be staged: they are present all the same.
    ///   - limit: how many findings of one code are listed; all are counted.
    public init(
        _ groups: some Sequence<[StagedRow]>, onto base: MasterRows, asOf day: Day,
        scopes: [FeedScope] = [], faulty: Set<RowKey> = [],
        listing limit: Int = Findings.listedPerCode
    ) {
        findings = Findings(listing: limit)
        changeset = Changeset(asOf: day, changes: [])
        let groups = Array(groups)
        let lines = PlaceLines(base: base, staged: groups, on: day)
        var changes: [Change] = []
        var origins: [RowKey: Origin] = [:]
        var present = faulty
        for group in groups {
            guard let key = group.first?.key else { continue }
            present.insert(key)
            let own = group.filter { $0.role == .own }
            let before = base[key] ?? Timeline()
            if own.isEmpty {
                guard before.isEmpty, let row = group.first else { continue }
                var merge = TimelineMerge(before, of: key, asOf: day, lines: lines)
                merge.apply(row)
                if let change = Change(
                    of: key, from: before, to: merge.timeline, asOf: day, reason: .named)
                {
                    changes.append(change)
                    origins[key] = row.origin
                }
                continue
            }
            var merge = TimelineMerge(before, of: key, asOf: day, lines: lines)
            let errors = findings.count(of: .error)
            let rows = merge.combined(own, into: &findings)
            if findings.count(of: .error) > errors {
                contradictory.insert(key)
                continue
            }
            for row in rows { merge.apply(row) }
            if let change = Change(of: key, from: before, to: merge.timeline, asOf: day) {
                changes.append(change)
                origins[key] = own[0].origin
            } else {
                unchanged[key.kind, default: 0] += 1
            }
        }
        for scope in scopes where scope.coverage == .full {
            changes += Self.missing(from: present, in: scope, base: base, on: day)
        }
        changeset = Changeset(asOf: day, changes: changes, origins: origins)
    }

    /// The live things of a full feed's scope that it does not list.
    private static func missing(
        from present: Set<RowKey>, in scope: FeedScope, base: MasterRows, on day: Day
    ) -> [Change] {
        var changes: [Change] = []
        for key in live(in: scope, base: base, on: day) where !present.contains(key) {
            changes.append(
                Change(key: key, kinds: [.missing], removed: [], added: [], reason: .absent))
        }
        return changes
    }

    /// The things of a scope that are live on a day, judged by where they stand now.
    public static func live(in scope: FeedScope, base: MasterRows, on day: Day) -> [RowKey] {
        scope.kinds.flatMap { kind in
            base.keys(of: kind).filter { key in
                guard base.content(of: key, on: day) != nil else { return false }
                guard !scope.places.isEmpty, kind.isPlace else { return true }
                return scope.places.contains(key)
                    || Hierarchy.allCases.contains {
                        !base.ancestors(of: key, in: $0, on: day).allSatisfy {
                            !scope.places.contains($0)
                        }
                    }
            }
        }
    }
}
