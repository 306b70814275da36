import Foundation
import Testing

@Suite("Identities and missing things, answered one by one")
struct ResolveTests {
    /// The tehsils of district 101 as its own list has them; the list is whole.
    private func list(_ work: Workplace, _ rows: String...) throws -> [String] {
        let profile = try work.file(
            "list.yaml",
            """
            name: list
            title: all tehsils of one district
            format: csv
            scope:
              kinds: [tehsil]
              place: "district:101"
              coverage: full
            records:
              - kind: tehsil
                code: Code
                fields:
                  name_en: Name
                  name_hi: Hindi
                  parent_revenue: District

            """)
        let file = try work.file(
            "tehsils.csv",
            (["Code,Name,Hindi,District"] + rows).joined(separator: "\n") + "\n")
        return [file, "--profile", profile, "--as-of", "2026-06-01"]
    }

    private func plan(_ result: Workplace.Result) throws -> [String: Any] {
        let plan = try result.jsonLines().last { $0["type"] as? String == "plan" }
        guard let plan, plan["plan"] is String else { throw Workplace.NoPlan(result: result) }
        return plan
    }

    /// The small state with a second district.
    private func withDeeg() throws -> Workplace {
        let work = try Workplace.smallState()
        let district = try work.plan(
            [
                try work.file(
                    "district.csv",
                    "kind,code,name_en,name_hi,parent_revenue,valid_from\ndistrict,102,Deeg,डीग,division:JP,2020-01-01\n"
                )
            ], "--as-of", "2026-01-01", "--allow-churn", "1")
        try work.rajmap("approve", district, "--checker", "bharat")
        #expect(try work.rajmap("publish", district).status == 0)
        return work
    }

    private func imported(_ work: Workplace, _ arguments: [String]) throws -> [String: Any] {
        try plan(work.start(["import", "--json", "--maker", "asha"] + arguments).1())
    }

    private func resolve(
        _ work: Workplace, _ plan: [String: Any], _ answers: String...
    ) throws -> Workplace.Result {
        try work.start(
            ["plan", "resolve", plan["plan"] as? String ?? "", "--json", "--maker", "asha"]
                + answers
        ).1()
    }

    private func proposals(_ plan: [String: Any]) -> [String] {
        (plan["proposals"] as? [[String: Any]] ?? []).map {
            "\($0["nature"] ?? "") \($0["before"] ?? "") \($0["after"] ?? "")"
        }
    }

    private func kinds(_ plan: [String: Any]) -> [String: [String]] {
        var kinds: [String: [String]] = [:]
        for change in plan["changes"] as? [[String: Any]] ?? [] {
            let key = change["key"] as? [String: String] ?? [:]
            kinds["\(key["kind"] ?? ""):\(key["code"] ?? "")"] = change["kinds"] as? [String]
        }
        return kinds
    }

    @Test("a confirmed recode is one change, and what referred to the old code goes on")
    func recode() throws {
        let work = try Workplace.smallState()
        let first = try imported(
            work,
            list(
                work, "501,Paota,पावटा,district:101", "9502,Viratnagarh,विराटनगर,district:101"))
        #expect(proposals(first) == ["rename tehsil:502 tehsil:9502"])
        let id = try #require(first["plan"] as? String)
        #expect(try work.rajmap("approve", id, "--checker", "bharat").status == 65)
        #expect(
            try work.rajmap("plan", "show", id).output.contains("--confirm N"))

