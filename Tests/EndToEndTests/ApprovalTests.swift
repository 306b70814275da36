import Foundation
import Testing

@Suite("Two people, one release at a time")
struct ApprovalTests {
    private func prepared() throws -> (Workplace, String) {
        let work = try Workplace()
        try work.rajmap("init")
        let file = try work.file(
            "people.csv", "kind,code,name_en,name_hi\nperson,P1,Asha,आशा\nperson,P2,Bharat,भरत\n")
        return (work, try work.plan([file], "--as-of", "2022-12-14"))
    }

    @Test("a maker cannot approve, in any spelling of the name")
    func maker() throws {
        let (work, id) = try prepared()
        for name in ["asha", "ASHA", " Asha "] {
            let result = try work.rajmap("approve", id, "--checker", name)
            #expect(result.status == 77)
            #expect(result.errors.contains("another person than its maker"))
        }
    }

    @Test("a plan is not published before it is approved, and not twice")
    func once() throws {
        let (work, id) = try prepared()
        #expect(try work.rajmap("publish", id).status == 77)
        try work.rajmap("approve", id, "--checker", "bharat")
        let first = try work.rajmap("publish", id, "--by", "bharat", "--json")
        #expect(try first.json()["release"] as? Int == 1)
        #expect(try work.rajmap("publish", id).status != 0)
        #expect(
            try work.rajmap("release", "list", "--json").output.contains("\"number\":2") == false)
    }

    @Test("a plan whose things another release changed is stale: 75, and nothing happens")
    func stale() throws {
        let (work, first) = try prepared()
        let other = try work.plan(
            [try work.file("other.csv", "kind,code,name_en,name_hi\nperson,P1,Aasha,आशा\n")],
            "--as-of", "2022-12-14")
        for id in [first, other] { try work.rajmap("approve", id, "--checker", "bharat") }
        #expect(try work.rajmap("publish", first).status == 0)
        let result = try work.rajmap("publish", other)
        #expect(result.status == 75)
        #expect(result.errors.contains("release 1 is now live"))
    }

    @Test("a rejected plan stays rejected")
    func rejected() throws {
        let (work, id) = try prepared()
        #expect(
            try work.rajmap("reject", id, "--checker", "bharat", "--reason", "wrong").status == 0)
        #expect(try work.rajmap("approve", id, "--checker", "bharat").status != 0)
        let plans = try work.rajmap("plan", "list", "--json").json()["plans"] as? [[String: Any]]
        #expect(plans?.first?["state"] as? String == "rejected")
    }

    @Test("the history of a thing names release, file, line, maker and checker")
    func history() throws {
        let (work, id) = try prepared()
        try work.rajmap("approve", id, "--checker", "bharat")
        try work.rajmap("publish", id, "--by", "bharat")
        let text = try work.rajmap("history", "person", "P2").output
        #expect(text.contains("release 1"))
        #expect(text.contains("people.csv:3"))
        #expect(text.contains("asha"))
        #expect(text.contains("bharat"))
        #expect(try work.rajmap("history", "person", "P9").status == 66)
    }
}
