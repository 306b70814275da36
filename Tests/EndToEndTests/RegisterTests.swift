import Foundation
import Testing

@Suite("The registers, by the command", .enabled(if: hasRegisters, "no ../shared/data/lgd here"))
struct RegisterTests {
    private func path(_ name: String) -> String { registers.appendingPathComponent(name).path }

    @Test("2022, then 2026: the counts of the contract", arguments: ["partial", "full"])
    func counts(scope: String) throws {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish(
            [path("district_2022-12-14.csv"), path("subdistrict_2022-02-21.csv")],
            asOf: "2022-12-14")
        let id = try work.plan(
            [path("district_2026-05-25.csv"), path("subdistrict_2026-05-25.csv")],
            "--as-of", "2026-05-25", "--scope", scope)
        let plan = try work.rajmap("plan", "show", id, "--json").json()
        #expect(plan["format_version"] as? Int == 1)
        #expect(plan["base_release"] as? Int == 1)
        let counts = try #require(plan["counts"] as? [String: [String: Int]])
        #expect(
            counts["tehsil"] == [
                "added": 56, "moved": 50, "renamed": 44, "recased": 28, "missing": 0, "changed": 0,
                "recoded": 0, "retired": 0, "reactivated": 0, "rows": 169, "unchanged": 256,
            ])
        #expect(counts["district"]?["added"] == 8)
        #expect(counts["district"]?["recased"] == 33)
        #expect(counts["district"]?["rows"] == 41)
        #expect(counts["district"]?["unchanged"] == 0)
        #expect(counts["state"]?["recased"] == 1)
        #expect(Set(counts.keys) == ["state", "district", "tehsil"])
        let changes = try #require(plan["changes"] as? [[String: Any]])
        let mundawar = try #require(
            changes.first {
                $0["key"] as? [String: String] == [
                    "scheme": "lgd", "kind": "tehsil", "code": "494",
                ]
            })
        #expect(mundawar["kinds"] as? [String] == ["moved", "renamed"])
        let fields = try #require(mundawar["fields"] as? [[String: String]])
        #expect(fields.contains(["field": "name_en", "before": "Mandawar", "after": "Mundawar"]))
        let origin = try #require(mundawar["origin"] as? [String: Any])
        #expect(origin["file"] as? String == "subdistrict_2026-05-25.csv")
    }

    @Test("what is exported imports again to nothing")
    func roundTrip() throws {
        let work = try Workplace()
        try work.rajmap("init")
        for (year, day) in [("2022", "2022-12-14"), ("2026", "2026-05-25")] {
            let tehsils = year == "2022" ? "2022-02-21" : day
            try work.publish(
                [path("district_\(day).csv"), path("subdistrict_\(tehsils).csv")], asOf: day)
        }
        #expect(try work.rajmap("release", "export", "2", "out").status == 0)
        let files = try FileManager.default.contentsOfDirectory(
            atPath: work.folder.appendingPathComponent("out").path)
        #expect(files.sorted() == ["districts.csv", "states.csv", "tehsils.csv"])
        let again = try work.start(["import"] + files.map { "out/" + $0 }).1()
        #expect(again.status == 0)
        #expect(again.output == "No changes.\n")
    }
}
