public import MasterData

/// A changeset after a person confirmed which keys that vanish and appear are one thing.
///
/// A recode or rename makes one change of an end and a beginning: the old code ends where the
/// new one takes over, a succession row links them, the old names stay as aliases, and whatever
/// referred to the old code refers to the new one. A merge ends one thing and hands what
/// referred to it to the other. A confirmed swap says that the feed exchanged two codes: what it
/// says of each is said of the other, and nothing is renamed.
public struct IdentityResolution: Sendable {
    public private(set) var changeset: Changeset

    private let base: MasterRows
    private var rows: MasterRows
    private var written: Set<RowKey> = []
    /// The old and the new codes of things that go on.
    private var recoded: Set<RowKey> = []
    /// What a thing under a new code said under its old one.
    private var former: [RowKey: Content] = [:]

    /// - Parameters:
    ///   - confirmed: pairs of the changeset: each `before` ends or is missing, each `after` is
    ///     there with the changes made.
    ///   - base: the masters that the changeset is against.
    public init(
        _ changeset: Changeset, confirming confirmed: [IdentityProposal], base: MasterRows
    ) throws(ApplyError) {
        self.changeset = changeset
        self.base = base
        rows = base
        if confirmed.isEmpty { return }
        rows = try changeset.applied(to: base)
        for proposal in confirmed where proposal.nature == .swap { exchange(proposal) }
        for proposal in confirmed where proposal.nature != .swap { join(proposal) }
        rebuild()
    }

    /// From the first changed day on, each of the two says what the feed said of the other.
    private mutating func exchange(_ proposal: IdentityProposal) {
        let pair = [proposal.before, proposal.after]
        let starts = changeset.changes.filter { pair.contains($0.key) }.compactMap { change in
            change.added.map { ($0.validity.from, $0.content) }
                .first { base[change.key]?.content(on: $0.0) != $0.1 }?.0
        }
        guard let start = starts.min() else { return }
        let days = Validity(from: start)
        let tails = pair.map { rows[$0]?.tail(in: days) ?? [] }
        for (key, tail) in zip(pair, tails.reversed()) {
            var timeline = rows[key] ?? Timeline()
            timeline.clear(days)
            // The old name that the feed's renaming left behind was never this one's.
            let own = base[key]?.last?.content[.aliases]
            for version in tail {
                var content = version.content
                content[.aliases] = own
                timeline.put(content, over: version.validity)
            }
            rows[key] = timeline
            written.insert(key)
        }
    }

    private mutating func join(_ proposal: IdentityProposal) {
        let (old, new) = (proposal.before, proposal.after)
        let before = base[old]?.last?.content
        // An end that the feed gives is the day; for a missing thing it is the plan's.
        let end = rows[old]?.last?.validity.to ?? changeset.asOf
        let day = end == .distantFuture ? changeset.asOf : end
        let event: SuccessionEvent = proposal.nature == .merge ? .merge : .recode
        var draft = ReorganisationDraft(
            Reorganisation(id: "", title: "", effective: day, order: ""), onto: rows)
        draft.identify(old, as: new, by: event, formerly: before)
        rows = draft.rows
        written.formUnion(draft.writers.keys)
        guard event == .recode else { return }
        recoded.formUnion(draft.recoded)
        recoded.formUnion([old, new])
        former[new] = before
    }

    /// The changes from the base to what the rows say now, as far as anything was touched.
    private mutating func rebuild() {
        let known = Dictionary(uniqueKeysWithValues: changeset.changes.map { ($0.key, $0) })
        var origins = changeset.origins
        var changes = changeset.changes.filter { !written.contains($0.key) }
        for key in written.sorted() {
            let change = Change(
                of: key, from: base[key] ?? Timeline(), to: rows[key] ?? Timeline(),
                asOf: changeset.asOf, reason: reason(known[key]))
            guard var change else {
                origins[key] = nil
                continue
            }
            if recoded.contains(key) {
                change.kinds = change.recodedKinds(from: former[change.key])
            }
            changes.append(change)
        }
        changeset = Changeset(asOf: changeset.asOf, changes: changes, origins: origins)
    }

    private func reason(_ change: Change?) -> Change.Reason {
        guard let change, !change.kinds.contains(.retired), change.kinds != [.missing] else {
            return .identified
        }
        return change.reason
    }
}

extension Change {
    /// That the thing is recoded, and how it differs from what it was under its old code.
    public func recodedKinds(from before: Content?) -> [ChangeKind] {
        guard var old = before, var new = added.last?.content else { return [.recoded] }
        for field in [Field.aliases, .source] {
            old[field] = nil
            new[field] = nil
        }
        let kinds = Set([.recoded] + ChangeKind.kinds(from: old, to: new, of: key.kind))
        return ChangeKind.allCases.filter(kinds.contains)
    }
}

extension Changeset {
    /// A pair of keys as a person declares it, without a score: nothing when the first neither
    /// ends nor is missing, or the second is not new.
    public func declared(_ pair: IdentityPair) -> IdentityProposal? {
        func ways(_ key: RowKey) -> [ChangeKind] {
            changes.first { $0.key == key }?.kinds ?? []
        }
        guard pair.before.kind == pair.after.kind, ways(pair.after) == [.added] else { return nil }
        let before = ways(pair.before)
        guard before == [.missing] || before.contains(.retired) else { return nil }
        return IdentityProposal(
            nature: .recode, before: pair.before, after: pair.after, score: 1_000,
            evidence: ["named by a person"])
    }
}

extension ReorganisationDraft {
    /// Makes one thing the other's successor on the draft's day.
    mutating func identify(
        _ old: RowKey, as new: RowKey, by event: SuccessionEvent, formerly before: Content?
    ) {
        if live(old) != nil { end(old, on: day, at: step.origin) }
        retarget(old, to: new)
        if event == .recode, new.kind.schema.spec(of: .aliases) != nil {
            alter(new, at: step.origin) { $0.addAliases(of: before) }
        }
        let content = Content([
            .type: event.rawValue, .predecessor: old.description, .successor: new.description,
        ])
        put(
            content,
            as: RowKey(
                .succession,
                "\(event.rawValue).\(old.kind.rawValue).\(old.code).\(new.code)"),
            over: Validity(from: day), at: step.origin)
    }
}

extension Content {
    /// Keeps the names that a thing had under its old code and has no more.
    fileprivate mutating func addAliases(of before: Content?) {
        guard let before else { return }
        var aliases = list(.aliases)
        let own = [self[.nameEn], self[.nameHi]].compactMap(\.self)
        for name in before.list(.aliases) + [before[.nameEn], before[.nameHi]].compactMap(\.self) {
            let isKnown = (aliases + own).contains { $0.utf8.elementsEqual(name.utf8) }
            if !isKnown { aliases.append(name) }
        }
        if !aliases.isEmpty { self[.aliases] = aliases.joined(separator: "|") }
    }
}

extension Timeline {
    fileprivate func tail(in days: Validity) -> [RowVersion] {
        versions.compactMap { version in
            version.validity.intersection(days).map {
                RowVersion(validity: $0, content: version.content)
            }
        }
    }
}
