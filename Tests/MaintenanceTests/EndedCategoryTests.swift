import Maintenance
import MappingStore
import MasterData
import Plans
import Testing
import Transfers

@Suite("An open complaint whose category ends")
struct EndedCategoryTests {
    let place: ComplaintPlace

    init() throws {
        place = try ComplaintPlace()
        try place.register("C1")
    }

    /// Publishes that WAT ends on the fifth day, and what takes its place then.
    private func end(
        successor: String?, policy: ComplaintPolicy = .stay, days: String = "7"
    ) throws {
        let end = ComplaintPlace.start.advanced(by: 5)
        func limit(_ key: RowKey, to window: Validity) {
            guard let content = place.rows[key]?.last?.content else { return }
            place.rows[key] = Timeline([RowVersion(validity: window, content: content)])
        }
        let before = Validity(from: ComplaintPlace.start.advanced(by: -1000), to: end)
        limit(RowKey(.category, "WAT"), to: before)
        limit(RowKey(.rule, "R-WAT"), to: before)
        if let successor {
            place.rows[RowKey(.succession, "S1")] = Timeline([
                RowVersion(
                    validity: Validity(from: end),
                    content: Content([
                        .type: "abolish", .predecessor: "category:WAT",
                        .successor: "category:\(successor)",
                    ]))
            ])
        }
        if successor == "FLOW" {
            place.put(
                .category, "FLOW",
                [.hierarchyRural: "revenue", .hierarchyUrban: "revenue", .audience: "public"])
            place.put(.chain, "FLOW", [.department: "PHED"])
            for (index, designation) in ["JEN", "XEN"].enumerated() {
                place.put(
                    .chainLevel, "FLOW/\(index + 1)",
                    [
                        .chain: "FLOW", .level: "\(index + 1)", .designation: designation,
                        .officeLevel: ["tehsil", "district"][index], .days: days,
                        .calendar: "calendar", .escalation: "automatic", .sendBack: "no",
                    ])
            }
            place.put(
                .rule, "R-FLOW", [.category: "FLOW", .department: "PHED", .chain: "FLOW"])
            limit(RowKey(.category, "FLOW"), to: Validity(from: end))
            limit(RowKey(.rule, "R-FLOW"), to: Validity(from: end))
        }
        try place.publish(2, policy: policy)
    }

    @Test(
        "is marked with its successor by the sweep of that day, whatever the policy",
        arguments: ComplaintPolicy.allCases)
    func followed(policy: ComplaintPolicy) throws {
        try end(successor: "FLOW", policy: policy)
        let before = try place.store.complaint("C1").standing
        #expect(try place.desk(4).escalate().remarked == 0)
        let totals = try place.desk(5).escalate()
        #expect(totals.remarked == 1)
        #expect(totals.staying.isEmpty)
        let stored = try place.store.complaint("C1")
        #expect(stored.standing.category == "FLOW")
        #expect(stored.standing.assignment?.rule == "R-FLOW")
        #expect(stored.standing.assignment?.release == 2)
        #expect(stored.standing.post == "P1")
        #expect(stored.standing.due == before.due)
        #expect(try place.ledger("C1") == ["routed L1 P1", "remarked L1 P1"])
        #expect(stored.events.last?.body["reason"] == .string("category-ended"))
        #expect(try place.desk(5).escalate() == SweepTotals(), "once")
        // Its chain goes on from there, though the category is younger than the complaint.
        #expect(try place.desk(8).escalate().escalated == [2: 1])
        #expect(try place.ledger("C1").last == "escalated L2 P2")
    }

    @Test("keeps its level, and has the successor's time there from when it was entered")
    func level() throws {
        try end(successor: "FLOW", days: "20")
        _ = try place.desk(0).sendUp(ComplaintOrder("C1"), reason: "asked")
        #expect(try place.desk(6).escalate().remarked == 1)
        let standing = try place.store.complaint("C1").standing
        #expect(standing.level == 2)
        #expect(standing.entry?.lastDay == ComplaintPlace.start.advanced(by: 20))
    }

    @Test("at a level that the successor's chain does not have, goes to the nearest that it has")
    func nearest() throws {
        try end(successor: "FLOW")
        for _ in 0..<2 { _ = try place.desk(0).sendUp(ComplaintOrder("C1"), reason: "asked") }
        #expect(try place.desk(6).escalate().remarked == 1)
        #expect(try place.ledger("C1").suffix(2) == ["escalated L3 P3", "remarked L2 P2"])
    }

    @Test("stays with whom it was given by hand, and returned where it was")
    func kept() throws {
        try place.register("C2")
        _ = try place.desk(1).transfer(ComplaintOrder("C1"), to: "P4", reason: "asked")
        _ = try place.desk(1).giveBack(
            ComplaintOrder("C2"), category: nil, department: "PHED", reason: "not ours")
        try end(successor: "FLOW")
        #expect(try place.desk(5).escalate().remarked == 2)
        #expect(try place.store.complaint("C1").standing.post == "P4")
        let returned = try place.store.complaint("C2").standing
        #expect(returned.state == .returned)
        #expect(returned.category == "FLOW")
    }

    @Test(
        "without a successor that has a post, stays and is listed with the reason",
        arguments: [(String?.none, "no-successor"), ("LOST", "no-rule")])
    func stays(successor: String?, reason: String) throws {
        try end(successor: successor)
        #expect(try place.desk(4).escalate().staying.isEmpty)
        let totals = try place.desk(5).escalate()
        #expect(totals.remarked == 0)
        #expect(totals.staying == [reason: 1])
        #expect(totals.listedStaying.map(\.number) == ["C1"])
        #expect(totals.listedStaying.map(\.category) == ["WAT"])
        #expect(try place.store.complaint("C1").standing.post == "P1")
        // Once a day, for as long as it stays.
        #expect(try place.desk(5).escalate().staying.isEmpty)
        #expect(try place.desk(6).escalate().staying == [reason: 1])
    }

    @Test("and was unroutable, has a post under the successor")
    func unroutable() throws {
        place.rows[RowKey(.rule, "R-WAT")] = nil
        try place.publish(1)
        try place.register("C3")
        #expect(try place.store.complaint("C3").standing.state == .unroutable)
        try end(successor: "FLOW")
        #expect(try place.desk(5).escalate().remarked == 2)
        let standing = try place.store.complaint("C3").standing
        #expect(standing.state == .open)
        #expect(standing.post == "P1")
    }
}
