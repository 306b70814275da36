import Maintenance
import MappingStore
import MasterData
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

    @Test("what looks old is named with what would settle it")
    func stale() throws {
        let place = try ComplaintPlace()
        try place.register("C1")
        place.put(.post, "P8", [.designation: "JEN", .office: "O1"])
        place.rows[RowKey(.post, "P1")] = nil
        place.rows[RowKey(.posting, "P1/E1")] = nil
        try place.publish(1)
        func keys(_ kind: StaleThing.Kind, on day: Int) throws -> [String] {
            try place.desk(day).stale(months: 12).filter { $0.kind == kind }.map(\.key.code)
        }
        #expect(try keys(.postLongVacant, on: 2) == ["P8"])
        #expect(try keys(.ruleNotConfirmed, on: 2) == [])
        #expect(try keys(.ruleNotConfirmed, on: 400) == ["R-TAP", "R-WAT"])
        #expect(try keys(.postingNotConfirmed, on: 400) == ["P2/E2", "P3/E3", "P4/E4"])
        #expect(try keys(.categoryNeverUsed, on: 2) == ["LOST", "TAP"])
        #expect(try keys(.placeNeverNamed, on: 2) == ["502"])
    }
}