        let second = try plan(resolve(work, first, "--confirm", "1"))
        #expect(second["plan"] as? String != id)
        #expect(proposals(second).isEmpty)
        #expect((second["holds"] as? [Any])?.isEmpty == true)
        let ways = kinds(second)
        #expect(ways["tehsil:9502"] == ["renamed", "recoded"])
        #expect(ways["tehsil:502"] == ["recoded"])
        #expect(ways["jurisdiction:AE502/tehsil:9502"] == ["recoded"])
        #expect(ways["succession:recode.tehsil.502.9502"] == ["added"])
        let counts = try #require(second["counts"] as? [String: [String: Int]])
        #expect(counts["tehsil"]?["rows"] == 1)
        #expect(counts["tehsil"]?["recoded"] == 1)
        #expect(counts["tehsil"]?["retired"] == 0)
        let identities = (second["act"] as? [String: Any])?["identities"] as? [[String: String]]
        #expect(identities?.first?["verdict"] == "confirmed")

        let next = try #require(second["plan"] as? String)
        let text = try work.rajmap("plan", "show", next).output
        #expect(text.contains("'Viratnagarh' formerly 502"))
        #expect(text.contains("0 lose cover"))
        #expect(try work.rajmap("approve", next, "--checker", "bharat").status == 0)
        #expect(try work.rajmap("publish", next, "--by", "bharat").status == 0)
        let explained = try work.rajmap(
            "explain", "--category", "WAT-SUP-01", "--place", "tehsil:9502", "--on", "2026-06-02")
        #expect(explained.output.contains("[P2]"))
        let history = try work.rajmap("history", "tehsil", "9502", "--on", "2026-06-02").output
        #expect(history.contains("aliases 'Viratnagar'"))
        // The list says nothing new any more.
        let again = try work.start(
            ["import"]
                + list(
                    work, "501,Paota,पावटा,district:101", "9502,Viratnagarh,विराटनगर,district:101")
        ).1()
        #expect(again.output.contains("No changes."))
    }

    @Test("a confirmed new code under another parent: offices stay or follow, as for a move")
    func recodedAndMoved() throws {
        let work = try withDeeg()
        let first = try imported(
            work,
            list(work, "501,Paota,पावटा,district:101", "9502,Viratnagar,विराटनगर,district:102")
                + ["--scope-place", "district:101", "--scope-place", "district:102"])
        #expect(proposals(first) == ["recode tehsil:502 tehsil:9502"])
        let second = try plan(resolve(work, first, "--confirm", "1"))
        let ways = kinds(second)
        #expect(ways["tehsil:9502"] == ["moved", "recoded"])
        #expect(ways["jurisdiction:AE502/tehsil:9502"] == ["recoded"])
        // Deeg has no office of the level, so that of Kotputli keeps the tehsil.
        #expect(ways["jurisdiction:XEN101/tehsil:9502"] == ["added"])
    }

    @Test("a rejected identity is not proposed again; a missing thing is kept, or stands elsewhere")
    func rejected() throws {
        let work = try withDeeg()
        let rows = ["501,Paota,पावटा,district:101", "9502,Viratnagar,विराटनगर,district:101"]
        func again() throws -> [String: Any] {
            try imported(work, list(work, rows[0], rows[1]))
        }
        let first = try again()
        #expect(proposals(first) == ["recode tehsil:502 tehsil:9502"])
        #expect(try resolve(work, first).status == 64)
        #expect(try resolve(work, first, "--confirm", "2").status == 64)
        #expect(try resolve(work, first, "--keep", "tehsil:501").status == 64)
        let wrong = try resolve(work, first, "--moved", "tehsil:502=district:999")
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("not there on the plan's day"))

        let second = try plan(
            resolve(work, first, "--reject", "1", "--keep", "tehsil:502"))
        #expect(proposals(second).isEmpty)
        #expect((second["holds"] as? [Any])?.isEmpty == true)
        #expect(kinds(second) == ["tehsil:9502": ["added"]])
        let third = try again()
        #expect(third["plan"] as? String == first["plan"] as? String)
        #expect(proposals(third).isEmpty)

        // The plan that was made anew takes its place; the same feed with another row is open.
        let other = try imported(work, list(work, rows[0], rows[1], "9503,Bagru,बगरू,district:101"))
        #expect(proposals(other).isEmpty)
        let moved = try plan(resolve(work, other, "--moved", "tehsil:502=district:102"))
        let ways = kinds(moved)
        #expect(ways["tehsil:502"] == ["moved"])
        // Deeg has no office of the department, so the old one keeps the tehsil.
        #expect(ways["jurisdiction:XEN101/tehsil:502"] == ["added"])
        let holds = try #require(moved["holds"] as? [[String: String]])
        #expect(holds.map { $0["code"] } == ["guard.churn"])
        let act = moved["act"] as? [String: Any]
        #expect(act?["missing"] as? [String: String] == ["tehsil:502": "moved district:102"])
    }

    @Test("a maker may declare in the import that an end and a beginning are one thing")
    func declared() throws {
        let work = try Workplace.smallState()
        let file = try work.file(
            "recoded.csv",
            """
            kind,action,code,name_en,name_hi,parent_revenue
            tehsil,retire,502,Viratnagar,विराटनगर,district:101
            tehsil,add,9502,Viratnagar,विराटनगर,district:101

            """)
        let options = [file, "--as-of", "2026-06-01", "--allow-churn", "2", "--allow-shrink", "1"]
        // By itself the end would leave an office without its place.
        #expect(try work.start(["import"] + options).1().status == 65)
        let wrong = try work.start(["import"] + options + ["--same", "tehsil:501=tehsil:9502"]).1()
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("cannot be one thing"))
        let plan = try imported(work, options + ["--same", "tehsil:502=tehsil:9502"])
        let ways = kinds(plan)
        #expect(ways["tehsil:9502"] == ["recoded"])
        #expect(ways["jurisdiction:AE502/tehsil:9502"] == ["recoded"])
        #expect(proposals(plan).isEmpty)
        let identities = (plan["act"] as? [String: Any])?["identities"] as? [[String: String]]
        #expect(identities?.first?["after"] == "tehsil:9502")
        // Undone, the old code is back and the new one is gone.
        let id = try #require(plan["plan"] as? String)
        try work.rajmap("approve", id, "--checker", "bharat")
        #expect(try work.rajmap("publish", id, "--by", "bharat").status == 0)
        let back = try work.rajmap(
            "rollback", "--to", "1", "--as-of", "2026-06-01", "--override",
            "guard.churn=wrong code", "--override", "guard.shrink=wrong code", "--maker", "asha",
            "--json")
        let undo = try #require(try back.json()["plan"] as? String, "\(back.errors)")
        try work.rajmap("approve", undo, "--checker", "bharat")
        #expect(try work.rajmap("publish", undo, "--by", "bharat").status == 0)
        #expect(
            try work.rajmap("release", "diff", "1", "3", "--as-of", "2026-06-01").output
                .contains("No changes."))
    }

    @Test("places that exchange names: the feed exchanged their codes, or they were renamed")
    func swap() throws {
        let work = try Workplace.smallState()
        let first = try imported(
            work,
            list(
                work, "501,Viratnagar,विराट नगर,district:101", "502,Paota,पावटा,district:101"))
        #expect(proposals(first) == ["swap tehsil:501 tehsil:502"])
        // Confirmed: what the feed says of each is said of the other.
        let mended = try plan(resolve(work, first, "--confirm", "1"))
        #expect(kinds(mended) == ["tehsil:502": ["renamed"]])
        let fields =
            ((mended["changes"] as? [[String: Any]])?.first?["fields"] as? [[String: Any]])?.first
        #expect(fields?["field"] as? String == "name_hi")
        #expect(fields?["after"] as? String == "विराट नगर")

        let second = try imported(
            work,
            list(
                work, "501,Viratnagar,विराटनगर,district:101", "502,Paota,पावटा,district:101"))
        let renamed = try plan(resolve(work, second, "--reject", "1"))
        #expect(proposals(renamed).isEmpty)
        #expect(kinds(renamed) == ["tehsil:501": ["renamed"], "tehsil:502": ["renamed"]])
    }
}
