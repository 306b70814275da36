import Maintenance
import MappingStore
import MasterData
import SourceReading
import Testing
import Transfers

@Suite("Taking in complaints")
struct IntakeTests {
    @Test("names, telephones and texts are dropped and named; the rest is taken in")
    func personalData() throws {
        let place = try ComplaintPlace()
        let (totals, findings) = try place.takeIn(
            """
            complaint_id,category,registered_at,district,tehsil,name,mobile,text
            C1,WAT,2026-04-01T10:00:00+05:30,101,501,Some Person,6000000001,"no water, again"

            """)
        #expect(totals.routed == 1)
        #expect(totals.faulty == 0)
        #expect(
            findings.map(\.code) == [
                "structure.not-kept", "structure.not-kept", "structure.not-kept",
            ])
        #expect(findings.map(\.value) == ["name", "mobile", "text"])
        #expect(
            findings.map { $0.origin?.description } == [
                "complaints.csv:1:53", "complaints.csv:1:58", "complaints.csv:1:65",
            ])
        let stored = try place.store.complaint("C1")
        #expect(stored.complaint.places.map(\.description) == ["district:101", "tehsil:501"])
    }

    @Test("JSON Lines are the same, with members for columns")
    func jsonLines() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        let (totals, findings) = try place.takeIn(
            """
            {"complaint_id":"C1","category":"WAT","registered_at":"2026-04-01T10:00:00+05:30","setting":"rural","district":"101","tehsil":"501"}
            {"complaint_id":"C2","category":"WAT","registered_at":"2026-04-01","district":101,"lat":26.9,"phone":"1"}

            not json
            {"complaint_id":"C3","category":"WAT"}
            """)
        #expect(totals.known == 1, "the same facts in another form are the same complaint")
        #expect(totals.added == 1)
        #expect(totals.faulty == 2)
        #expect(
            findings.map { "\($0.origin?.line ?? 0) \($0.code)" } == [
                "2 structure.not-kept", "2 structure.not-kept", "4 structure.not-json",
                "5 cell.not-a-day",
            ])
    }

    @Test("what is no code, or lies ahead, is refused with its line; the others go in")
    func refused() throws {
        let place = try ComplaintPlace()
        let (totals, findings) = try place.takeIn(
            """
            complaint_id,category,registered_at,application_date,district
            C1,no water in my street,2026-04-01,,101
            C2,WAT,2026-04-02,,101
            ,WAT,2026-04-01,,101
            C3,WAT,2026-04-01,soon,101

            """)
        #expect(totals.added == 1)
        #expect(totals.faulty == 3)
        #expect(
            Set(findings.map { "\($0.origin?.line ?? 0) \($0.severity) \($0.code)" }) == [
                "2 error cell.not-a-code", "3 error time.in-future", "4 error cell.not-a-code",
                "5 warning cell.not-a-day",
            ])
    }

    @Test("the same file again changes nothing; other facts under a number are refused")
    func again() throws {
        let place = try ComplaintPlace()
        #expect(try place.register("C1", "C2", "C1").routed == 2)
        #expect(try place.register("C1", "C2").known == 2)
        let totals = try place.register("C1", category: "TAP")
        #expect(totals.faulty == 1)
        #expect(try place.store.complaint("C1").complaint.category == "WAT")
    }

    @Test("an unknown category or place is kept with its reason and retried with the next release")
    func unroutable() throws {
        let place = try ComplaintPlace()
        try place.register("C1", category: "NEW")
        try place.register("C2", category: "LOST")
        #expect(try place.register("C3", category: "NEWER").unroutable == ["unknown-category": 1])
        #expect(try place.store.complaint("C2").standing.reason == "no-rule")
        #expect(try place.desk(1).escalate() == SweepTotals())
        place.put(
            .category, "NEW",
            [.hierarchyRural: "revenue", .hierarchyUrban: "revenue", .audience: "public"])
        place.put(.rule, "R-NEW", [.category: "NEW", .department: "PHED", .chain: "WATER"])
        try place.publish(2)
        let totals = try place.desk(3).escalate()
        #expect(totals.newlyRouted == 1)
        #expect(try place.ledger("C1") == ["unroutable", "routed L1 P1"])
        let standing = try place.store.complaint("C1").standing
        #expect(
            standing.entry?.enteredAt == ComplaintPlace.moment(3),
            "its time begins when it has a post")
        #expect(try place.ledger("C3") == ["unroutable"], "the same refusal is not said twice")
    }
}

