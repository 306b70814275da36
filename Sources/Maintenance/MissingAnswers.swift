internal import Changesets
internal import MasterData
internal import Plans

/// A changeset after some of its missing things were answered.
struct MissingAnswers {
    let changeset: Changeset

    init(
        _ answers: [RowKey: MissingAnswer], in changeset: Changeset, scopes: [FeedScope],
        base: MasterRows
    ) throws {
        let missing = Set(changeset.changes.filter { $0.kinds == [.missing] }.map(\.key))
        if let key = answers.keys.sorted().first(where: { !missing.contains($0) }) {
            throw ResolveError.notMissing(key)
        }
        guard !answers.isEmpty else {
            self.changeset = changeset
            return
        }
        let day = changeset.asOf
        let candidate = try changeset.applied(to: base)
        var moves: [Change] = []
        var changes: [Change] = []
        for change in changeset.changes {
            guard let answer = answers[change.key], let before = base[change.key] else {
                changes.append(change)
                continue
            }
            var after = before
            switch answer {
            case .keep: continue
            case .retire: after.clear(Validity(from: day))
            case .moved(let parent):
                try Self.move(
                    &after, of: change.key, to: parent, on: day, scopes: scopes, base: base,
                    candidate: candidate)
            }
            guard
                let answered = Change(
                    of: change.key, from: before, to: after, asOf: day, reason: .absent)
            else { continue }
            changes.append(answered)
            if case .moved = answer { moves.append(answered) }
        }
        let left = Set(changes.map(\.key))
        var origins = changeset.origins.filter { left.contains($0.key) }
        for move in moves { origins[move.key] = Origin(file: "by hand", line: 0) }
        // Offices follow what moved, as they follow what a feed moves.
        let settled = Changeset(asOf: day, changes: changes, origins: origins)
        let following = OfficeFollowing(
            Changeset(asOf: day, changes: moves, origins: origins), base: base,
            candidate: try settled.applied(to: base))
        self.changeset = Changeset(
            asOf: day,
            changes: changes + following.changes.filter { !left.contains($0.key) },
            origins: origins.merging(following.origins) { own, _ in own })
    }

    /// Puts a place under another parent, in the hierarchy in which the feed speaks for it.
    private static func move(
        _ timeline: inout Timeline, of key: RowKey, to parent: RowKey, on day: Day,
        scopes: [FeedScope], base: MasterRows, candidate: MasterRows
    ) throws {
        guard key.kind.isPlace else { throw ResolveError.notAPlace(key) }
        guard candidate.content(of: parent, on: day) != nil, let now = timeline.version(on: day)
        else { throw ResolveError.noParent(key, parent: parent) }
        let places =
            scopes.first { $0.coverage == .full && $0.kinds.contains(key.kind) }?.places ?? []
        let hierarchy =
            Hierarchy.allCases.first { hierarchy in
                base.ancestors(of: key, in: hierarchy, on: day).contains { places.contains($0) }
            }
            ?? Hierarchy.allCases.first { now.content[$0.parentField] != nil } ?? .revenue
        var content = now.content
        content[hierarchy.parentField] = parent.description
        timeline.put(content, over: Validity(from: day, to: now.validity.to))
    }
}
