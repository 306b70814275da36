public import MasterData

/// Changes that are one act: an officer leaves one post and joins another, and the first falls
/// vacant.
public struct ChangeGroup: Hashable, Sendable {
    public enum Act: String, Hashable, Sendable, CaseIterable {
        /// A person leaves posts and joins others.
        case transfer
        /// A person joins a post and leaves none.
        case joining
        /// A person leaves a post and joins none.
        case relieving
    }

    public var act: Act
    public var person: RowKey
    public var left: [RowKey]
    public var joined: [RowKey]
    /// Posts that nobody joins in the same changeset.
    public var vacated: [RowKey]
    /// The changes that make up the group, in key order.
    public var changes: [RowKey]

    public var json: JSONValue {
        func keys(_ keys: [RowKey]) -> JSONValue {
            .array(keys.map { .string($0.description) })
        }
        return .object([
            "act": .string(act.rawValue), "person": .string(person.description),
            "left": keys(left), "joined": keys(joined), "vacated": keys(vacated),
            "changes": keys(changes),
        ])
    }
}

extension Changeset {
    /// The postings of each person that end and begin, as one act; in order of persons.
    ///
    /// Counts are of changes, whether or not they belong to a group.
    public var groups: [ChangeGroup] {
        var people: [RowKey: (left: [RowKey], joined: [RowKey], changes: [RowKey])] = [:]
        var taken: Set<RowKey> = []
        for change in changes where change.key.kind == .posting {
            guard let content = (change.added.last ?? change.removed.last)?.content,
                let person = content.reference(.person, in: .posting),
                let post = content.reference(.post, in: .posting)
            else { continue }
            if change.kinds.contains(.retired) {
                people[person, default: ([], [], [])].left.append(post)
            } else if change.kinds.contains(.added) || change.kinds.contains(.reactivated) {
                people[person, default: ([], [], [])].joined.append(post)
                taken.insert(post)
            } else {
                continue
            }
            people[person]?.changes.append(change.key)
        }
        return people.sorted { $0.key < $1.key }.map { person, acts in
            ChangeGroup(
                act: acts.left.isEmpty ? .joining : acts.joined.isEmpty ? .relieving : .transfer,
                person: person, left: acts.left, joined: acts.joined,
                vacated: acts.left.filter { !taken.contains($0) }, changes: acts.changes)
        }
    }
}
