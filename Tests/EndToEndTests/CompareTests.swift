import Foundation
import Testing

@Suite("Two releases compared")
struct CompareTests {
    @Test("cell by cell, and by a file of complaints")
    func compare() throws {
        let place = try Workplace()
        try place.rajmap("init")
        try place.publish(
            [
                try place.file("masters.csv", ServeTests.masters),
                try place.file(
                    "places.csv",
                    "kind,code,name_en,name_hi,parent_revenue\ndistrict,101,Bikaner,बीकानेर,state:8\n"),
            ], asOf: "2026-01-01")
        let plan = try place.plan(
            [
                try place.file(
                    "second.csv",
                    "kind,code,office,designation,receives,person,post,nature,valid_from,name_en,name_hi\npost,P2,GOV,SECY,yes,,,,2026-04-01,,\nperson,E2,,,,,,,,Bina,बीना\nposting,,,,,E2,P2,substantive,2026-04-01,,\n"
                )
            ], "--as-of", "2026-04-01", "--allow-churn", "3")
        try place.rajmap("approve", plan, "--checker", "bharat")
        #expect(try place.rajmap("publish", plan, "--by", "bharat").status == 0)

        let diff = try place.rajmap(
            "release", "diff", "1", "2", "--routes", "--as-of", "2026-04-01",
            "--detailed-exitcode")
        #expect(diff.status == 2, "\(diff.errors)")
        #expect(diff.output.contains("P1 → P2"), "\(diff.output)")
        let json = try place.rajmap(
            "release", "diff", "1", "1", "--routes", "--json", "--detailed-exitcode")
        #expect(json.status == 0)
        #expect((try json.json()["shifts"] as? [Any])?.isEmpty == true)

        let file = try place.file(
            "complaints.csv",
            "complaint_id,category,registered_at,state\nC1,WAT,2026-06-01,8\nC2,WAT,2026-03-01,8\nC3,NONE,2026-06-01,8\n"
        )
        let replay = try place.rajmap("replay", file, "--out", "differs", "--json")
        #expect(replay.status == 0, "\(replay.errors)")
        let totals = try replay.json()
        #expect(totals["complaints"] as? Int == 3)
        #expect(totals["unroutable_on_both"] as? Int == 1)
        let changes = totals["changes"] as? [String: [String: Any]]
        #expect(changes?["moved"]?["by_cause"] as? [String: Int] == ["post-changed": 1])
        let moved = try String(
            contentsOf: place.folder.appendingPathComponent("differs/moved.csv"), encoding: .utf8)
        #expect(moved.contains("C1,WAT,state:8,post-changed,1,R1,R1,PHED,PHED,P1,P2,E1,E2\n"))
        #expect(try place.rajmap("replay", file, "--to", "1", "--plan", "abcd").status == 64)
    }
}
