import Foundation
import Testing

@Suite("What a plan does to open complaints")
struct ImpactTests {
    private func complaints(_ work: Workplace) throws -> String {
        try work.file(
            "open.csv",
            """
            complaint_id,category,channel,setting,registered_at,district,tehsil
            C1,WAT-SUP-01,portal,rural,2026-05-01,101,501
            C2,WAT-SUP-01,portal,rural,2026-05-01,101,502
            C3,WAT-SUP-01,portal,rural,2026-05-20T10:00:00+05:30,101,502
            C4,NONE,portal,rural,2026-05-01,101,501

            """)
    }

    private func planID(_ result: Workplace.Result) throws -> String {
        guard let id = try result.json()["plan"] as? String else {
            throw Workplace.NoPlan(result: result)
        }
        return id
    }

    @Test("who moves from whom to whom at which level, and whose last day moves")
    func moved() throws {
        let work = try Workplace.smallState()
        let open = try complaints(work)
        // Viratnagar's junior engineer is relieved: the next level answers for the post.
        let plan = try planID(
            try work.rajmap(
                "handover", "P2", "--relieve", "2026-06-01", "--maker", "asha", "--json"))
        let result = try work.rajmap("impact", plan, "--complaints", open, "--json")
        #expect(result.status == 0, "\(result.errors)")
        let impact = try result.json()
        let counts = try #require(impact["counts"] as? [String: Any])
        #expect(counts["complaints"] as? Int == 4)
        #expect(counts["change_post"] as? Int == 2)
        #expect((counts["change_post_at"] as? [String: Int])?["l1"] == 2)
        #expect(counts["newly_unroutable"] as? Int == 0)
        #expect(impact["unroutable_before_and_after"] as? Int == 1)
        #expect(impact["policy"] as? String == "next")
        let rows = try #require(impact["complaints"] as? [[String: Any]])
        #expect(rows.map { $0["complaint"] as? String } == ["C2", "C3"])
        let move = try #require((rows[0]["moves"] as? [[String: Any]])?.first)
        #expect(move["from"] as? String == "P2")
        #expect(move["to"] as? String == "P3")
        let text = try work.rajmap("impact", plan, "--complaints", open).output
        #expect(text.contains("C2  PHED  L1 P2 → P3"))

        let shorter = try planID(
            try work.rajmap(
                "set", "chain_level", "WATER/1", "days=9", "--reason", "circular 3", "--as-of",
                "2026-01-02", "--maker", "asha", "--json"))
        let later = try work.rajmap("impact", shorter, "--complaints", open).output
        #expect(later.contains("L1 due 2026-05-08 → 2026-05-10"))
        #expect(later.contains("3 get other last days"))
    }

    @Test("newly unroutable complaints are acknowledged by their number, or it is not published")
    func unroutable() throws {
        let work = try Workplace.smallState()
        let open = try complaints(work)
        let result = try work.rajmap(
            "set", "jurisdiction", "AE502/tehsil:502", "valid_to=2026-05-01", "--reason", "closed",
            "--as-of", "2026-04-01", "--maker", "asha", "--json")
        let held = try result.json()
        let hold = try #require((held["holds"] as? [[String: Any]])?.first)
        #expect(hold["code"] as? String == "guard.cover")
        let lost = try #require(
            (((held["impact"] as? [String: Any])?["routes"] as? [String: Any])?["counts"]
                as? [String: Int])?["lost_cover"])
        let plan = try planID(
            try work.rajmap(
                "plan", "answer", try planID(result), "--accept-lost-cover", "\(lost)", "--maker",
                "asha", "--json"))
        let impact = try work.rajmap("impact", plan, "--complaints", open)
        #expect(impact.output.contains("2 become unroutable"))
        #expect(impact.output.contains("unroutable: no-office"))
        try work.rajmap("approve", plan, "--checker", "bharat")
        let refused = try work.rajmap("publish", plan, "--by", "bharat", "--complaints", open)
        #expect(refused.status == 75)
        #expect(refused.errors.contains("--acknowledge-unroutable 2"))
        let answered = try planID(
            try work.rajmap(
                "plan", "answer", plan, "--acknowledge-unroutable", "2", "--policy", "now",
                "--maker", "asha", "--json"))
        #expect(answered != plan)
        // The approval fell with the plan that had it.
        #expect(try work.rajmap("publish", plan).status == 77)
        #expect(try work.rajmap("publish", answered).status == 77)
        try work.rajmap("approve", answered, "--checker", "bharat")
        #expect(
            try work.rajmap("publish", answered, "--by", "bharat", "--complaints", open).status == 0
        )
        let shown = try work.rajmap("release", "show", "2").output
        #expect(shown.contains("Open complaints: they move to the new posts at once."))
    }
}

