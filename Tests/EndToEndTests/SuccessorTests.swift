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

    private func takeIn(
        _ work: Workplace, _ number: String, _ day: String, at now: String
    ) throws -> [String] {
        let file = try work.file(
            "complaints.csv",
            "complaint_id,category,registered_at,district,tehsil\n"
                + "\(number),WAT-SUP-01,\(day)T10:00:00+05:30,101,502\n")
        let result = try work.rajmap(
            "complaint", "import", file, "--now", "\(now)T11:00:00+05:30")
        #expect(result.status == 0, "\(result.errors)")
        return try stand(work, number)
    }

    private func stand(_ work: Workplace, _ number: String) throws -> [String] {
        try work.sqlite(
            "SELECT state, post, department FROM complaint WHERE number = '\(number)'")
    }

    @Test("a department's offices, rules and open complaints are its successor's")
    func department() throws {
        let work = try Workplace.smallState()
        #expect(
            try takeIn(work, "C1", "2026-05-28", at: "2026-05-28") == ["open|P2|PHED"])
        let file = try work.file(
            "departments.csv",
            """
            kind,action,code,name_en,name_hi,type,predecessor,successor
            department,retire,PHED,Water,जल,department,,
            department,add,JAL,Jal Jeevan,जल जीवन,department,,
            succession,add,S1,,,abolish,department:PHED,department:JAL

            """)
        let result = try work.rajmap(
            "import", file, "--as-of", "2026-06-01", "--maker", "asha", "--allow-shrink", "1",
            "--allow-churn", "2", "--json")
        let report = try plan(result)
        #expect(holds(report).isEmpty)
        var kinds: [String: [String]] = [:]
        for change in report["changes"] as? [[String: Any]] ?? [] {
            let key = change["key"] as? [String: String] ?? [:]
            kinds["\(key["kind"] ?? ""):\(key["code"] ?? "")"] = change["kinds"] as? [String]
        }
        #expect(kinds["office:AE502"] == ["changed"])
        #expect(kinds["rule:R1"] == ["changed"])
        let id = try #require(report["plan"] as? String)
        try work.rajmap("approve", id, "--checker", "bharat")
        let published = try work.rajmap("publish", id, "--by", "bharat")
        #expect(published.status == 0, "\(published.errors)")
        // Decided by the old department's rule, and then answered by the new one's posts.
        #expect(try takeIn(work, "C2", "2026-05-31", at: "2026-06-02") == ["open|P2|PHED"])
        #expect(try takeIn(work, "C3", "2026-06-02", at: "2026-06-02") == ["open|P2|JAL"])
        try work.rajmap("escalate", "--now", "2026-06-09T10:00:00+05:30")
        #expect(try stand(work, "C1") == ["open|P3|JAL"])
        #expect(try stand(work, "C2") == ["open|P3|JAL"])
    }

    @Test("a category's rules and late complaints are its successor's")
    func category() throws {
        let work = try Workplace.smallState()
        let rule = try work.file(
            "rule.csv",
            "kind,code,category,department,chain,priority,valid_from\nrule,R2,WAT-SUP-01,PHED,WATER,5,2020-01-01\n"
        )
        let first = try work.plan([rule], "--as-of", "2026-01-02", "--allow-churn", "1")
        try work.rajmap("approve", first, "--checker", "bharat")
        #expect(try work.rajmap("publish", first, "--by", "bharat").status == 0)
        let named = try work.file(
            "succession.csv",
            "kind,code,type,predecessor,successor\nsuccession,S1,abolish,category:WAT-SUP-01,category:WAT-LOW-07\n"
        )
        let report = try replaced(work, named)
        #expect(holds(report).isEmpty)
        let changed = (report["changes"] as? [[String: Any]] ?? []).compactMap {
            ($0["key"] as? [String: String])?["code"]
        }
        #expect(changed.contains("R2"))
        #expect(try takeIn(work, "C0", "2026-05-28", at: "2026-05-28") == ["open|P2|PHED"])
        let id = try #require(report["plan"] as? String)
        try work.rajmap("approve", id, "--checker", "bharat")
        let published = try work.rajmap(
            "publish", id, "--by", "bharat", "--now", "2026-06-01T09:00:00+05:30")
        #expect(published.status == 0, "\(published.errors)")
        #expect(
            published.output.contains(
                "Open complaints: 1 marked with the successor of their category."),
            "\(published.output)")
        let shown = try work.rajmap("complaint", "show", "C0", "--now", "2026-06-01T10:00:00+05:30")
        #expect(shown.output.contains("Complaint C0 of WAT-LOW-07,"), "\(shown.output)")
        #expect(shown.output.contains("remarked  L1 P2"), "\(shown.output)")
        #expect(shown.output.contains("reason category-ended"))
        #expect(try takeIn(work, "C1", "2026-05-31", at: "2026-06-02") == ["open|P2|PHED"])
        let swept = try work.rajmap("escalate", "--now", "2026-06-02T12:00:00+05:30", "--json")
        #expect(try swept.json()["remarked"] as? Int == 1)
        #expect(try takeIn(work, "C2", "2026-06-02", at: "2026-06-02") == ["open|P2|PHED"])
    }

    @Test("an open complaint that nothing succeeds is listed, with the reason, and stays")
    func left() throws {
        let work = try Workplace.smallState()
        #expect(try takeIn(work, "C0", "2026-05-28", at: "2026-05-28") == ["open|P2|PHED"])
        let report = try replaced(work, "--without-successor", "1")
        let id = try #require(report["plan"] as? String)
        try work.rajmap("approve", id, "--checker", "bharat")
        let published = try work.rajmap(
            "publish", id, "--by", "bharat", "--now", "2026-06-01T09:00:00+05:30", "--json")
        #expect(published.status == 0, "\(published.errors)")
        let staying = try #require(try published.json()["staying"] as? [String: Any])
        #expect(staying["reasons"] as? [String: Int] == ["no-successor": 1])
        let warning =
            "warning: Complaint C0 stays under category 'WAT-SUP-01', which ended: no-successor. Mark it with 'rajmap complaint remark C0 --category CODE'.\n"
        #expect(published.errors.contains(warning), "\(published.errors)")
        #expect(try stand(work, "C0") == ["open|P2|PHED"])
        let next = try work.rajmap("escalate", "--now", "2026-06-02T09:00:00+05:30")
        #expect(next.errors.contains(warning), "\(next.errors)")
        let remarked = try work.rajmap(
            "complaint", "remark", "C0", "--category", "WAT-LOW-07", "--by", "bina", "--now",
            "2026-06-02T10:00:00+05:30")
        #expect(remarked.status == 0, "\(remarked.errors)")
        let last = try work.rajmap("escalate", "--now", "2026-06-03T09:00:00+05:30")
        #expect(!last.errors.contains("stays under"), "\(last.errors)")
    }
}
