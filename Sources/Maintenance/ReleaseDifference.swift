public import Changesets
internal import Foundation
internal import MappingStore
public import MasterData
public import Plans

/// What one release says otherwise than another.
public struct ReleaseDifference: Sendable {
    public let from: ReleaseIdentity
    public let to: ReleaseIdentity
    public let changeset: Changeset
    public let counts: PlanCounts
    /// How many things the two releases have, those of both counted twice.
    public let compared: Int
    /// The processor time that comparing them took, without reading them.
    public let seconds: Double

    public var isEmpty: Bool { changeset.isEmpty }
}

extension Desk {
    /// Compares two releases, row by row; release 0 is the empty one.
    ///
    /// Each change names the file and line of the last release between the two that wrote it.
    ///
    /// - Parameter asOf: the day by which changes are named; today when absent.
    public func difference(
        from first: Int, to second: Int, asOf: Day? = nil
    ) throws -> ReleaseDifference {
        func identity(_ number: Int) throws -> ReleaseIdentity {
            number == 0 ? .empty : try store.release(number).identity
        }
        let (from, to) = (try identity(first), try identity(second))
        let (base, target) = (
            try store.rows(ofRelease: first), try store.rows(ofRelease: second)
        )
        let start = clock()
        var changeset = Changeset.diff(from: base, to: target, asOf: asOf ?? now.day)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        for release in try store.releases()
        where release.number > min(first, second) && release.number <= max(first, second) {
            changeset.origins.merge(try store.origins(of: release.plan)) { _, later in later }
        }
        let changed = Set(changeset.changes.map(\.key))
        changeset.origins = changeset.origins.filter { changed.contains($0.key) }
        return ReleaseDifference(
            from: from, to: to, changeset: changeset,
            counts: PlanCounts(changeset, unchanged: [:]), compared: base.count + target.count,
            seconds: seconds)
    }
}

extension ReleaseDifference {
    public func text(listingAll: Bool = false, style: TextStyle = .plain) -> String {
        let listing = ChangeListing(changeset: changeset, listingAll: listingAll, style: style)
        var lines = [
            "From release \(from.number) to release \(to.number), seen on \(changeset.asOf)", "",
            counts.sentence,
        ]
        if isEmpty { return lines.joined(separator: "\n") }
        lines += [""] + counts.table()
        for kind in counts.kinds.keys.sorted() { lines += listing.lines(of: kind) }
        return lines.joined(separator: "\n")
    }

    public var json: JSONValue {
        .object([
            "format_version": .integer(1), "from_release": .integer(from.number),
            "to_release": .integer(to.number), "as_of": .string(changeset.asOf.description),
            "summary": .string(counts.sentence), "counts": counts.json,
            "changes": .array(
                changeset.changes.map {
                    $0.json(asOf: changeset.asOf, origin: changeset.origins[$0.key])
                }),
        ])
    }
}