@Suite("What a plan does to the open complaints of the store")
struct StoreImpactTests {
    /// Viratnagar loses its office from 1 May; the plan accepts the lost cover.
    private func closing(_ work: Workplace) throws -> String {
        let result = try work.rajmap(
            "set", "jurisdiction", "AE502/tehsil:502", "valid_to=2026-05-01", "--reason", "closed",
            "--as-of", "2026-04-01", "--override", "guard.cover=closed by order 5", "--maker",
            "asha", "--json")
        return try #require(try result.json()["plan"] as? String)
    }

    @Test("counted without a file, worked out again at publication, refused beyond what was said")
    func stored() throws {
        let work = try Workplace.smallState()
        let heading = "complaint_id,category,channel,setting,registered_at,district,tehsil\n"
        let rows = [
            "C1,WAT-SUP-01,portal,rural,2026-05-01,101,501",
            "C2,WAT-SUP-01,portal,rural,2026-05-02,101,502",
            "C3,NONE,portal,rural,2026-05-01,101,502",
            "C4,WAT-SUP-01,portal,rural,2026-05-03,101,502",
        ]
        func takeIn(_ rows: [String]) throws {
            let file = try work.file("c.csv", heading + rows.joined(separator: "\n") + "\n")
            let taken = try work.rajmap(
                "complaint", "import", file, "--now", "2026-05-10T10:00:00+05:30")
            #expect(taken.status == 0, "\(taken.errors)")
        }
        let plan = try closing(work)
        let none = try work.rajmap("impact", plan, "--json").json()
        #expect((none["counts"] as? [String: Any])?["complaints"] as? Int == 0)

        try takeIn(Array(rows[0..<3]))
        // Marked anew, C3 has a post; resolved, C1 is nobody's any more.
        #expect(
            try work.rajmap(
                "complaint", "remark", "C3", "--category", "WAT-SUP-01", "--now",
                "2026-05-11T10:00:00+05:30"
            ).status == 0)
        #expect(
            try work.rajmap("complaint", "resolve", "C1", "--now", "2026-05-11T10:00:00+05:30")
                .status == 0)
        let impact = try work.rajmap("impact", plan, "--json").json()
        #expect(impact["source"] as? String == "store")
        let counts = try #require(impact["counts"] as? [String: Any])
        #expect(counts["complaints"] as? Int == 2)
        #expect(counts["newly_unroutable"] as? Int == 2)
        #expect(impact["unroutable_after"] as? [String: Int] == ["no-office": 2])
        #expect(
            try work.rajmap("impact", plan).output.contains(
                "2 newly unroutable, 0 acknowledged: publishing is refused"))
        let answered = try #require(
            try work.rajmap(
                "plan", "answer", plan, "--acknowledge-unroutable", "2", "--maker", "asha",
                "--json"
            ).json()["plan"] as? String)
        try work.rajmap("approve", answered, "--checker", "bharat")
        // Another complaint came since the approval: what was acknowledged is not enough.
        try takeIn([rows[3]])
        let refused = try work.rajmap("publish", answered, "--by", "bharat")
        #expect(refused.status == 75)
        #expect(refused.errors.contains("makes 3 open complaints unroutable, and 2 are"))
        #expect(
            try work.rajmap("complaint", "resolve", "C4", "--now", "2026-05-12T10:00:00+05:30")
                .status == 0)
        #expect(try work.rajmap("publish", answered, "--by", "bharat").status == 0)
    }

    @Test("a complaint that climbed is moved at the levels that it has not left behind")
    func climbed() throws {
        let work = try Workplace.smallState()
        let file = try work.file(
            "c.csv",
            "complaint_id,category,channel,setting,registered_at,district,tehsil\nC1,WAT-SUP-01,portal,rural,2026-05-01,101,502\n"
        )
        try work.rajmap("complaint", "import", file, "--now", "2026-05-01T10:00:00+05:30")
        let plan = try #require(
            try work.rajmap(
                "handover", "P2", "--relieve", "2026-05-02", "--maker", "asha", "--json"
            ).json()["plan"] as? String)
        func moved() throws -> Int? {
            let counts = try work.rajmap("impact", plan, "--json").json()["counts"]
            return (counts as? [String: Any])?["change_post"] as? Int
        }
        #expect(try moved() == 1)
        try work.rajmap("escalate", "--now", "2026-05-09T10:00:00+05:30")
        #expect(try moved() == 0)
    }
}