@Suite("Working on complaints")
struct ComplaintVerbTests {
    @Test("resolve, reopen, and what is not possible is refused by name")
    func resolve() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        let order = ComplaintOrder("C1", by: "asha", requestKey: "r1")
        #expect(try place.desk(2).resolve(order, reason: "done").standing.state == .resolved)
        #expect(try place.desk(2).resolve(order, reason: "done").events.count == 2, "one request")
        let error = #expect(throws: IllegalTransition.self) {
            try place.desk(3).resolve(ComplaintOrder("C1"), reason: nil)
        }
        #expect(error?.legal == [.reopen])
        let reopened = try place.desk(4).reopen(ComplaintOrder("C1"), reason: "not done")
        #expect(reopened.standing.level == 1)
        #expect(reopened.standing.due?.day == ComplaintPlace.start.advanced(by: 12))
        #expect(throws: ComplaintRefusal.noReason) {
            try place.desk(4).sendUp(ComplaintOrder("C1"), reason: " ")
        }
    }

    @Test("a wrongly marked complaint goes back with a proposal and begins again when re-marked")
    func remark() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        let desk = place.desk(2)
        #expect(throws: ComplaintRefusal.unknownCategory("NONE")) {
            try desk.giveBack(
                ComplaintOrder("C1"), category: "NONE", department: nil, reason: "not mine")
        }
        let returned = try desk.giveBack(
            ComplaintOrder("C1"), category: "TAP", department: nil, reason: "not mine")
        #expect(returned.standing.state == .returned)
        #expect(returned.standing.nextDue != nil, "it cannot starve")
        #expect(throws: ComplaintRefusal.unroutable(category: "LOST", reason: "no-rule")) {
            try desk.remark(ComplaintOrder("C1"), category: "LOST")
        }
        let marked = try place.desk(3).remark(ComplaintOrder("C1"), category: "TAP")
        #expect(marked.standing.category == "TAP")
        #expect(marked.standing.assignment?.service == "S-TAP")
        #expect(marked.complaint.category == "WAT", "the facts stay")
    }

    @Test("a returned complaint that nobody re-marks goes up when its time is over")
    func returnedEscalates() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        _ = try place.desk(2).giveBack(
            ComplaintOrder("C1"), category: nil, department: "PHED", reason: "not mine")
        #expect(try place.desk(20).escalate().escalated == [2: 1, 3: 1])
        #expect(try place.store.complaint("C1").standing.state == .open)
    }

    @Test("a transfer by hand keeps level and time")
    func transfer() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        let due = try place.store.complaint("C1").standing.due
        #expect(throws: ComplaintRefusal.unknownPost("P9")) {
            try place.desk(1).transfer(ComplaintOrder("C1"), to: "P9", reason: "x")
        }
        let moved = try place.desk(1).transfer(ComplaintOrder("C1"), to: "P3", reason: "asked")
        #expect(moved.standing.post == "P3")
        #expect(moved.standing.due == due)
        #expect(throws: ComplaintRefusal.samePost("P3")) {
            try place.desk(1).transfer(ComplaintOrder("C1"), to: "P3", reason: "asked")
        }
    }

    @Test("only a level that may do so sends back; the level below has its whole time again")
    func sendBack() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        #expect(throws: IllegalTransition.self) {
            try place.desk(1).sendBack(ComplaintOrder("C1"), reason: "not mine")
        }
        let up = try place.desk(2).sendUp(ComplaintOrder("C1"), reason: "too big")
        #expect(up.standing.level == 2)
        let back = try place.desk(3).sendBack(ComplaintOrder("C1"), reason: "small enough")
        #expect(back.standing.level == 1)
        #expect(back.standing.due?.day == ComplaintPlace.start.advanced(by: 11))
    }

    @Test("what a person does after the time is over is recorded where the complaint then is")
    func late() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        _ = try place.desk(9).resolve(ComplaintOrder("C1"), reason: nil)
        #expect(try place.ledger("C1") == ["routed L1 P1", "escalated L2 P2", "resolved"])
    }

    @Test("a clock set back keeps the ledger in order")
    func clockBack() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        _ = try place.desk(20).escalate()
        #expect(try place.desk(-3).escalate().complaints == 0)
        let resolved = try place.desk(5).resolve(ComplaintOrder("C1"), reason: nil)
        let moments = resolved.events.map(\.at)
        #expect(moments == moments.sorted())
        #expect(resolved.standing.state == .resolved)
    }
}

