import Foundation
import Testing

@Suite("Policies are rows of a release")
struct PolicyTests {
    private static let heading = "kind,code,severity,percent,rows,hours,persons,valid_from\n"

    /// The small state with policies, published as release 2.
    private func state(_ policies: String...) throws -> Workplace {
        let work = try Workplace.smallState()
        try work.publish(
            [
                try work.file(
                    "policies.csv",
                    Self.heading + policies.map { "policy,\($0),2026-01-01\n" }.joined())
            ], asOf: "2026-01-01")
        return work
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

    /// A plan that leaves the people of Viratnagar without an office.
    private func closing(_ work: Workplace, _ options: String...) throws -> [String: Any] {
        try plan(
            work.start(
                [
                    "set", "jurisdiction", "AE502/tehsil:502", "valid_to=2026-05-01", "--reason",
                    "closed", "--as-of", "2026-04-01", "--maker", "asha", "--json",
                ] + options
            ).1())
    }

    @Test("lost cover is held until its exact number is accepted, or a reason is kept")
    func cover() throws {
        let work = try Workplace.smallState()
        let held = try closing(work)
        #expect(holds(held) == ["guard.cover"])
        let hold = try #require((held["holds"] as? [[String: String]])?.first?["message"])
        let lost = try #require(
            (((held["impact"] as? [String: Any])?["routes"] as? [String: Any])?["counts"]
                as? [String: Int])?["lost_cover"])
        #expect(lost > 0)
        #expect(hold.contains("--accept-lost-cover \(lost)"))
        let id = try #require(held["plan"] as? String)
        let refused = try work.rajmap("approve", id, "--checker", "bharat")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("lose their cover"))
        for (option, isHeld) in [
            (["--accept-lost-cover", "\(lost - 1)"], true),
            (["--accept-lost-cover", "\(lost)"], false),
            (["--override", "guard.cover=office burnt down, order 12"], false),
        ] {
            let answered = try plan(
                work.start(
                    ["plan", "answer", id, "--maker", "asha", "--json"] + option
                ).1())
            #expect(holds(answered) == (isHeld ? ["guard.cover"] : []))
            // Each answer takes the place of the plan before it, so the next starts anew.
            if isHeld { break }
        }
        let again = try closing(work, "--override", "guard.cover=office burnt down, order 12")
        #expect(holds(again) == [])
        let overrides = (again["act"] as? [String: Any])?["overrides"] as? [[String: String]]
        #expect(overrides?.first?["reason"] == "office burnt down, order 12")
        #expect(
            try work.rajmap("plan", "show", try #require(again["plan"] as? String)).output
                .contains("Overridden: guard.cover: office burnt down, order 12"))
        let accepted = try closing(work, "--accept-lost-cover", "\(lost)")
        #expect(holds(accepted) == [])
        #expect(
            try work.rajmap("set", "person", "E1", "name_en=A", "--override", "x=y").status == 64)
    }

    @Test("a hard guard lets nobody past, one that is off asks nothing, and the plan names both")
    func hard() throws {
        let work = try state("guard.cover,hard,,,,", "guard.churn,off,,,,")
        let held = try closing(
            work, "--accept-lost-cover", "1", "--override", "guard.cover=a reason")
        #expect(holds(held) == ["guard.cover"])
        let message = try #require((held["holds"] as? [[String: String]])?.first?["message"])
        #expect(message.contains("The policy guard.cover is hard"))
        let policies = try #require(held["policies"] as? [String: [String: String]])
        #expect(policies["guard.cover"] == ["severity": "hard"])
        let text = try work.rajmap("plan", "show", try #require(held["plan"] as? String)).output
        #expect(text.contains("Made under the policies:"))
        #expect(text.contains("guard.churn: severity off"))
        // Two districts where there was one: churn, which nobody asks about here.
        let two = try work.file(
            "districts.csv",
            "kind,code,name_en,name_hi,parent_revenue\ndistrict,102,Deeg,डीग,division:JP\ndistrict,103,Beawar,ब्यावर,division:JP\n"
        )
        let imported = try plan(
            work.rajmap("import", two, "--as-of", "2026-02-01", "--maker", "asha", "--json"))
        #expect(holds(imported) == [])
        // An earlier as-of day is no way around a policy.
        let earlier = try plan(
            work.rajmap(
                "set", "jurisdiction", "AE502/tehsil:502", "valid_to=2025-05-01", "--reason",
                "closed", "--as-of", "2025-04-01", "--maker", "asha", "--json"))
        #expect(holds(earlier) == ["guard.cover"])
    }

    @Test("limits and severities of checks are those of the base; what no policy can be is refused")
    func limits() throws {
        let work = try state("guard.shrink,,60,1000,,", "cell.no-hindi-name,error,,,,")
        // Half of the junior posts' people go: 2 % would hold, 60 % do not.
        let leaving = try work.file(
            "leaving.csv",
            "kind,action,post,person,nature,valid_to\nposting,retire,P1,E1,substantive,2026-06-01\n"
        )
        let plan = try plan(
            work.rajmap("import", leaving, "--as-of", "2026-06-01", "--maker", "asha", "--json"))
        #expect(holds(plan) == [])
        let nameless = try work.file("one.csv", "kind,code,name_en\nperson,E9,Officer New\n")
        let held = try work.rajmap("import", nameless, "--as-of", "2026-06-01", "--maker", "asha")
        #expect(held.status == 65)
        #expect(held.errors.contains("error: cell.no-hindi-name"))
        for (row, reason) in [
            ("guard.shrinks,soft,,,,", "is no policy that rajmap knows"),
            ("guard.cover,error,,,,", "has the severity 'error'"),
            ("guard.churn,soft,10,20,,", "cannot say anything by rows"),
            ("emergency.publish,,,,48,", "does not say who may"),
            ("row.policy,note,,,,", "is no policy that rajmap knows"),
            ("cell.phone,hard,,,,", "Use note, warning, error"),
        ] {
            let file = try work.file("p.csv", Self.heading + "policy,\(row),2026-01-01\n")
            let result = try work.rajmap("import", file, "--as-of", "2026-06-01")
            #expect(result.status == 65)
            #expect(result.errors.contains(reason), "\(row): \(result.errors)")
        }
    }

    @Test("an emergency: its maker alone where a policy names him, flagged until another ratifies")
    func emergency() throws {
        let work = try state("emergency.publish,,,,48,asha|devi")
        func relieving(_ post: String, maker: String) throws -> String {
            try #require(
                try plan(
                    work.rajmap(
                        "handover", post, "--relieve", "2026-06-01", "--maker", maker, "--json"))[
                        "plan"] as? String)
        }
        let id = try relieving("P2", maker: "asha")
        for (by, reason, status, words) in [
            ("asha", nil, 64, "needs its reason"),
            ("devi", "flood", 77, "did not make the plan"),
        ] as [(String, String?, Int32, String)] {
            let result = try work.start(
                ["publish", id, "--by", by, "--emergency"]
                    + (reason.map { ["--reason", $0] } ?? [])
            ).1()
            #expect(result.status == status)
            #expect(result.errors.contains(words))
        }
        #expect(try work.rajmap("publish", id, "--by", "asha").status == 77)
        let stranger = try relieving("P1", maker: "chitra")
        let refused = try work.rajmap(
            "publish", stranger, "--by", "chitra", "--emergency", "--reason", "flood")
        #expect(refused.status == 77)
        #expect(refused.errors.contains("does not name chitra"))

        let done = try work.rajmap(
            "publish", id, "--by", "Asha", "--emergency", "--reason", "flood at Viratnagar")
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.contains("rajmap ratify 3"))
        let listed = try work.rajmap("release", "list").output
        #expect(listed.contains("published alone in an emergency"))
        #expect(listed.contains("emergency (flood at Viratnagar), to be ratified by"))
        let later = ["release", "list", "--now", "2040-01-01T00:00:00+05:30"]
        #expect(try work.start(later).1().output.contains("OVERDUE"))
        #expect(
            try work.start(later + ["--json"]).1().json()["overdue"] as? [Int] == [3])
        #expect(
            try work.rajmap("stale", "--now", "2040-01-01T00:00:00+05:30").output
                .contains("release 3: EMERGENCY (flood at Viratnagar), OVERDUE"))
        #expect(try work.rajmap("history", "posting", "P2/E2").output.contains("in an emergency"))

        for (number, who, status) in [("3", "asha", 77), ("2", "bharat", 64), ("9", "bharat", 66)]
            as [(String, String, Int32)]
        {
            #expect(try work.rajmap("ratify", number, "--checker", who).status == status)
        }
        let ratified = try work.rajmap(
            "ratify", "3", "--checker", "bharat", "--reason", "order seen")
        #expect(ratified.status == 0)
        #expect(ratified.output.contains("ratified by bharat"))
        #expect(try work.rajmap("ratify", "3", "--checker", "bharat").status == 64)
        #expect(try work.start(later).1().output.contains("OVERDUE") == false)
        #expect(try work.rajmap("audit", "verify").status == 0)
        // No policy, no emergency.
        let plain = try Workplace.smallState()
        let other = try plan(
            plain.rajmap(
                "handover", "P2", "--relieve", "2026-06-01", "--maker", "asha", "--json"))
        let none = try plain.rajmap(
            "publish", try #require(other["plan"] as? String), "--by", "asha", "--emergency",
            "--reason", "flood")
        #expect(none.status == 77)
        #expect(none.errors.contains("No policy allows"))
    }

    @Test("whoever made a plan of the line may not approve what takes its place")
    func lineage() throws {
        let work = try Workplace.smallState()
        let first = try #require(
            try plan(
                work.rajmap(
                    "handover", "P2", "--relieve", "2026-06-01", "--maker", "asha", "--json"))[
                    "plan"] as? String)
        let second = try #require(
            try plan(
                work.rajmap(
                    "plan", "answer", first, "--policy", "now", "--maker", "bharat", "--json"))[
                    "plan"] as? String)
        for name in ["asha", "bharat"] {
            let result = try work.rajmap("approve", second, "--checker", name)
            #expect(result.status == 77)
        }
        #expect(
            try work.rajmap("approve", second, "--checker", "asha").errors
                .contains("the plans it takes the place of"))
        #expect(try work.rajmap("approve", second, "--checker", "chitra").status == 0)
    }
}