@Suite("A plan whose ground has moved")
struct StaleTests {
    private func person(_ work: Workplace, _ file: String, _ row: String) throws -> String {
        try work.file(file, "kind,code,name_en,name_hi\n\(row)\n")
    }

    @Test("stale by a route that both change, though no row is both's; another route goes through")
    func route() throws {
        let work = try Workplace.smallState()
        func planned(_ post: String) throws -> String {
            let result = try work.rajmap(
                "handover", post, "--relieve", "2026-06-01", "--maker", "asha", "--json")
            let id = try #require(try result.json()["plan"] as? String)
            try work.rajmap("approve", id, "--checker", "bharat")
            return id
        }
        let (met, past) = (try planned("P1"), try planned("P2"))
        // A leave of the same officer: another row, and the same cells of Paota.
        try work.publish(
            [
                try work.file(
                    "leave.csv",
                    "kind,person,reason,valid_from,valid_to\nleave,E1,medical,2026-06-05,2026-07-05\n"
                )
            ], asOf: "2026-06-01")
        let refused = try work.rajmap("publish", met)
        #expect(refused.status == 75)
        #expect(refused.errors.contains("changed the route of level 1 of WAT-SUP-01 at tehsil:501"))
        #expect(try work.rajmap("publish", past).status == 0)
        let release = try work.rajmap("release", "show", "3", "--json").json()
        #expect(release["base"] as? Int == 2)
        let rebased = try work.rajmap("plan", "rebase", met, "--maker", "asha", "--json")
        #expect(rebased.status == 0, "\(rebased.errors)")
        let plan = try #require(try rebased.json()["plan"] as? [String: Any])
        #expect(plan["base_release"] as? Int == 3)
        let id = try #require(plan["plan"] as? String)
        #expect(try work.rajmap("approve", met, "--checker", "bharat").status == 77)
        try work.rajmap("approve", id, "--checker", "bharat")
        #expect(try work.rajmap("publish", id).status == 0)
    }

