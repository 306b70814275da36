import Foundation
import MasterData
import Testing

@Suite("What the command prints is what the schemas describe")
struct ReportSchemaTests {
    private func check(
        _ result: Workplace.Result, against schema: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = try String(
            contentsOf: projectFolder.appendingPathComponent("schemas/\(schema).schema.json"),
            encoding: .utf8)
        let validator = SchemaValidator(root: try JSONValue(parsing: Array(text.utf8)))
        let value = try JSONValue(
            parsing: Array(result.output.trimmingCharacters(in: .whitespacesAndNewlines).utf8))
        #expect(validator.fault(value) == nil, sourceLocation: sourceLocation)
        // A schema that lets anything through would describe nothing.
        guard case .object(var members) = value else { return }
        members["stranger"] = .null
        #expect(validator.fault(.object(members)) != nil, sourceLocation: sourceLocation)
    }

    private func person(_ work: Workplace, _ name: String) throws -> [String] {
        [try work.file("\(name).csv", "kind,code,name_en,name_hi\nperson,E6,\(name),अधिकारी\n")]
    }

    @Test("impact, rebase, release diff and history")
    func printed() throws {
        let work = try Workplace.smallState()
        let complaints = try work.file(
            "c.csv",
            "complaint_id,category,channel,setting,registered_at,district,tehsil\nC1,WAT-SUP-01,portal,rural,2026-05-01,101,502\nC2,NONE,portal,rural,2026-05-01,101,502\n"
        )
        let relieving = try work.rajmap(
            "handover", "P2", "--relieve", "2026-05-02", "--maker", "asha", "--json")
        let plan = try #require(try relieving.json()["plan"] as? String)
        try check(work.rajmap("impact", plan, "--json"), against: "impact")
        try check(
            work.rajmap("impact", plan, "--complaints", complaints, "--json"), against: "impact")

        let mine = try work.plan(try person(work, "Mine"), "--as-of", "2026-02-01")
        let disjoint = try work.plan(
            [try work.file("new.csv", "kind,code,name_en,name_hi\nperson,E9,New,नया\n")],
            "--as-of", "2026-02-01")
        try work.publish(try person(work, "Theirs"), asOf: "2026-02-01")
        try check(work.rajmap("plan", "rebase", mine, "--json"), against: "rebase")
        try check(
            work.rajmap("plan", "rebase", disjoint, "--maker", "asha", "--json"),
            against: "rebase")

        try work.rajmap("plan", "rebase", plan, "--maker", "asha")
        let carried = try #require(
            (try work.rajmap("plan", "list", "--json").json()["plans"] as? [[String: Any]])?
                .last?["plan"] as? String)
        try work.rajmap("approve", carried, "--checker", "bharat")
        #expect(try work.rajmap("publish", carried, "--by", "bharat").status == 0)
        try check(work.rajmap("release", "diff", "1", "3", "--json"), against: "release-diff")
        try check(
            work.rajmap(
                "release", "diff", "1", "3", "--routes", "--as-of", "2026-04-01", "--json"),
            against: "release-diff")

        try check(work.rajmap("history", "person", "E6", "--json"), against: "history")
        try check(
            work.rajmap("history", "person", "E6", "--on", "2026-03-01", "--json"),
            against: "history")
        try check(
            work.rajmap(
                "history", "person", "E6", "--on", "2026-03-01", "--as-believed-in", "1", "--json"),
            against: "history")
    }
}
