public import MasterData

/// Ordered typed changes against one set of masters, as of one day.
public struct Changeset: Hashable, Sendable {
    /// The day from which feeds without dates hold; part of the plan.
    public var asOf: Day
    /// In key order, one a thing.
    public private(set) var changes: [Change]
    /// Where each change was read. Kept beside the changes: the same rows under
    /// another file name are the same changeset.
    public var origins: [RowKey: Origin]

    public init(asOf: Day, changes: [Change], origins: [RowKey: Origin] = [:]) {
        self.asOf = asOf
        // What is read or merged comes in order; sorting would make a copy.
        let isInOrder = zip(changes, changes.dropFirst()).allSatisfy { $0.key < $1.key }
        self.changes = isInOrder ? changes : changes.sorted { $0.key < $1.key }
        self.origins = origins
    }

    public var isEmpty: Bool { changes.isEmpty }

    /// The things that go on under another code.
    public var recodings: [Recoding] {
        changes.filter { $0.key.kind == .succession }.flatMap { $0.added.compactMap(Recoding.init) }
    }

    /// The changes that alter the masters when applied; a missing thing waits for an answer.
    public var effective: some Sequence<Change> {
        changes.lazy.filter { !$0.removed.isEmpty || !$0.added.isEmpty }
    }
}

/// A changeset met masters that it was not made against.
public struct ApplyError: Error, Equatable, CustomStringConvertible {
    public var key: RowKey

    public init(key: RowKey) {
        self.key = key
    }

    public var description: String {
        "The changeset does not fit these masters: \(key) is not as it was when the changeset was made. Preview it again."
    }
}

extension Changeset {
    /// All that turns one set of masters into another.
    public static func diff(from base: MasterRows, to target: MasterRows, asOf day: Day)
        -> Changeset
    {
        var changes: [Change] = []
        for kind in MasterKind.allCases {
            base.rows(of: kind).forEachDifference(to: target.rows(of: kind)) { key, before, after in
                let change = Change(
                    of: key, from: before ?? Timeline(), to: after ?? Timeline(), asOf: day)
                if let change { changes.append(change) }
            }
        }
        return Changeset(asOf: day, changes: changes)
    }

    /// The masters with every change made.
    ///
    /// Each version that goes must be there, and none that comes may overlap what stays.
    public func applied(to base: MasterRows) throws(ApplyError) -> MasterRows {
        var rows = base
        for change in effective {
            var versions = rows[change.key]?.versions ?? []
            for old in change.removed {
                guard let index = versions.firstIndex(of: old) else {
                    throw ApplyError(key: change.key)
                }
                versions.remove(at: index)
            }
            for new in change.added
            where versions.contains(where: { $0.validity.overlaps(new.validity) }) {
                throw ApplyError(key: change.key)
            }
            // A new thing shares its versions with the change.
            rows[change.key] = Timeline(
                versions.isEmpty ? change.added : versions + change.added)
        }
        return rows
    }

    /// The changeset that takes this one back.
    public func inverted() -> Changeset {
        Changeset(asOf: asOf, changes: changes.map { $0.inverted(asOf: asOf) }, origins: origins)
    }
}