    @Test("conflicts are listed and answered by the command, what differs first")
    func conflict() throws {
        let work = try Workplace.smallState()
        let mine = try work.plan(
            [try person(work, "mine.csv", "person,E6,Officer Mine,अधिकारी")], "--as-of",
            "2026-02-01")
        try work.publish(
            [try person(work, "theirs.csv", "person,E6,Officer Theirs,अधिकारी")],
            asOf: "2026-02-01")
        let asked = try work.rajmap("plan", "rebase", mine, "--maker", "asha")
        #expect(asked.status == 65)
        #expect(
            asked.output.contains(
                "base 'Officer F', live 'Officer Theirs', proposed 'Officer Mine'"))
        #expect(asked.output.contains("--take mine person:E6"))
        #expect(try work.rajmap("plan", "rebase", mine, "--take", "mine").status == 64)
        let taken = try work.rajmap(
            "plan", "rebase", mine, "--take", "mine", "person:E6", "--maker", "asha")
        #expect(taken.status == 0)
        #expect(taken.output.hasPrefix("Carried over from release 1 to release 2"))
        #expect(taken.output.contains("answered: person:E6: mine"))
    }

    @Test("a plan that was altered in the database is not published")
    func tampered() throws {
        let work = try Workplace.smallState()
        let id = try work.plan(
            [try person(work, "mine.csv", "person,E6,Officer Mine,अधिकारी")], "--as-of",
            "2026-02-01")
        try work.rajmap("approve", id, "--checker", "bharat")
        let sqlite = Process()
        sqlite.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        sqlite.arguments = [
            "sqlite3", work.folder.appendingPathComponent("rajmap.db").path,
            "DROP TRIGGER chunk_fixed; UPDATE plan_chunk SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Mine', 'Evil') AS BLOB)",
        ]
        try sqlite.run()
        sqlite.waitUntilExit()
        guard sqlite.terminationStatus == 0 else { return }
        let result = try work.rajmap("publish", id)
        #expect(result.status == 1)
        #expect(result.errors.contains("not what its id names"))
        #expect(try work.rajmap("release", "show", "2").status == 66)
    }

    @Test("two publishers at once: both plans go through in turn, the same plan once")
    func together() throws {
        let work = try Workplace.smallState()
        let ids = try (1...2).map { number in
            let id = try work.plan(
                [
                    try person(
                        work, "p\(number).csv",
                        "person,N\("XY".map(String.init)[number - 1]),New Officer,अधिकारी")
                ], "--as-of",
                "2026-02-01")
            try work.rajmap("approve", id, "--checker", "bharat")
            return id
        }
        let plans = [ids[0], ids[1], ids[0]]
        let runs = try plans.map { try work.start(["publish", $0]) }
        var results = try runs.map { try $0.1() }
        // Who met a lock is told to try again, and does.
        for index in results.indices {
            for _ in 0..<5 where results[index].status == 75 {
                results[index] = try work.rajmap("publish", plans[index])
            }
        }
        #expect(results[1].status == 0, "\(results[1].errors)")
        #expect(Set([results[0].status, results[2].status]) == [0, 77])
        // So it is when the plan was published long before.
        let again = try work.rajmap("publish", ids[0])
        #expect(again.status == 77)
        #expect(again.errors.contains("is published"), "\(again.errors)")
        let releases =
            try work.rajmap("release", "list", "--json").json()["releases"] as? [[String: Any]]
        #expect(releases?.count == 3)
        #expect(try work.rajmap("audit", "verify").status == 0)
    }

    @Test("history answers on both clocks")
    func history() throws {
        let work = try Workplace.smallState()
        try work.publish(
            [try person(work, "two.csv", "person,E6,Officer Zed,अधिकारी")], asOf: "2026-02-01")
        let then = try work.rajmap("history", "person", "E6", "--on", "2026-01-15").output
        #expect(then.contains("name_en 'Officer F'"))
        let now = try work.rajmap("history", "person", "E6", "--on", "2026-03-01").output
        #expect(now.contains("name_en 'Officer Zed'"))
        #expect(now.contains("since release 2, from two.csv:2"))
        #expect(now.contains("made by asha, approved by bharat"))
        let believed = try work.rajmap(
            "history", "person", "E6", "--on", "2026-03-01", "--as-believed-in", "1", "--json")
        let versions = try believed.json()["versions"] as? [[String: Any]]
        #expect((versions?.first?["content"] as? [String: String])?["name_en"] == "Officer F")
    }
}
