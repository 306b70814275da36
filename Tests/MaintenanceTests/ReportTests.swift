import Maintenance
import MappingStore
import MasterData
import RouteEngine
import SourceReading
import Testing
import Transfers

@Suite("Reports on complaints")
struct ReportTests {
    @Test("every complaint is counted once in each grouping")
    func totals() throws {
        let place = try ComplaintPlace()
        try place.register("C1", "C2", "C3", "C4")
        try place.register("C5", category: "LOST")
        _ = try place.desk(2).resolve(ComplaintOrder("C1"), reason: nil)
        _ = try place.desk(9).escalate()
        _ = try place.desk(10).resolve(ComplaintOrder("C2"), reason: nil)
        let statistics = try place.desk(60).complaintStatistics()
        let total = statistics.total
        #expect(total.all == 5)
        #expect(total.overdue == 2, "not yet swept, and overdue all the same")
        #expect(total.resolvedInTime == 2)
        #expect(total.unroutable == 1)
        for groups in [statistics.byLevel, statistics.byDepartment, statistics.byDistrict] {
            #expect(groups.values.reduce(0) { $0 + $1.all } == 5)
        }
        #expect(statistics.byDistrict.keys.sorted() == ["101"])
        #expect(statistics.byLevel["L2"]?.overdue == 2)
        #expect(statistics.pending == [0, 0, 0, 3, 0, 0])
        let csv = String(decoding: statistics.csv, as: UTF8.self).split(separator: "\n")
        #expect(csv.first == "group,key,open,overdue,resolved_in_time,resolved_late,unroutable")
        #expect(csv.contains("total,,0,2,2,0,1"))
    }

    @Test("guaranteed services are in the totals, in explanations and in decisions")
    func services() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        try place.register("C2", "C3", category: "TAP")
        _ = try place.desk(1).resolve(ComplaintOrder("C3"), reason: nil)
        _ = try place.desk(7).escalate()
        let statistics = try place.desk(7).complaintStatistics()
        #expect(statistics.total.all == 3)
        #expect(statistics.guaranteed.all == 2)
        #expect(statistics.guaranteed.resolvedInTime == 1)
        #expect(statistics.byService["S-TAP"] == statistics.guaranteed)
        #expect(statistics.withAppealOfficer == [1: 1])
        #expect(statistics.text.contains("1 open with the first appeal officer of a service"))
        #expect(statistics.json["by_service"]?["S-TAP"]?["resolved_in_time"] == .integer(1))

        let day = try #require(Day("2026-04-01"))
        func explained(_ category: String, _ applied: Day?) throws -> ServicePromise? {
            try place.desk(1).explain(
                RouteRequest(
                    category: category, setting: "rural", day: day,
                    places: [RowKey(.tehsil, "501")]), appliedOn: applied
            ).promise
        }
        #expect(try explained("WAT", nil) == nil)
        let promise = try #require(try explained("TAP", nil))
        #expect(promise.service.code == "S-TAP" && promise.days == 5 && promise.appliedOn == nil)
        #expect(promise.lastDay == Day("2026-04-06") && !promise.isOver)
        #expect(promise.designatedOfficer == RowKey(.designation, "JEN"))
        #expect(promise.appeals.map(\.post?.code) == ["P2", "P3"])
        #expect(promise.appeals.map(\.days) == [30, 60])
        let late = try #require(try explained("TAP", Day("2026-03-01")))
        #expect(late.isOver && late.lastDay == Day("2026-03-06"))

        let file = SourceFile(
            name: "c.csv",
            bytes: Array(
                "complaint_id,category,registered_at,application_date,tehsil\nA,WAT,2026-04-01,,501\nB,TAP,2026-04-01,2026-03-30,501\n"
                    .utf8))
        var text = ""
        let totals = try place.desk(1).route(file, by: .live, withServices: true) {
            text += String(decoding: $0, as: UTF8.self)
        } finding: {
            Issue.record("\($0)")
        }
        #expect(totals.guaranteed == 1)
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(
            lines[0].hasSuffix(
                ",release,service,service_last_day,first_appeal_post,second_appeal_post"))
        #expect(lines[1].hasSuffix(",1,,,,"))
        #expect(lines[2].hasSuffix(",1,S-TAP,2026-04-04,P2,P3"))
    }

    @Test("what looks old is named with what would settle it")
    func stale() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        place.put(.post, "P8", [.designation: "JEN", .office: "O1"])
        place.rows[RowKey(.post, "P1")] = nil
        place.rows[RowKey(.posting, "P1/E1")] = nil
        // Day 30 of the place is 2026-05-01.
        place.put(.person, "E2", [.retiresOn: "2026-05-01"])
        place.put(.person, "E3", [.retiresOn: "2031-12-31"])
        try place.publish(1)
        func keys(_ kind: StaleThing.Kind, on day: Int) throws -> [String] {
            try place.desk(day).stale(months: 12).filter { $0.kind == kind }.map(\.key.code)
        }
        #expect(try keys(.postLongVacant, on: 2) == ["P8"])
        #expect(try keys(.officerPastRetirement, on: 30) == [], "the last day is one of service")
        #expect(try keys(.officerPastRetirement, on: 31) == ["P2/E2"])
        let retired = try place.desk(31).stale(months: 12).first {
            $0.kind == .officerPastRetirement
        }
        #expect(retired?.since == Day("2026-05-01"))
        #expect(retired?.kind.remedy.contains("handover") == true)
        #expect(try keys(.ruleNotConfirmed, on: 2) == [])
        #expect(try keys(.ruleNotConfirmed, on: 400) == ["R-TAP", "R-WAT"])
        #expect(try keys(.postingNotConfirmed, on: 400) == ["P2/E2", "P3/E3", "P4/E4"])
        #expect(try keys(.categoryNeverUsed, on: 2) == ["LOST", "TAP"])
        #expect(try keys(.placeNeverNamed, on: 2) == ["502"])
    }
}
