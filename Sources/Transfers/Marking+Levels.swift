public import MasterData
internal import RouteEngine

extension Marking {
    /// The level above, entered at a moment; nothing when no level above has a post.
    ///
    /// Holes are gone past, and so is a level whose person is the one below; only the last
    /// level is entered all the same. What was gone past is named.
    public func nextLevel(
        of complaint: Complaint, _ standing: Standing, at instant: Instant
    ) -> Step? {
        let now = standing.level ?? 0
        guard now < 4, let decision = decision(of: complaint, standing, at: instant) else {
            return nil
        }
        let person =
            standing.handedTo == nil
            ? decision[level: now]?.holder?.code ?? standing.entry?.holder : nil
        let service = service(of: complaint, standing)
        var passed: [PassedLevel] = []
        var sameAsBelow: LevelEntry?
        for level in (now + 1)...4 {
            if let service, (2...3).contains(level),
                let appeal = appealEntry(level, service, decision, of: complaint, at: instant)
            {
                if appeal.post == standing.entry?.post {
                    passed.append(PassedLevel(level: level, reason: "same-post-as-below"))
                    continue
                }
                return step(decision, standing, appeal, passed)
            }
            guard let answer = decision[level: level] else { continue }
            guard let entry = chainEntry(answer, of: complaint, at: instant) else {
                passed.append(PassedLevel(level: level, reason: answer.how.detail ?? "hole"))
                continue
            }
            if let person, entry.holder == person {
                sameAsBelow = entry
                passed.append(
                    PassedLevel(level: level, reason: Answering.samePersonAsBelow.word))
                continue
            }
            return step(decision, standing, entry, passed)
        }
        guard let last = sameAsBelow else { return nil }
        return step(decision, standing, last, passed.filter { $0.level < last.level })
    }

    /// A level below, for sending back; nothing when no level below has a post.
    public func levelBelow(
        of complaint: Complaint, _ standing: Standing, at instant: Instant
    ) -> LevelEntry? {
        guard let now = standing.level, now > 1 else { return nil }
        for level in (1..<now).reversed() {
            if let entry = entry(level, of: complaint, standing, at: instant)?.entry {
                return entry
            }
        }
        return nil
    }

    /// A level entered once more, as after a reopening: its post of the day, and its whole time.
    ///
    /// When the release has no post there now, the complaint goes back to the one it had.
    public func sameLevel(
        of complaint: Complaint, _ standing: Standing, at instant: Instant
    ) -> Step? {
        guard let before = standing.entry else { return nil }
        if let step = entry(before.level, of: complaint, standing, at: instant) { return step }
        var again = before
        again.enteredAt = instant
        again.due = Deadline.due(
            entered: instant, days: before.terms.days, count: before.terms.calendar,
            calendar: calendars.calendar(
                department: before.department, places: complaint.places, on: instant.day))
        return Step(assignment: nil, entry: again, passed: [])
    }

    /// What a release that names another post for the present level does to a complaint.
    ///
    /// Its clock goes on from when it entered the level: the due instant moves only when the
    /// new chain gives the level another time.
    public func move(
        of complaint: Complaint, _ standing: Standing, at instant: Instant
    ) -> Happening? {
        // A post that somebody gave it to by hand keeps it, as long as the post is there.
        let keeps = standing.handedTo.map { lists(RowKey(.post, $0), on: instant.day) } ?? false
        guard let before = standing.entry, !keeps,
            let decision = decision(of: complaint, standing, at: instant),
            var step = entry(before.level, of: complaint, standing, at: instant)
        else { return nil }
        if step.entry.post == before.post && step.entry.acting == before.acting,
            standing.handedTo == nil
        {
            return nil
        }
        keepClock(of: before, in: &step.entry, complaint, at: instant)
        return .moved(
            assignment(decision, service: standing.assignment?.service), step.entry,
            from: standing.post ?? before.acting, dueBefore: before.due)
    }

