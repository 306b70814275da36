import Foundation
import Testing

@Suite("A thing under a new code is the same thing")
struct RecodeTests {
    private static let list =
        "kind,action,code,name_en,name_hi,parent_revenue\n"

    private func publish(_ work: Workplace, _ result: Workplace.Result) throws {
        let plan = try #require(
            try result.jsonLines().last?["plan"] as? String, "\(result.output) \(result.errors)")
        let approved = try work.rajmap("approve", plan, "--checker", "bharat")
        #expect(approved.status == 0, "\(approved.errors)")
        let published = try work.rajmap("publish", plan, "--by", "bharat")
        #expect(published.status == 0, "\(published.errors)")
    }

    /// Imports that tehsil 502 is 9502 from June on.
    private func recode(
        _ work: Workplace, parent: String = "district:101", name: String = "विराटनगर",
        _ options: String...
    ) throws -> Workplace.Result {
        let file = try work.file(
            "recoded.csv",
            Self.list + "tehsil,retire,502,Viratnagar,,\n"
                + "tehsil,add,9502,Viratnagar,\(name),\(parent)\n")
        return try work.start(
            [
                "import", file, "--as-of", "2026-06-01", "--allow-churn", "2", "--allow-shrink",
                "1", "--same", "tehsil:502=tehsil:9502", "--maker", "asha", "--json",
            ] + options
        ).1()
    }

    @Test("its history, and what was true on a day, are found under either code")
    func history() throws {
        let work = try Workplace.smallState()
        try publish(work, try recode(work))
        let after = try work.rajmap("history", "tehsil", "9502").output
        #expect(after.contains("release 1, "))
        #expect(after.contains(", as tehsil:502"))
        let before = try work.rajmap("history", "tehsil", "502").output
        #expect(before.contains("release 2, "))
        #expect(before.contains(", as tehsil:9502"))
        let json = try work.rajmap("history", "tehsil", "9502", "--json").json()
        let entries = try #require(json["history"] as? [[String: Any]])
        #expect(
            entries.map { "\($0["key"] ?? "")" }.map { $0.contains("9502") }
                == [false, false, true])

        func answer(_ code: String, _ options: String...) throws -> String {
            try work.start(["history", "tehsil", code] + options).1().output
        }
        #expect(try answer("9502", "--on", "2026-05-31").contains(", as tehsil:502"))
        #expect(try answer("502", "--on", "2026-06-01").contains(", as tehsil:9502"))
        #expect(try !answer("502", "--on", "2026-05-31").contains("9502"))
        #expect(
            try answer("502", "--on", "2026-06-01", "--as-believed-in", "1")
                .contains("name_en 'Viratnagar'"))
        #expect(
            try answer("9502", "--as-believed-in", "1").contains("believed nothing"))

        // Taken back, the codes are strangers again, and history says what happened.
        let back = try work.rajmap(
            "rollback", "--to", "1", "--as-of", "2026-06-01", "--override",
            "guard.churn=wrong code", "--override", "guard.shrink=wrong code", "--maker", "asha",
            "--json")
        try publish(work, back)
        #expect(try !answer("502", "--on", "2026-06-01").contains("9502"))
        #expect(try answer("502").contains("release 3, "))
    }

    /// Release 2: the Hindi name of tehsil 502 as a person corrected it.
    private func correct(_ work: Workplace) throws {
        try publish(
            work,
            work.rajmap(
                "set", "tehsil", "502", "name_hi=विराट नगर", "--reason", "letter 7", "--maker",
                "asha", "--as-of", "2026-01-02", "--json"))
    }

    @Test("what a person corrected is kept from feeds under the new code too")
    func ownership() throws {
        let work = try Workplace.smallState()
        try correct(work)
        let held = try recode(work)
        let plan = try #require(try held.jsonLines().last)
        let holds = try #require(plan["holds"] as? [[String: String]], "\(held.errors)")
        #expect(holds.map { $0["code"] } == ["match.owned-field"])
        #expect(holds.first?["message"]?.contains(" in release 2, ") == true, "\(holds)")
        let kept = try recode(
            work, parent: "district:101", name: "विराटनगर", "--keep-field", "tehsil:9502.name_hi")
        try publish(work, kept)
        let now = try work.rajmap("history", "tehsil", "9502", "--on", "2026-06-02").output
        #expect(now.contains("name_hi 'विराट नगर'"))
        // The next feed meets it as well.
        let next = try work.file(
            "next.csv", Self.list + "tehsil,,9502,Viratnagar,विराटनगर,district:101\n")
        let again = try work.rajmap(
            "import", next, "--as-of", "2026-07-01", "--maker", "asha", "--json")
        let waiting = try #require(try again.jsonLines().last?["holds"] as? [[String: String]])
        #expect(waiting.map { $0["code"] } == ["match.owned-field"])
        // It is the correction's release, not that of the recode which handed it over.
        #expect(waiting.first?["message"]?.contains(" in release 2, ") == true, "\(waiting)")
        try publish(
            work,
            work.rajmap(
                "import", next, "--as-of", "2026-07-01", "--maker", "asha", "--json",
                "--release-field", "tehsil:9502.name_hi"))
        #expect(
            try work.sqlite("SELECT COUNT(*) FROM owned_field WHERE retired IS NULL") == ["0"])
    }

    @Test("a correction that came back with its code is of the release that made it")
    func takenBack() throws {
        let work = try Workplace.smallState()
        try correct(work)
        try publish(
            work,
            recode(
                work, parent: "district:101", name: "विराटनगर", "--keep-field",
                "tehsil:9502.name_hi"))
        try publish(
            work,
            work.rajmap(
                "rollback", "--undo", "3", "--as-of", "2026-06-01", "--override",
                "guard.churn=wrong code", "--override", "guard.shrink=wrong code", "--maker",
                "asha", "--json"))
        let next = try work.file(
            "next.csv", Self.list + "tehsil,,502,Viratnagar,विराटनगर,district:101\n")
        let again = try work.rajmap(
            "import", next, "--as-of", "2026-07-01", "--maker", "asha", "--json")
        let holds = try #require(
            try again.jsonLines().last?["holds"] as? [[String: String]], "\(again.errors)")
        #expect(holds.map { $0["code"] } == ["match.owned-field"])
        #expect(holds.first?["message"]?.contains(" in release 2, ") == true, "\(holds)")
    }

    @Test(
        "what a person corrected is let go of in the plan that recodes", arguments: ["502", "9502"])
    func letGo(code: String) throws {
        let work = try Workplace.smallState()
        try correct(work)
        try publish(
            work,
            recode(
                work, parent: "district:101", name: "विराटनगर", "--release-field",
                "tehsil:\(code).name_hi"))
        let now = try work.rajmap("history", "tehsil", "9502", "--on", "2026-06-02").output
        #expect(now.contains("name_hi 'विराटनगर'"))
        #expect(
            try work.sqlite("SELECT COUNT(*) FROM owned_field WHERE retired IS NULL") == ["0"])
    }

    @Test("open complaints that name the old code keep their offices")
    func complaints() throws {
        let work = try Workplace.smallState()
        func takeIn(_ number: String, _ day: String, at now: String) throws {
            let file = try work.file(
                "complaints.csv",
                "complaint_id,category,registered_at,district,tehsil\n"
                    + "\(number),WAT-SUP-01,\(day)T10:00:00+05:30,101,502\n")
            let result = try work.rajmap(
                "complaint", "import", file, "--now", "\(now)T11:00:00+05:30")
            #expect(result.status == 0, "\(result.errors)")
        }
        func stand(_ number: String) throws -> [String] {
            try work.sqlite("SELECT state, post FROM complaint WHERE number = '\(number)'")
        }
        try takeIn("C1", "2026-05-30", at: "2026-05-30")
        let result = try recode(work)
        try publish(work, result)
        #expect(try stand("C1") == ["open|P2"])
        // One that comes late, and one that comes later still by the old code.
        try takeIn("C2", "2026-05-31", at: "2026-06-03")
        try takeIn("C3", "2026-06-02", at: "2026-06-03")
        #expect(try stand("C2") == ["open|P2"])
        #expect(try stand("C3") == ["open|P2"])
        try work.rajmap("escalate", "--now", "2026-06-08T10:00:00+05:30")
        #expect(try stand("C1") == ["open|P3"])
    }

    @Test("is what explaining and routing a file take the old code for, and they say so")
    func routed() throws {
        let work = try Workplace.smallState()
        try publish(work, try recode(work))
        let explained = try work.rajmap(
            "explain", "--category", "WAT-SUP-01", "--place", "tehsil:502", "--on", "2026-06-02")
        #expect(explained.output.contains("[P2]"), "\(explained.output)")
        #expect(
            explained.output.contains(
                "[tehsil:9502] stands for tehsil:502 since 2026-06-01 (release 2)."),
            "\(explained.output)")
        let file = try work.file(
            "complaints.csv",
            "complaint_id,category,registered_at,district,tehsil\n"
                + "C1,WAT-SUP-01,2026-05-30T10:00:00+05:30,101,502\n"
                + "C2,WAT-SUP-01,2026-06-02T10:00:00+05:30,101,502\n"
                + "C3,WAT-SUP-01,2026-06-02T10:00:00+05:30,101,9502\n")
        let result = try work.rajmap("route", file)
        let rows = result.output.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        try #require(rows.count == 4, "\(result.output)")
        #expect(rows[1...].map { $0[6] } == ["P2", "P2", "P2"])
        #expect(!rows[1][2].contains("-for-"))
        #expect(rows[2][2].hasSuffix("tehsil:9502-for-tehsil:502"))
        #expect(!rows[3][2].contains("-for-"))
        #expect(
            result.errors.contains(
                "tehsil:9502 stands for tehsil:502 since 2026-06-01 (release 2): 1 complaint\n"),
            "\(result.errors)")
        let out = work.folder.appendingPathComponent("out.csv").path
        let json = try work.rajmap("route", file, "--out", out, "--json").json()
        let followed = try #require(json["followed"] as? [[String: Any]])
        #expect(followed.map { $0["complaints"] as? Int } == [1])
        #expect(followed.map { $0["release"] as? Int } == [2])
    }

    @Test("with another parent, each department's office stays or follows as for a move")
    func moved() throws {
        let work = try Workplace.smallState()
        let district = try work.file(
            "district.csv",
            "kind,code,name_en,name_hi,parent_revenue,valid_from\ndistrict,102,Deeg,डीग,division:JP,2020-01-01\n"
        )
        try publish(
            work,
            work.rajmap(
                "import", district, "--as-of", "2026-01-01", "--allow-churn", "1", "--maker",
                "asha", "--json"))
        let result = try recode(work, parent: "district:102")
        let plan = try #require(try result.jsonLines().last)
        var kinds: [String: [String]] = [:]
        for change in plan["changes"] as? [[String: Any]] ?? [] {
            let key = change["key"] as? [String: String] ?? [:]
            kinds["\(key["kind"] ?? ""):\(key["code"] ?? "")"] = change["kinds"] as? [String]
        }
        #expect(kinds["tehsil:9502"] == ["moved", "recoded"])
        // Deeg has no office of the level, so that of Kotputli keeps the tehsil.
        #expect(kinds["jurisdiction:XEN101/tehsil:9502"] == ["added"])
        #expect(kinds["jurisdiction:AE502/tehsil:9502"] == ["recoded"])
        try publish(work, result)
        let explained = try work.rajmap(
            "explain", "--category", "WAT-SUP-01", "--place", "tehsil:9502", "--on", "2026-06-02")
        #expect(explained.output.contains("[P2]"))
        #expect(explained.output.contains("[P3]"))
    }
}
