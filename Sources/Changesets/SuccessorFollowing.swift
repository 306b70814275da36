public import MasterData

/// A changeset in which what named a category or department that ends names its successor.
///
/// A succession row of the changes says what takes the place of a thing that they end. From its
/// day on, offices, chains, rules and categories of a department are its successor's, and
/// rules, services and lower categories of a category its successor's, as far as the changes do
/// not say otherwise themselves. A rule that the successor has already ends with the category.
public struct SuccessorFollowing: Sendable {
    public let changeset: Changeset

    private static let kinds: Set<MasterKind> = [.category, .department]

    public init(_ changeset: Changeset, base: MasterRows) throws(ApplyError) {
        let ends = Self.ends(in: changeset)
        guard !ends.isEmpty else {
            self.changeset = changeset
            return
        }
        var rows = try changeset.applied(to: base)
        var written: Set<RowKey> = []
        for end in ends where rows[end.after] != nil {
            var draft = ReorganisationDraft(
                Reorganisation(id: "", title: "", effective: end.day, order: ""), onto: rows)
            draft.retarget(end.before, to: end.after)
            let touched = Set(draft.writers.keys)
            rows = draft.rows
            Self.endRepeated(touched, in: &rows, on: end.day)
            written.formUnion(touched)
        }
        var changes = changeset.changes.filter { !written.contains($0.key) }
        for key in written.sorted() {
            let known = changeset.changes.first { $0.key == key }
            if let change = Change(
                of: key, from: base[key] ?? Timeline(), to: rows[key] ?? Timeline(),
                asOf: changeset.asOf, reason: known?.reason ?? .followed)
            {
                changes.append(change)
            }
        }
        self.changeset = Changeset(
            asOf: changeset.asOf, changes: changes, origins: changeset.origins)
    }

    /// The things that end with a successor, and the first day without them.
    private static func ends(in changeset: Changeset) -> [Recoding] {
        let ending = Set(
            changeset.changes.filter {
                kinds.contains($0.key.kind) && $0.kinds.contains(.retired)
                    && $0.reason != .reorganised
            }.map(\.key))
        if ending.isEmpty { return [] }
        return changeset.changes.filter { $0.key.kind == .succession }.flatMap { change in
            change.added.compactMap { version in
                guard let before = version.content.reference(.predecessor, in: .succession),
                    let after = version.content.reference(.successor, in: .succession),
                    before != after, before.kind == after.kind, ending.contains(before)
                else { return nil }
                return Recoding(before: before, after: after, day: version.validity.from)
            }
        }
    }

    /// Ends the rules that ask for what another rule, not touched, asks for.
    private static func endRepeated(
        _ touched: Set<RowKey>, in rows: inout MasterRows, on day: Day
    ) {
        let rules = rows.keys(of: .rule)
        let asked = Set(
            rules.filter { !touched.contains($0) }.compactMap {
                rows.content(of: $0, on: day).map(question)
            })
        for rule in rules where touched.contains(rule) {
            guard let content = rows.content(of: rule, on: day),
                asked.contains(question(of: content)), var timeline = rows[rule]
            else { continue }
            timeline.clear(Validity(from: day))
            rows[rule] = timeline
        }
    }

    /// What a rule asks of a complaint.
    private static func question(of rule: Content) -> Content {
        var question = Content()
        for field in [Field.category, .place, .channel, .setting, .priority] {
            question[field] = rule[field]
        }
        return question
    }
}