    /// Lets the clock of a level go on in the entry that takes its place: the due instant moves
    /// only when the level has another time now.
    private func keepClock(
        of before: LevelEntry, in entry: inout LevelEntry, _ complaint: Complaint,
        at instant: Instant
    ) {
        entry.enteredAt = before.enteredAt
        if entry.terms.days == before.terms.days, entry.terms.calendar == before.terms.calendar {
            entry.due = before.due
            entry.basis = before.basis
        } else {
            entry.due = Deadline.due(
                entered: before.enteredAt, days: entry.terms.days, count: entry.terms.calendar,
                calendar: calendars.calendar(
                    department: entry.department, places: complaint.places, on: instant.day))
        }
    }

    /// What becomes of an open complaint that goes on under another category: its level, with
    /// the clock it has there, or else the nearest level that has a post, entered now. The
    /// guaranteed service stays, which was promised at registration.
    func following(
        _ category: String, _ complaint: Complaint, _ standing: Standing, at instant: Instant,
        reason: String
    ) -> Happening? {
        guard let before = standing.entry else { return nil }
        let levels = [before.level] + (before.level..<5).dropFirst() + (0..<before.level).reversed()
        for level in levels {
            guard
                var step = entry(level, of: complaint, standing, at: instant, as: category),
                let decision = decision(of: complaint, standing, at: instant, as: category)
            else { continue }
            if level == before.level {
                keepClock(of: before, in: &step.entry, complaint, at: instant)
            }
            return .remarked(
                category: category,
                assignment(decision, service: standing.assignment?.service), step.entry,
                passed: step.passed, dueBefore: standing.due, reason: reason)
        }
        return nil
    }

    /// Whether this release can route the complaint as it stands.
    public func canRoute(_ complaint: Complaint, _ standing: Standing, at instant: Instant) -> Bool
    {
        decision(of: complaint, standing, at: instant) != nil
    }

    /// The levels still to come, each entered when the one before is over.
    public func forecast(of complaint: Complaint, _ standing: Standing) -> [LevelEntry] {
        var standing = standing
        var entries: [LevelEntry] = []
        while let due = standing.due, let next = nextLevel(of: complaint, standing, at: due) {
            let event = LedgerEvent(
                step: standing.step + 1, at: max(due, standing.lastAt),
                happening: .escalated(nil, next.entry, passed: next.passed, reason: nil))
            guard (try? standing.apply(event)) != nil else { break }
            entries.append(next.entry)
        }
        return entries
    }

    /// - Parameter category: another than the complaint has, when it is to get that.
    private func entry(
        _ level: Int, of complaint: Complaint, _ standing: Standing, at instant: Instant,
        as category: String? = nil
    ) -> Step? {
        guard let decision = decision(of: complaint, standing, at: instant, as: category) else {
            return nil
        }
        if let service = service(of: complaint, standing), (2...3).contains(level),
            let appeal = appealEntry(level, service, decision, of: complaint, at: instant)
        {
            return step(decision, standing, appeal, [])
        }
        guard let answer = decision[level: level],
            let entry = chainEntry(answer, of: complaint, at: instant)
        else { return nil }
        return step(decision, standing, entry, [])
    }

    /// The decision on the day a level is entered; nothing when this release has no chain for it.
    private func decision(
        of complaint: Complaint, _ standing: Standing, at instant: Instant,
        as category: String? = nil
    ) -> Decision? {
        let decision = table.decide(
            complaint.request(category: category ?? standing.category), entering: instant.day)
        return decision.levels.isEmpty ? nil : decision
    }

    private func service(of complaint: Complaint, _ standing: Standing) -> GuaranteedService? {
        standing.assignment?.service.flatMap {
            services.service($0, on: complaint.registeredAt.day)
        }
    }

    private func step(
        _ decision: Decision, _ standing: Standing, _ entry: LevelEntry, _ passed: [PassedLevel]
    ) -> Step {
        let made = assignment(decision, service: standing.assignment?.service)
        return Step(
            assignment: made.release == standing.assignment?.release ? nil : made, entry: entry,
            passed: passed)
    }
}
