public import Changesets
public import MasterData

/// Which things that end must say what open complaints get in their place.
///
/// An open complaint names a category, sits with a post and belongs to a department. When one
/// of these ends, a succession row says what takes its place, or that nothing does. What a
/// reorganisation, a confirmed identity or a rollback ends says so in its own way.
public enum Successors {
    public static let kinds: [MasterKind] = [.category, .post, .department]

    /// The things that end without a word on their successor, in key order.
    public static func unnamed(in changeset: Changeset, base: MasterRows) -> [RowKey] {
        let ending = changeset.changes.filter { change in
            kinds.contains(change.key.kind) && change.kinds.contains(.retired)
                && ![.reorganised, .identified, .undone].contains(change.reason)
        }.map(\.key)
        if ending.isEmpty { return [] }
        var named: Set<RowKey> = []
        for (_, timeline) in base.rows(of: .succession) {
            for version in timeline.versions { named.insert(version) }
        }
        for change in changeset.changes where change.key.kind == .succession {
            for version in change.added { named.insert(version) }
        }
        return ending.filter { !named.contains($0) }
    }

    /// The row that says what takes a thing's place, or that nothing does.
    public static func row(
        of key: RowKey, successor: RowKey?, from day: Day
    ) -> (key: RowKey, version: RowVersion) {
        var content = Content([
            .type: SuccessionEvent.abolish.rawValue, .predecessor: key.description,
        ])
        content[.successor] = successor?.description
        return (
            RowKey(.succession, "abolish.\(key.kind.rawValue).\(key.code)"),
            RowVersion(validity: Validity(from: day), content: content)
        )
    }
}

extension Set<RowKey> {
    fileprivate mutating func insert(_ version: RowVersion) {
        if let key = version.content.reference(.predecessor, in: .succession) { insert(key) }
    }
}