@Suite("A new release and open complaints")
struct ReleaseSweepTests {
    private func changedPost(_ policy: ComplaintPolicy?) throws -> ComplaintPlace {
        let place = try ComplaintPlace()
        try place.register("C1")
        // The old posts go to other offices, where no chain looks for them.
        place.post("P1", "JEN", "O2", "E1")
        place.post("P1N", "JEN", "O1", "E7")
        place.post("P2", "XEN", "O1", "E2")
        place.post("P2N", "XEN", "O2", "E8")
        try place.publish(2, policy: policy)
        return place
    }

    @Test(
        "a post that ended keeps nobody, whatever the policy", arguments: ComplaintPolicy.allCases)
    func ended(policy: ComplaintPolicy) throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        place.rows[RowKey(.post, "P1")] = nil
        place.rows[RowKey(.posting, "P1/E1")] = nil
        place.post("P1N", "JEN", "O1", "E7")
        try place.publish(2, policy: policy)
        let before = try place.store.complaint("C1").standing.due
        #expect(try place.desk(3).escalate().moved == 1)
        #expect(try place.ledger("C1") == ["routed L1 P1", "moved L1 P1N"])
        #expect(try place.store.complaint("C1").standing.due == before)
        #expect(try place.desk(3).escalate() == SweepTotals(), "once")
    }

    @Test("with nobody at its level it goes to the post's successor, else up, with the reason")
    func successor() throws {
        for heir in ["P3", nil] {
            let place = try ComplaintPlace()
            try place.register("C1")
            place.rows[RowKey(.post, "P1")] = nil
            place.rows[RowKey(.posting, "P1/E1")] = nil
            if let heir {
                place.rows[RowKey(.succession, "S1")] = Timeline([
                    RowVersion(
                        validity: Validity(from: Day(number: 19_000)),
                        content: Content([
                            .type: "abolish", .predecessor: "post:P1", .successor: "post:\(heir)",
                        ]))
                ])
            }
            try place.publish(2, policy: .stay)
            let totals = try place.desk(3).escalate()
            let stored = try place.store.complaint("C1")
            switch try #require(stored.events.last).happening {
            case .transferred(let post, let from, let reason):
                #expect(post == heir && from == "P1" && reason == "post-ended")
                #expect(totals.handedOn == 1)
            case .escalated(_, let entry, _, let reason):
                #expect(heir == nil && entry.acting == "P2" && reason == "post-ended")
            default: Issue.record("\(stored.events)")
            }
        }
    }

    @Test("by default it keeps its post and takes the next level's from the new release")
    func next() throws {
        let place = try changedPost(nil)
        #expect(try place.desk(3).escalate().moved == 0)
        #expect(try place.ledger("C1") == ["routed L1 P1"])
        _ = try place.desk(9).escalate()
        #expect(try place.ledger("C1") == ["routed L1 P1", "escalated L2 P2N"])
        let last = try #require(try place.store.complaint("C1").events.last)
        #expect(last.happening.assignment?.release == 2)
    }

    @Test("'now' moves it at once, names both posts, and leaves its time")
    func now() throws {
        let place = try changedPost(.now)
        let before = try place.store.complaint("C1").standing.due
        #expect(try place.desk(3).escalate().moved == 1)
        #expect(try place.desk(3).escalate() == SweepTotals(), "once")
        let stored = try place.store.complaint("C1")
        #expect(try place.ledger("C1") == ["routed L1 P1", "moved L1 P1N"])
        #expect(stored.standing.due == before)
        guard
            case .moved(let assignment, _, let from, _) = try #require(stored.events.last).happening
        else { return }
        #expect(from == "P1")
        #expect(assignment.release == 2)
    }

    @Test("'stay' keeps the posts of the release that assigned it, at every level")
    func stay() throws {
        let place = try changedPost(.stay)
        _ = try place.desk(9).escalate()
        #expect(try place.ledger("C1") == ["routed L1 P1", "escalated L2 P2"])
        #expect(try place.store.complaint("C1").standing.assignment?.release == 1)
    }
}
