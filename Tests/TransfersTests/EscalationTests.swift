import MasterData
import RouteEngine
import Testing
import Transfers

@Suite("Escalation")
struct EscalationTests {
    @Test("level by level when each time is over, and stays with the state")
    func wholeWay() throws {
        let events = try Masters.sample().marking().ledger(.sample(), sweptOn: [400])
        #expect(
            events.summary == [
                "L1 P1 day 0", "L2 P2 day 8", "L3 P3 day 19", "L4 P4 day 35", "overdue",
            ])
        #expect(events.last?.happening == .overdue(.lastLevel))
        let standing = try Standing(.sample(), events)
        #expect(standing.state == .open)
        #expect(standing.level == 4)
        #expect(standing.nextDue == nil)
        #expect(standing.isOverdue(at: .day(400)))
    }

    @Test("nothing moves before the midnight that ends the last day")
    func notEarly() throws {
        let marking = Masters.sample().marking()
        let events = marking.arrived(.sample())
        let standing = try Standing(.sample(), events)
        let due = try #require(standing.due)
        #expect(due.description == "2026-04-09T00:00:00+05:30")
        func count(to now: Instant) throws -> Int {
            try CatchingUp.events(of: .sample(), standing, to: now) { _, _ in marking }.count
        }
        #expect(try count(to: Instant(seconds: due.seconds - 1)) == 0)
        #expect(try count(to: due) == 1)
    }

    @Test(
        "a late sweep ends where timely ones end; a clock set back changes nothing",
        arguments: 1...60)
    func lateSweeps(seed: Int) throws {
        var dice = Dice(UInt64(seed))
        var masters = Masters.sample()
        if dice.chance(0.3) { masters.remove(.posting, "P\(1 + dice.below(4))/asha") }
        if dice.chance(0.3) { masters.remove(.posting, "P2/bina") }
        if dice.chance(0.2) { masters.remove(.post, "P3") }
        if dice.chance(0.3) { masters.posting("P3", "bina", from: dice.below(30)) }
        if dice.chance(0.3) {
            masters.level("WATER", 3, "CE", "head_office", days: 5, [.escalation: "manual"])
        }
        if dice.chance(0.5) {
            masters.put(.calendar, "RJ", [.weeklyOff: "sat|sun"])
            masters.level("WATER", 2, "XEN", "district", days: 6, [.calendar: "working"])
        }
        let marking = masters.marking()
        let complaint = Complaint.sample(day: dice.below(10))
        let sweeps = (0..<dice.below(30)).map { _ in dice.below(120) }
        let atOnce = try marking.ledger(complaint, sweptOn: [120])
        #expect(try marking.ledger(complaint, sweptOn: sweeps + [120]) == atOnce)
        let levels = atOnce.compactMap(\.happening.entry?.level)
        #expect(levels == levels.sorted() && Set(levels).count == levels.count)
    }

    @Test("a vacant level is answered by the next, on its own clock, and says so")
    func vacant() throws {
        var masters = Masters.sample()
        masters.remove(.posting, "P1/asha")
        let events = try masters.marking().ledger(.sample(), sweptOn: [9])
        let entry = try #require(events.first?.happening.entry)
        #expect(entry.post == "P1")
        #expect(entry.acting == "P2")
        #expect(entry.how == "next-level")
        #expect(entry.howDetail == "vacant")
        #expect(entry.terms.days == 7, "the clock is L1's")
        // L2's officer has answered for L1 already: escalation goes past him.
        #expect(events.summary == ["L1 P2 day 0", "L3 P3 day 8"])
        #expect(
            events.last?.happening
                == .escalated(
                    nil, try #require(events.last?.happening.entry),
                    passed: [PassedLevel(level: 2, reason: "same-person-as-below")], reason: nil))
    }

    @Test("a level without a post is gone past by name")
    func hole() throws {
        var masters = Masters.sample()
        masters.remove(.post, "P2")
        masters.remove(.posting, "P2/bina")
        let events = try masters.marking().ledger(.sample(), sweptOn: [9])
        guard case .escalated(_, let entry, let passed, _) = try #require(events.last).happening
        else {
            Issue.record("no escalation")
            return
        }
        #expect(entry.level == 3)
        #expect(passed == [PassedLevel(level: 2, reason: "no-post")])
    }

    @Test("the last level is entered even by the same person")
    func sameToTheEnd() throws {
        var masters = Masters.sample()
        for post in ["P2/bina", "P3/chand", "P4/deep"] { masters.remove(.posting, post) }
        for post in ["P2", "P3", "P4"] { masters.posting(post, "asha") }
        let events = try masters.marking().ledger(.sample(), sweptOn: [100])
        #expect(events.summary == ["L1 P1 day 0", "L4 P4 day 8", "overdue"])
    }

    @Test("a manual level waits for a person, once")
    func manual() throws {
        var masters = Masters.sample()
        masters.level("WATER", 2, "XEN", "district", days: 10, [.escalation: "manual"])
        let marking = masters.marking()
        let events = try marking.ledger(.sample(), sweptOn: [50, 60, 400])
        #expect(events.summary == ["L1 P1 day 0", "L2 P2 day 8", "overdue"])
        #expect(events.last?.happening == .overdue(.manual))
    }

    @Test("a later level is answered by whoever holds the post when it is entered")
    func postOfTheDay() throws {
        var masters = Masters.sample()
        masters.remove(.posting, "P2/bina")
        masters.posting("P2", "bina", to: 5)
        masters.posting("P2", "ela", from: 5)
        let events = try masters.marking().ledger(.sample(), sweptOn: [9])
        #expect(events.last?.happening.entry?.holder == "ela")
    }

    @Test("the forecast is what happens when nobody acts")
    func forecast() throws {
        let marking = Masters.sample().marking()
        let events = marking.arrived(.sample())
        let forecast = marking.forecast(of: .sample(), try Standing(.sample(), events))
        let happened = try marking.ledger(.sample(), sweptOn: [400]).compactMap(\.happening.entry)
        #expect(forecast == Array(happened.dropFirst()))
    }

    @Test("a new release moves a complaint to its post and leaves the clock")
    func moved() throws {
        let old = Masters.sample().marking()
        var masters = Masters.sample()
        masters.remove(.post, "P1")
        masters.post("P1-NEW", "JEN", "O1", "farid")
        let new = masters.marking(release: 2)
        let standing = try Standing(.sample(), old.arrived(.sample()))
        let happening = try #require(new.move(of: .sample(), standing, at: .day(3)))
        guard case .moved(let assignment, let entry, let from, let before) = happening else {
            Issue.record("not moved")
            return
        }
        #expect(assignment.release == 2)
        #expect(entry.post == "P1-NEW")
        #expect(from == "P1")
        #expect(entry.due == before)
        #expect(old.move(of: .sample(), standing, at: .day(3)) == nil)
    }
}

