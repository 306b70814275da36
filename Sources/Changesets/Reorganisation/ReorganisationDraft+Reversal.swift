internal import MasterData

// An earlier reorganisation taken back.

extension ReorganisationDraft {
    /// Restores what events of an earlier reorganisation changed, and ends what they made.
    ///
    /// What they did is worked out again on the masters as they would be without them. A
    /// field that somebody changed since is left as it is, with a warning.
    mutating func takeBack(_ earlier: Reorganisation, _ steps: Set<String>) {
        let world = rows.unchanged(since: earlier.effective)
        let expansion = ReorganisationExpansion(earlier, onto: world)
        if expansion.findings.hasErrors {
            findings.error(
                "reference.cannot-reverse", at: step.origin,
                "'\(earlier.id)' cannot be retraced on these masters: \(expansion.findings.listed.first.map(\.description) ?? "")"
            )
            return
        }
        originals.merge(expansion.originals) { own, _ in own }
        let changes = expansion.changeset.changes.filter { change in
            steps.isEmpty || !steps.isDisjoint(with: expansion.writers[change.key] ?? [])
        }
        var made: [RowKey] = []
        for change in changes where ![.succession, .posting].contains(change.key.kind) {
            switch (world[change.key]?.end, expansion.rows[change.key]?.end) {
            case (nil, _): made.append(change.key)
            case (let was?, nil): resume(change.key, was)
            case (let was?, let set?): restore(change.key, was, set)
            }
        }
        var heirs: [RowKey: [RowKey]] = [:]
        for change in changes where change.key.kind == .succession {
            guard let content = change.added.first?.content,
                let after = content.reference(.successor, in: .succession),
                let before = content.reference(.predecessor, in: .succession)
            else { continue }
            heirs[after, default: []].append(before)
        }
        unmake(made, heirs)
    }

    /// Ends what the earlier events made: rows that nothing hangs on first, places last.
    private mutating func unmake(_ made: [RowKey], _ heirs: [RowKey: [RowKey]]) {
        for key in made where ![.office, .post].contains(key.kind) && !key.kind.isPlace {
            end(key, on: day, at: step.origin)
        }
        for key in made where key.kind == .office && !tail(key).isEmpty {
            closeOffice(key, on: day, successors: [], at: step.origin)
        }
        for key in made where key.kind == .post && !tail(key).isEmpty {
            closePost(key, on: day, heir: originals[key], at: step.origin)
        }
        for key in made.reversed() where key.kind.isPlace && live(key) != nil {
            let heirs = (heirs[key] ?? []).filter { live($0) != nil }
            close(key, successors: heirs, at: step.origin)
            for heir in heirs { succeed(key, heir, by: .reverse, at: step.origin) }
        }
    }

    /// What the earlier events ended goes on.
    private mutating func resume(_ key: RowKey, _ was: Content) {
        guard tail(key).isEmpty else { return }
        put(was, as: key, over: Validity(from: day), at: step.origin)
    }

    private mutating func restore(_ key: RowKey, _ was: Content, _ set: Content) {
        var changedSince: [Field] = []
        let fields = Set(was.entries.map(\.field) + set.entries.map(\.field))
            .filter { was[$0] != set[$0] }.sorted()
        alter(key, at: step.origin) { content in
            for field in fields {
                if content[field] == set[field] {
                    content[field] = was[field]
                } else if content[field] != was[field] {
                    changedSince.append(field)
                }
            }
        }
        for field in Set(changedSince).sorted() {
            findings.warning(
                "match.changed-since", at: step.origin, key: key, value: live(key)?[field],
                "\(key) has another \(field.rawValue) by now than the reorganisation gave it, and keeps it. Change it by hand if that is wrong."
            )
        }
    }
}

extension Timeline {
    /// What is said without end; nothing when the thing ends.
    fileprivate var end: Content? { last.flatMap { $0.validity.isOpen ? $0.content : nil } }
}

extension MasterRows {
    /// These masters as if nothing had changed from a day on.
    fileprivate func unchanged(since day: Day) -> MasterRows {
        var rows = self
        for kind in presentKinds {
            for (key, timeline) in self.rows(of: kind) {
                // A version that ends on that day may have been ended by what is taken back.
                guard timeline.versions.contains(where: { day <= $0.validity.to }) else { continue }
                var earlier = timeline
                earlier.clear(Validity(from: day))
                if let last = earlier.last, last.validity.to == day {
                    earlier.put(last.content, over: Validity(from: day))
                }
                rows[key] = earlier
            }
        }
        return rows
    }
}
