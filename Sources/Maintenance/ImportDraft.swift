internal import Changesets
internal import MasterData
internal import Plans
internal import Staging

/// What an import would change, with the held rows found and, where allowed, shut out.
struct ImportDraft {
    /// The changes, when nothing in them is held any more.
    private(set) var checked: CheckedChangeset?
    private(set) var findings: Findings
    private(set) var inherited = Findings()
    private(set) var unchanged: [MasterKind: Int] = [:]
    private(set) var following: OfficeFollowing
    /// How many rows have an error, or refer to one that has.
    private(set) var heldRows = 0
    /// The waivers of the import and how many findings each let pass.
    private(set) var waivers: [WaiverUse]
    /// What the feeds would do to fields that were corrected by hand.
    let ownership: Ownership
    /// The things whose rows contradict each other.
    private(set) var contradictory: Set<RowKey>
    /// Whether rows that were known must be read after all.
    private(set) var needsAllRows = false
    /// The rows that the masters do not say as they stand, and the things that the changes leave
    /// saying something else than their rows.
    private(set) var doubtful: Set<Origin>
    private(set) var unsettled: Set<RowKey>

    /// - Parameter settle: puts back what was corrected by hand and is kept.
    init(
        _ reading: FeedReading, onto base: MasterRows, asOf day: Day, answers: PlanAnswers,
        listing limit: Int, settle: (Changeset) -> Ownership
    ) throws {
        findings = Findings(listing: limit)
        try reading.staged.resolveLinks(in: base, asOf: day)
        try reading.staged.checkScopes(in: base, asOf: day)
        needsAllRows = try reading.passed?.mustBeRead(beside: reading.staged) ?? false
        var excluded = reading.staged.faulty
        let first = try Pass(
            reading, base: base, day: day, excluding: excluded, answers: answers, settle: settle)
        var pass = first
        // Shutting a row out holds what refers to it, so the rest is checked again.
        while answers.excludedHeld != nil {
            let more = pass.faulty.subtracting(excluded)
            if more.isEmpty { break }
            excluded.formUnion(more)
            pass = try Pass(
                reading, base: base, day: day, excluding: excluded, answers: answers,
                settle: settle)
        }
        ownership = pass.ownership
        excluded.formUnion(pass.faulty)
        heldRows = try reading.staged.heldRowCount(of: excluded)
        following = pass.following
        unchanged = pass.merge.unchanged
        findings.merge(reading.staged.findings)
        findings.merge(first.merge.findings)
        findings.merge(first.outcome.report.findings)
        waivers = first.outcome.report.waivers
        contradictory = first.merge.contradictory
        doubtful = pass.merge.doubtful
        unsettled = excluded.union(contradictory).union(pass.outcome.report.faulty)
        if let passed = reading.passed {
            let faulty = first.outcome.report.faulty.union(pass.outcome.report.faulty)
            needsAllRows = needsAllRows || passed.mayBeAbout(faulty)
        }
        inherited.merge(first.outcome.report.inherited)
        if case .passed(let checked, _) = pass.outcome, pass.merge.contradictory.isEmpty {
            self.checked = checked
            unsettled.formUnion(pass.merge.changeset.departures(of: checked.changeset))
        }
    }

    /// One way through merge, office following and check book.
    private struct Pass {
        let merge: FeedMerge
        let ownership: Ownership
        let following: OfficeFollowing
        let outcome: CheckBook.Outcome
        /// The things of this import that cannot stay.
        let faulty: Set<RowKey>

        init(
            _ reading: FeedReading, base: MasterRows, day: Day, excluding excluded: Set<RowKey>,
            answers: PlanAnswers, settle: (Changeset) -> Ownership
        ) throws {
            let staged = reading.staged
            var merge = FeedMerge(
                onto: base, asOf: day,
                places: try staged.groups(of: MasterKind.places, without: excluded),
                listing: reading.limit)
            try staged.forEachGroup(without: excluded) { merge.add($0) }
            if let passed = reading.passed { merge.pass(passed.unchanged) }
            try merge.finish(
                reading.scopes, passed: reading.passed.map { ($0.marks, $0.marker) }
            ) {
                try excluded.contains($0) || staged.holds($0)
            }
            self.merge = merge
            ownership = settle(merge.changeset)
            var changeset = ownership.changeset
            if let count = answers.retireMissing,
                count == changeset.changes.count(where: { $0.kinds == [.missing] })
            {
                changeset = Guards.retiringMissing(changeset, base: base)
            }
            following = OfficeFollowing(
                changeset, base: base, candidate: try changeset.applied(to: base))
            if !following.changes.isEmpty {
                changeset = Changeset(
                    asOf: day, changes: changeset.changes + following.changes,
                    origins: changeset.origins.merging(following.origins) { own, _ in own })
            }
            outcome = try CheckBook(policy: reading.policy)
                .check(changeset, onto: base, listing: reading.limit)
            faulty = merge.contradictory.union(
                try outcome.report.faulty.filter { try reading.staged.holds($0) })
        }
    }
}
