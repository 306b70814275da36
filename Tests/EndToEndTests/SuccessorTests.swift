import Foundation
import Testing

@Suite("What ends names its successor for open complaints, or says none")
struct SuccessorTests {
    /// A category ends and another begins.
    private func replaced(_ work: Workplace, _ options: String...) throws -> [String: Any] {
        let file = try work.file(
            "categories.csv",
            """
            kind,action,code,name_en,name_hi,department,parent,hierarchy_rural,hierarchy_urban,audience
            category,retire,WAT-SUP-01,No water,पानी नहीं,PHED,WAT-SUP,revenue,revenue,public
            category,add,WAT-LOW-07,Low pressure,कम दबाव,PHED,WAT-SUP,revenue,revenue,public

            """)
        return try plan(
            work.start(
                [
                    "import", file, "--as-of", "2026-06-01", "--maker", "asha", "--allow-shrink",
                    "1", "--allow-churn", "2", "--json",
                ] + options
            ).1())
    }

    private func plan(_ result: Workplace.Result) throws -> [String: Any] {
        guard let plan = try result.jsonLines().last, plan["plan"] is String else {
            throw Workplace.NoPlan(result: result)
        }
        return plan
    }

    private func holds(_ plan: [String: Any]) -> [String] {
        (plan["holds"] as? [[String: String]] ?? []).compactMap { $0["code"] }
    }

    @Test("held until it is named one by one, by a row of the feed, or by their number")
    func named() throws {
        let work = try Workplace.smallState()
        let held = try replaced(work)
        #expect(holds(held) == ["match.successor"])
        let id = try #require(held["plan"] as? String)
        #expect(try work.rajmap("approve", id, "--checker", "bharat").status == 65)
        for (answer, words) in [
            ("category:WAT-SUP-01=category:NONE", "cannot take the place of"),
            ("category:WAT-SUP-01=department:PHED", "cannot take the place of"),
            ("category:WAT=none", "does not end in this plan"),
        ] {
            let result = try work.rajmap(
                "plan", "resolve", id, "--successor", answer, "--maker", "asha")
            #expect(result.status == 64)
            #expect(result.errors.contains(words))
        }
        let named = try plan(
            work.rajmap(
                "plan", "resolve", id, "--successor",
                "category:WAT-SUP-01=category:WAT-LOW-07", "--maker", "asha", "--json"))
        #expect(holds(named).isEmpty)
        let next = try #require(named["plan"] as? String)
        try work.rajmap("approve", next, "--checker", "bharat")
        #expect(try work.rajmap("publish", next, "--by", "bharat").status == 0)
        let row = try work.rajmap(
            "history", "succession", "abolish.category.WAT-SUP-01", "--on", "2026-06-02"
        ).output
        #expect(row.contains("successor 'category:WAT-LOW-07'"))
        // A rollback ends and brings back without being asked.
        let undone = try work.rajmap(
            "rollback", "--undo", "2", "--as-of", "2026-06-02", "--maker", "asha", "--json")
        #expect(!holds(try plan(undone)).contains("match.successor"))
    }

    @Test("a row of the feed that says none, and a number that says so of all")
    func none() throws {
        let work = try Workplace.smallState()
        #expect(holds(try replaced(work, "--without-successor", "2")) == ["match.successor"])
        #expect(holds(try replaced(work, "--without-successor", "1")).isEmpty)
        let none = try work.file(
            "succession.csv",
            "kind,code,type,predecessor,successor\nsuccession,S1,abolish,category:WAT-SUP-01,\n")
        #expect(holds(try replaced(work, none)).isEmpty)
    }
}
