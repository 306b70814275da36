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
    /// Each kind's things in code order.
    private let things: [MasterKind: [MasterTable.Element]]

    public var asOf: Day { changeset.asOf }

    public init(_ changeset: Changeset, onto base: MasterRows) throws(ApplyError) {
        self.base = base
        self.changeset = changeset
        rows = try changeset.applied(to: base)
        changed = Set(changeset.effective.map(\.key))
        things = Self.sorted(rows)
    }

    /// The base by itself, to tell its own faults from new ones.
    public init(unchanged base: MasterRows, asOf day: Day) {
        self.base = base
        rows = base
        changeset = Changeset(asOf: day, changes: [])
        changed = []
        things = Self.sorted(rows)
    }

    private static func sorted(_ rows: MasterRows) -> [MasterKind: [MasterTable.Element]] {
        Dictionary(
            uniqueKeysWithValues: rows.presentKinds.map { ($0, rows.rows(of: $0).inOrder) })
    }

    /// The keys of a kind in code order.
    public func keys(of kind: MasterKind) -> [RowKey] { (things[kind] ?? []).map(\.key) }

    /// Where the change of a thing was read; nothing for a thing that the import left alone.
    public func origin(of key: RowKey) -> Origin? { changeset.origins[key] }

    /// Hands every version of every thing of a kind to the body, in code order.
    public func forEachVersion(
        of kind: MasterKind, _ body: (RowKey, RowVersion) -> Void
    ) {
        for thing in things[kind] ?? [] {
            for version in thing.timeline.versions { body(thing.key, version) }
        }
    }

    /// Whether a thing is in the masters on any day of a window.
    public func exists(_ key: RowKey, during window: Validity) -> Bool {
        rows[key]?.versions.contains { $0.validity.overlaps(window) } ?? false
    }
}
