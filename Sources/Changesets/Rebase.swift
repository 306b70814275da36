public import MasterData

/// A changeset carried over from the masters it was made against to those that are live now.
///
/// It goes row by row: what nobody else touched is applied, what was done already is
/// dropped, and what both sides did differently is a conflict that a person answers.
/// Values of two sides are never mixed unasked; where they do not touch the same field,
/// the mixture is offered.
public struct Rebase: Sendable {
    /// The answer to a conflict.
    public enum Choice: String, CaseIterable, Hashable, Sendable {
        /// What the changeset wants, over what is live.
        case mine
        /// What is live; the change is dropped.
        case live
        /// The fields of both, where no field was changed by both.
        case merged
    }

    /// What is in the way of a change.
    public enum Obstacle: Hashable, Sendable {
        /// Both sides changed the thing.
        case changedByBoth
        /// The changeset ends the thing, and somebody changed it since.
        case endedHere
        /// The thing was ended since, and the changeset changes it.
        case endedThere
        /// Both sides added the thing, with other values.
        case addedByBoth
        /// A thing that the change refers to was ended since.
        case refersToEnded(RowKey)
    }

    /// A change that waits for an answer.
    public struct Conflict: Hashable, Sendable {
        public var key: RowKey
        public var obstacle: Obstacle
        public var base: Timeline
        public var live: Timeline
        public var mine: Timeline
        /// The fields of both sides together, where that is possible.
        public var merged: Timeline?
    }

    /// A change that was not carried over.
    public struct Dropped: Hashable, Sendable {
        public enum Reason: String, Hashable, Sendable {
            /// Somebody made the same change.
            case sameChange = "same-change"
            /// Somebody ended the thing already.
            case endedAlready = "ended-already"
            /// The answer was to keep what is live.
            case tookLive = "took-live"
            /// The thing that was missing is gone.
            case gone
        }

        public var key: RowKey
        public var reason: Reason
    }

    /// The changes that fit the live masters.
    public private(set) var changeset: Changeset
    /// The conflicts without an answer, in key order.
    public private(set) var conflicts: [Conflict] = []
    public private(set) var dropped: [Dropped] = []
    /// The answers that were used.
    public private(set) var taken: [RowKey: Choice] = [:]

    /// - Parameters:
    ///   - changeset: what was to be done to the base.
    ///   - base: the masters that the changeset was made against.
    ///   - live: the masters that are live now.
    ///   - choices: the answers to conflicts.
    public init(
        _ changeset: Changeset, from base: MasterRows, onto live: MasterRows,
        choices: [RowKey: Choice] = [:]
    ) throws(ApplyError) {
        self.changeset = Changeset(asOf: changeset.asOf, changes: [])
        let wanted = try changeset.applied(to: base)
        let written = Set(changeset.effective.map(\.key))
        var carried: [Change] = []
        for change in changeset.changes {
            let sides = Sides(
                change: change, base: base[change.key] ?? Timeline(),
                live: live[change.key] ?? Timeline(), mine: wanted[change.key] ?? Timeline(),
                day: changeset.asOf)
            if let reason = sides.dropped {
                dropped.append(Dropped(key: change.key, reason: reason))
                continue
            }
            var obstacle = sides.obstacle
            if obstacle == nil {
                obstacle = change.endedReference(base: base, live: live, written: written)
                    .map { .refersToEnded($0) }
            }
            guard let obstacle else {
                carried.append(change)
                continue
            }
            let conflict = Conflict(
                key: change.key, obstacle: obstacle, base: sides.base, live: sides.live,
                mine: sides.mine, merged: sides.merged)
            guard let choice = choices[change.key], let result = conflict.result(of: choice) else {
                conflicts.append(conflict)
                continue
            }
            taken[change.key] = choice
            let answered = Change(
                of: change.key, from: sides.live, to: result, asOf: changeset.asOf,
                reason: change.reason)
            if let answered {
                carried.append(answered)
            } else {
                dropped.append(Dropped(key: change.key, reason: .tookLive))
            }
        }
        let kept = Set(carried.map(\.key))
        self.changeset = Changeset(
            asOf: changeset.asOf, changes: carried,
            origins: changeset.origins.filter { kept.contains($0.key) })
    }

    /// One thing as the three sides have it.
    private struct Sides {
        var change: Change
        var base: Timeline
        var live: Timeline
        var mine: Timeline
        var day: Day

        /// Why the change need not be carried over.
        var dropped: Dropped.Reason? {
            if change.kinds == [.missing] {
                return live.content(on: day) == nil ? .gone : nil
            }
            if live == base { return nil }
            if live == mine { return .sameChange }
            return ends(mine) && ends(live) ? .endedAlready : nil
        }

        var obstacle: Obstacle? {
            if change.kinds == [.missing] || live == base { return nil }
            if base.isEmpty { return .addedByBoth }
            if ends(mine) { return .endedHere }
            return ends(live) ? .endedThere : .changedByBoth
        }

        /// Whether a side takes away what the base says of the day, or its last days.
        private func ends(_ side: Timeline) -> Bool {
            guard let last = base.last else { return false }
            guard let now = side.last else { return true }
            return now.validity.to < last.validity.to
        }

        var merged: Timeline? { TimelineMixture(base: base, live: live, mine: mine).timeline }
    }
}

extension Rebase.Conflict {
    /// The timeline that an answer leads to; nothing when the answer is not on offer.
    public func result(of choice: Rebase.Choice) -> Timeline? {
        switch choice {
        case .mine: mine
        case .live: live
        case .merged: merged
        }
    }
}

extension Change {
    /// A thing that the new versions refer to, that was there and is not any more.
    fileprivate func endedReference(
        base: MasterRows, live: MasterRows, written: Set<RowKey>
    ) -> RowKey? {
        for version in added {
            for spec in key.kind.schema.specs where spec.type.isReference {
                guard let target = version.content.reference(spec.field, in: key.kind),
                    !written.contains(target)
                else { continue }
                let wasThere = base[target]?.lasts(through: version.validity) ?? false
                let isThere = live[target]?.lasts(through: version.validity) ?? false
                if wasThere && !isThere { return target }
            }
        }
        return nil
    }
}

extension Timeline {
    /// Whether something is said on the first and on the last of the days.
    fileprivate func lasts(through days: Validity) -> Bool {
        guard content(on: days.from) != nil else { return false }
        return days.isOpen
            ? last?.validity.isOpen == true : content(on: days.to.advanced(by: -1)) != nil
    }
}
