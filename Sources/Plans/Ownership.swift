public import Changesets
public import MasterData

/// Which fields of a feed's changes belong to a correction by hand, and what becomes of them.
///
/// A feed that says otherwise than a correction is a conflict: the plan is held until
/// somebody keeps the correction or lets go of it. A feed that says the same is none. A thing
/// that the changes give another code keeps its corrections under that.
public struct Ownership: Sendable {
    /// The owned fields that the changes would overwrite, with both values.
    public struct Clash: Hashable, Sendable {
        public var field: OwnedField
        public var corrected: String
        public var feed: String
        /// The release that brought the correction.
        public var release: Int
    }

    /// The changes, with the corrections put back that are kept.
    public let changeset: Changeset
    /// The clashes that nobody answered, in key order.
    public let open: [Clash]
    /// The clashes in which the correction was kept.
    public let kept: [OwnedField]

    /// - Parameters:
    ///   - owned: the owned fields and the release that each correction came with.
    ///   - act: what was let go of and kept already.
    ///   - keepingAll: keeps every correction that clashes when there are exactly this many.
    public init(
        _ changeset: Changeset, base: MasterRows, owned: [OwnedField: Int], act: PlanAct,
        keepingAll: Int? = nil
    ) {
        guard !owned.isEmpty else {
            self.changeset = changeset
            open = []
            kept = []
            return
        }
        let former = Dictionary(
            changeset.recodings.map { ($0.after, $0.before) },
            uniquingKeysWith: { first, _ in first })
        var owned = owned
        for (after, before) in former {
            for (field, release) in owned where field.key == before {
                owned[OwnedField(key: after, field: field.field)] = release
            }
        }
        let fields = Dictionary(grouping: owned.keys, by: \.key)
        var released = Set(act.released)
        for (after, before) in former {
            for field in act.released where field.key == before {
                released.insert(OwnedField(key: after, field: field.field))
            }
        }
        var clashes: [Clash] = []
        for change in changeset.changes where change.reason == .feed {
            for field in (fields[change.key] ?? []).sorted() where !released.contains(field) {
                let before = base[change.key] ?? former[change.key].flatMap { base[$0] }
                if let (ours, theirs) = change.overwriting(field.field, before: before) {
                    clashes.append(
                        Clash(
                            field: field, corrected: ours, feed: theirs,
                            release: owned[field] ?? 0))
                }
            }
        }
        let wanted = Set(act.kept)
        let isAnswered = clashes.count { !wanted.contains($0.field) } == keepingAll
        kept = clashes.map(\.field).filter { isAnswered || wanted.contains($0) }
        open = isAnswered ? [] : clashes.filter { !wanted.contains($0.field) }
        self.changeset = changeset.keeping(kept, base: base, former: former)
    }

    /// One hold for each clash that waits.
    public var holds: [PlanHold] {
        open.map { clash in
            PlanHold(
                code: "match.owned-field",
                message:
                    "\(clash.field) was corrected by hand to '\(clash.corrected)' in release \(clash.release), and the feed says '\(clash.feed)'. Keep it with --keep-field \(clash.field), or let go of it with --release-field \(clash.field)."
            )
        }
    }
}

extension Change {
    /// The corrected and the new value of a field that some new version says otherwise.
    fileprivate func overwriting(
        _ field: Field, before timeline: Timeline?
    ) -> (String, String)? {
        guard let timeline else { return nil }
        for version in added {
            guard let before = timeline.before(version.validity.from)?.content[field] else {
                continue
            }
            let after = version.content[field] ?? ""
            if !before.utf8.elementsEqual(after.utf8) { return (before, after) }
        }
        return nil
    }
}

extension Changeset {
    /// The changes with some fields left as the base has them.
    fileprivate func keeping(
        _ fields: [OwnedField], base: MasterRows, former: [RowKey: RowKey]
    ) -> Changeset {
        guard !fields.isEmpty else { return self }
        let kept = Dictionary(grouping: fields, by: \.key)
        let settled = changes.compactMap { change -> Change? in
            guard let fields = kept[change.key] else { return change }
            if let before = former[change.key].flatMap({ base[$0] }) {
                return change.keeping(fields.map(\.field), of: before)
            }
            guard let before = base[change.key] else { return change }
            var after = before
            for version in change.removed { after.clear(version.validity) }
            for version in change.added {
                var content = version.content
                for field in fields {
                    content[field.field] =
                        before.before(version.validity.from)?.content[field.field]
                }
                after.put(content, over: version.validity)
            }
            return Change(
                of: change.key, from: before, to: after, asOf: asOf, reason: change.reason)
        }
        let left = Set(settled.map(\.key))
        return Changeset(
            asOf: asOf, changes: settled, origins: origins.filter { left.contains($0.key) })
    }
}

extension Change {
    /// A thing under its new code with some fields as they were under the old one.
    fileprivate func keeping(_ fields: [Field], of before: Timeline) -> Change {
        var kept = self
        kept.added = added.map { version in
            let old = before.before(version.validity.from)?.content
            var version = version
            for field in fields { version.content[field] = old?[field] }
            // A name that stays is no alias of itself.
            let names = [version.content[.nameEn], version.content[.nameHi]]
            let aliases = version.content.list(.aliases).filter { !names.contains($0) }
            version.content[.aliases] = aliases.isEmpty ? nil : aliases.joined(separator: "|")
            return version
        }
        kept.kinds = kept.recodedKinds(from: before.last?.content)
        return kept
    }
}

extension Timeline {
    /// What is said of a day, or else what was said last.
    fileprivate func before(_ day: Day) -> RowVersion? {
        version(on: day) ?? versions.last { $0.validity.to <= day } ?? versions.first
    }
}
