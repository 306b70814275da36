public import MasterData

/// What happens to one thing: the versions that go, and the versions that come.
///
/// The rows are whole, so that a change can be turned around, merged by key and read
/// without the masters it was made against.
public struct Change: Hashable, Sendable {
    public var key: RowKey
    /// In the order of ``ChangeKind``.
    public var kinds: [ChangeKind]
    /// The versions believed before and no longer.
    public var removed: [RowVersion]
    /// The versions believed from now on.
    public var added: [RowVersion]
    public var reason: Reason

    /// Why a thing changes.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// A feed's own record says so.
        case feed
        /// A row of another thing names it and nobody else brings it.
        case named
        /// A full feed no longer lists it.
        case absent
        /// An office keeps or takes a place that moved.
        case followed
        /// A reorganisation says so, or brings it about.
        case reorganised
        /// It follows from an identity that a person confirmed.
        case identified
        /// An earlier release is undone.
        case undone
        /// A person says so, by an order or a correction.
        case byHand = "by-hand"
    }

    public init(
        key: RowKey, kinds: [ChangeKind], removed: [RowVersion], added: [RowVersion],
        reason: Reason
    ) {
        self.key = key
        self.kinds = kinds
        self.removed = removed
        self.added = added
        self.reason = reason
    }

    /// The change that turns one timeline of a thing into another; nothing when they are equal.
    public init?(
        of key: RowKey, from before: Timeline, to after: Timeline, asOf day: Day,
        reason: Reason = .feed
    ) {
        guard before != after else { return nil }
        self.init(
            key: key, kinds: ChangeKind.kinds(from: before, to: after, asOf: day, of: key.kind),
            removed: before.versions.filter { !after.versions.contains($0) },
            added: before.isEmpty
                ? after.versions : after.versions.filter { !before.versions.contains($0) },
            reason: reason)
    }

    /// The change that takes this one back.
    public func inverted(asOf day: Day) -> Change {
        var change = Change(
            key: key, kinds: [], removed: added, added: removed, reason: .undone)
        change.kinds =
            kinds == [.missing]
            ? kinds
            : ChangeKind.kinds(
                from: Timeline(added), to: Timeline(removed), asOf: day, of: key.kind)
        return change
    }
}

extension Change {
    /// Whether the thing goes on under another code, by another change of the same changeset.
    public var isOldCode: Bool { kinds == [.recoded] && !removed.isEmpty }
}

/// One field of a change, before and after.
public struct FieldChange: Hashable, Sendable {
    /// The field's name in files, or `valid_from` or `valid_to`.
    public var field: String
    public var before: String?
    public var after: String?
}

extension Change {
    /// The fields that differ, as a reader on the as-of day sees them.
    public func fields(asOf day: Day) -> [FieldChange] {
        let before = Self.seen(removed, on: day)
        let after = Self.seen(added, on: day)
        var changes: [FieldChange] = []
        let old = before?.content
        let new = after?.content
        // A thing that ends keeps its fields; only its last day is news.
        let isEnd = kinds.contains(.retired)
        for spec in key.kind.schema.specs where !isEnd && old?[spec.field] != new?[spec.field] {
            changes.append(
                FieldChange(
                    field: spec.field.rawValue, before: old?[spec.field], after: new?[spec.field]))
        }
        if changes.isEmpty || before == nil {
            changes += Self.dates(before: before?.validity, after: after?.validity)
        }
        return changes
    }

    private static func dates(before: Validity?, after: Validity?) -> [FieldChange] {
        func text(_ day: Day?) -> String? {
            day.flatMap { $0 == .distantFuture ? nil : $0.description }
        }
        var changes: [FieldChange] = []
        if before?.from != after?.from {
            changes.append(
                FieldChange(
                    field: "valid_from", before: text(before?.from), after: text(after?.from)))
        }
        if text(before?.to) != text(after?.to) {
            changes.append(
                FieldChange(field: "valid_to", before: text(before?.to), after: text(after?.to)))
        }
        return changes
    }

    /// The version of a day, else the last one.
    private static func seen(_ versions: [RowVersion], on day: Day) -> RowVersion? {
        versions.first { $0.validity.contains(day) } ?? versions.last
    }
}
