public import MasterData

/// Finds which keys that vanish and which that appear are likely the same thing.
///
/// Names in both scripts, the place or department above, the office and designation of a post
/// and the mobile and e-mail of a person speak for an identity. Only things of one kind that
/// share a name's sound, a parent or a contact are compared, so the work grows with the changes
/// and not with their square. A mobile or address that more than two people have, before or
/// after, says nothing: it is an office's. Nor does one of a kind that the feed hands on to
/// people of other names, because who takes over a post may be a namesake of who left it.
public struct IdentityMatching: Sendable {
    /// In key order, numbered from 1 where they are shown.
    public let proposals: [IdentityProposal]

    /// Proposals score at least this much.
    static let threshold = 600
    /// Things that share a trait with more others than this are not told apart by it.
    static let blockLimit = 60

    /// - Parameter base: the masters that the changeset is against; a thing that a full feed
    ///   misses is described by them alone.
    public init(_ changeset: Changeset, base: MasterRows = MasterRows()) {
        var vanished: [MasterKind: [(RowKey, Content)]] = [:]
        var appeared: [MasterKind: [(RowKey, Content)]] = [:]
        for change in changeset.changes where Self.isMatched(change.key.kind) {
            let isMissing = change.kinds == [.missing]
            if isMissing || change.kinds.contains(.retired),
                let content = isMissing
                    ? base[change.key]?.last?.content : change.removed.last?.content
            {
                vanished[change.key.kind, default: []].append((change.key, content))
            }
        }
        // Of a kind of which nothing vanished, as in a first import, nothing need be described.
        for change in changeset.changes
        where vanished[change.key.kind] != nil && change.kinds == [.added] {
            guard let content = change.added.last?.content else { continue }
            appeared[change.key.kind, default: []].append((change.key, content))
        }
        let people = [vanished, appeared].map { ($0[.person] ?? []).map(\.0) }
        let contacts =
            people.contains(where: \.isEmpty)
            ? PersonContacts()
            : PersonContacts(of: people.flatMap(\.self), in: changeset, base: base)
        func subjects(_ things: [(RowKey, Content)]) -> [IdentitySubject] {
            things.map { IdentitySubject($0, $1, contacts[$0]) }
        }
        var proposals = Self.swaps(in: changeset)
        for (kind, old) in vanished {
            let (old, new) = (subjects(old), subjects(appeared[kind] ?? []))
            let habits =
                kind == .person
                ? ContactHabits(
                    old, new, contacts,
                    posts: ContactHabits.posts(
                        of: people.flatMap(\.self), in: changeset, base: base))
                : nil
            proposals += Self.match(old, new, habits)
        }
        self.proposals = proposals.sorted { ($0.before, $0.after) < ($1.before, $1.after) }
    }

    private static func isMatched(_ kind: MasterKind) -> Bool {
        kind.schema.keyFields.isEmpty && kind != .rule && kind != .succession
    }

    private static func match(
        _ old: [IdentitySubject], _ new: [IdentitySubject], _ habits: ContactHabits?
    ) -> [IdentityProposal] {
        var blocks: [String: [Int]] = [:]
        for (position, subject) in new.enumerated() {
            for trait in subject.traits { blocks[trait, default: []].append(position) }
        }
        var edges: [Assignment.Edge] = []
        for (row, subject) in old.enumerated() {
            var met: Set<Int> = []
            for trait in subject.traits {
                guard let block = blocks[trait], block.count <= blockLimit else { continue }
                for column in block where met.insert(column).inserted {
                    let score = subject.score(against: new[column], habits)
                    if score >= threshold {
                        edges.append(Assignment.Edge(row: row, column: column, score: score))
                    }
                }
            }
        }
        let chosen = Assignment.best(edges)
        let rows = Set(chosen.map(\.row))
        let columns = Set(chosen.map(\.column))
        var proposals = chosen.map { edge in
            let (before, after) = (old[edge.row], new[edge.column])
            return IdentityProposal(
                nature: before.isNamedLike(after) ? .recode : .rename, before: before.key,
                after: after.key, score: edge.score, evidence: before.evidence(for: after))
        }
        for edge in edges.sorted(by: { ($1.score, $0.column) < ($0.score, $1.column) })
        where !rows.contains(edge.row) && columns.contains(edge.column) {
            guard !proposals.contains(where: { $0.before == old[edge.row].key }) else { continue }
            proposals.append(
                IdentityProposal(
                    nature: .merge, before: old[edge.row].key, after: new[edge.column].key,
                    score: edge.score, evidence: old[edge.row].evidence(for: new[edge.column])))
        }
        return proposals
    }

    /// Things of one kind that take each other's names.
    private static func swaps(in changeset: Changeset) -> [IdentityProposal] {
        struct Renaming: Hashable {
            var kind: MasterKind
            var before: MatchKey
            var after: MatchKey
        }
        var renamed: [Renaming: RowKey] = [:]
        var proposals: [IdentityProposal] = []
        for change in changeset.changes where change.kinds.contains(.renamed) {
            guard let before = change.removed.last?.content[.nameEn].map({ MatchKey($0) }),
                let after = change.added.last?.content[.nameEn].map({ MatchKey($0) }),
                before != after
            else { continue }
            let kind = change.key.kind
            if let other = renamed[Renaming(kind: kind, before: after, after: before)] {
                proposals.append(
                    IdentityProposal(
                        nature: .swap, before: other, after: change.key, score: 1_000,
                        evidence: ["each takes the other's name"]))
            }
            renamed[Renaming(kind: kind, before: before, after: after)] = change.key
        }
        return proposals
    }
}
