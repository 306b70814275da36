public import MasterData

extension CheckBook {
    /// The kinds of which a change can be checked with what it has to do with: each thing is
    /// alone, or says how one person is reached. The things of all others are compared.
    static let soundKinds: [MasterKind] = [.person, .contact]

    /// What is found about the large kinds of a release, for the days around one; nothing of a
    /// kind of which one thing has an error.
    public static func soundness(
        of rows: MasterRows, around day: Day
    ) -> [MasterKind: Soundness] {
        let book = CheckBook()
        var found: [MasterKind: Soundness] = [:]
        for kind in soundKinds where rows.rows(of: kind).isPacked {
            found[kind] = book.soundness(of: kind, in: rows, around: day)
        }
        return found
    }

    private func soundness(
        of kind: MasterKind, in rows: MasterRows, around day: Day
    ) -> Soundness? {
        let checks = graveChecks[kind.order]
        let references = kind.schema.specs.filter(\.type.isReference)
        var days = Validity(from: .distantPast)
        for (key, timeline) in rows.rows(of: kind).inOrder {
            var found = Findings(listing: 1)
            let subject = Subject(key, timeline.versions, asOf: day, among: [:])
            for check in checks { check.check(subject, into: &found) }
            guard found.isEmpty else { return nil }
            for version in timeline.versions {
                guard let sane = days.intersection(DatesAreSane.saneDays(for: version.validity)),
                    kind.schema.keyFields.isEmpty
                        || kind.schema.compositeCode(of: version.content) == key.code
                else { return nil }
                days = sane
                for spec in references {
                    guard let value = version.content[spec.field] else { continue }
                    guard let target = spec.type.reference(value).flatMap({ rows[$0] }) else {
                        return nil
                    }
                    let faulty = ReferencesAreValid.faultyDays(of: version.validity, target)
                    guard let rest = days.without(faulty, around: day) else { return nil }
                    days = rest
                }
            }
        }
        return Soundness(
            checks: Set(checks.map { type(of: $0).code } + Self.referenceChecks), days: days)
    }

    private static let referenceChecks = [ReferencesAreKnown.code, ReferencesAreValid.code]

    /// The kinds of a base of which nothing is wrong for this book on a day.
    func soundKinds(in base: MasterRows, asOf day: Day) -> Set<MasterKind> {
        Set(
            Self.soundKinds.filter { kind in
                guard let soundness = base.rows(of: kind).soundness else { return false }
                return soundness.days.contains(day)
                    && graveChecks[kind.order].allSatisfy {
                        soundness.checks.contains(type(of: $0).code)
                    }
            })
    }
}

extension Validity {
    /// The part around a day that has none of the other's days; nothing when that has the day.
    fileprivate func without(_ other: Validity?, around day: Day) -> Validity? {
        guard let other, !other.isEmpty else { return self }
        if other.contains(day) { return nil }
        return day < other.from
            ? Validity(from: from, to: min(to, other.from))
            : Validity(from: max(from, other.to), to: to)
    }
}