@Suite("Guaranteed services")
struct ServiceTests {
    private func masters(first: String = "XEN", second: String = "SE") -> Masters {
        var masters = Masters.sample()
        masters.put(
            .service, "S-TAP",
            [
                .department: "PHED", .designatedOfficer: "JEN", .days: "5", .firstAppeal: first,
                .firstDays: "30", .secondAppeal: second, .secondDays: "60",
            ])
        masters.put(.serviceCategory, "S-TAP/TAP", [.service: "S-TAP", .category: "TAP"])
        masters.post("P5", "SE", "O2", "gita")
        return masters
    }

    @Test("without a day of application the statutory days count from registration")
    func fromRegistration() throws {
        let events = try masters().marking().ledger(.sample(category: "TAP"), sweptOn: [200])
        #expect(
            events.summary == [
                "L1 P1 day 0", "L2 P2 day 6", "L3 P5 day 37", "L4 P4 day 98", "overdue",
            ])
        let entries = events.compactMap(\.happening.entry)
        #expect(entries.map(\.basis) == [.registration, .appeal, .appeal, .chain])
        #expect(events.first?.happening.assignment?.service == "S-TAP")
    }

    @Test("the application's day decides where the clock stands")
    func fromApplication() throws {
        let marking = masters().marking()
        let some = marking.arrived(.sample(category: "TAP", application: -3))
        let entry = try #require(some.first?.happening.entry)
        #expect(entry.level == 1)
        #expect(entry.lastDay == Masters.start.advanced(by: 2))
        #expect(entry.basis == .application(Masters.start.advanced(by: -3)))
        let late = marking.arrived(.sample(category: "TAP", application: -30))
        #expect(late.summary == ["L2 P2 day 0"])
        guard case .routed(_, _, let passed) = try #require(late.first).happening else { return }
        #expect(passed == [PassedLevel(level: 1, reason: "statutory-days-over")])
    }

    @Test("the chain's time counts when it is over earlier")
    func chainFirst() throws {
        var masters = masters()
        masters.level("WATER", 1, "JEN", "tehsil", days: 2)
        let entry = masters.marking().arrived(.sample(category: "TAP")).first?.happening.entry
        #expect(entry?.basis == .chain)
        #expect(entry?.lastDay == Masters.start.advanced(by: 2))
    }

    @Test("an appeal officer who has no post leaves the chain's level")
    func noOfficer() throws {
        var masters = masters(second: "NOBODY")
        masters.put(.designation, "NOBODY")
        let events = try masters.marking().ledger(.sample(category: "TAP"), sweptOn: [200])
        #expect(
            events.summary == [
                "L1 P1 day 0", "L2 P2 day 6", "L3 P3 day 37", "L4 P4 day 53", "overdue",
            ])
    }

    @Test("a category without a service follows its chain")
    func none() {
        let event = masters().marking().arrived(.sample(category: "WAT", application: -30)).first
        #expect(event?.happening.entry?.level == 1)
        #expect(event?.happening.assignment?.service == nil)
    }
}
