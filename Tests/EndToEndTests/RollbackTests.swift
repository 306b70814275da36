import Foundation
import Testing

@Suite("Releases compared, shown and rolled back by the command")
struct RollbackCommandTests {
    private func prepared() throws -> Workplace {
        let work = try Workplace()
        try work.rajmap("init")
        let heading = "kind,code,name_en,name_hi\n"
        try work.publish(
            [
                try work.file(
                    "one.csv", heading + "person,P1,Asha,आशा\nperson,P2,Bharat,भरत\n")
            ], asOf: "2026-01-01")
        try work.publish(
            [try work.file("two.csv", heading + "person,P1,Aasha,आशा\n")], asOf: "2026-02-01")
        return work
    }

    @Test("a release goes back under the next number, with the digest it had, by two people")
    func rollback() throws {
        let work = try prepared()
        let result = try work.rajmap(
            "rollback", "--to", "1", "--maker", "asha", "--as-of", "2026-03-01", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let plan = try result.json()
        let id = try #require(plan["plan"] as? String)
        #expect((plan["act"] as? [String: Any])?["returns_to"] as? Int == 1)
        #expect(try work.rajmap("approve", id, "--checker", "asha").status == 77)
        #expect(try work.rajmap("approve", id, "--checker", "bharat").status == 0)
        #expect(try work.rajmap("publish", id, "--by", "bharat").status == 0)
        let first = try work.rajmap("release", "show", "1", "--json").json()
        let third = try work.rajmap("release", "show", "3", "--json").json()
        #expect(first["digest"] as? String == third["digest"] as? String)
        #expect(
            (third["audit_head"] as? [String: Any])?["entry"] as? Int
                == 10)
        #expect(try work.rajmap("release", "diff", "1", "3").output.contains("No changes."))
        #expect(try work.rajmap("history", "person", "P1").output.contains("from release 1"))
    }

    @Test("a difference reads like a diff, and ends with 2 when asked")
    func difference() throws {
        let work = try prepared()
        let result = try work.rajmap(
            "release", "diff", "1", "2", "--as-of", "2026-03-01", "--detailed-exitcode")
        #expect(result.status == 2)
        #expect(result.output.contains("name_en 'Asha' → 'Aasha'  (two.csv:2)"))
        #expect(try work.rajmap("release", "diff", "1", "1", "--detailed-exitcode").status == 0)
        #expect(try work.rajmap("release", "diff", "1", "9").status == 66)
    }

    @Test("words that are wrong are usage, a release that is not there is no input")
    func wrong() throws {
        let work = try prepared()
        #expect(try work.rajmap("rollback").status == 64)
        #expect(try work.rajmap("rollback", "--to", "1", "--undo", "2").status == 64)
        #expect(try work.rajmap("rollback", "--undo", "9").status == 66)
        #expect(try work.rajmap("set", "tehsl", "1", "a=b", "--reason", "x").status == 64)
        #expect(
            try work.rajmap("set", "person", "P9", "name_en=A", "--reason", "x").status == 66)
        #expect(try work.rajmap("handover", "X", "--relieve", "2026-01-01").status == 66)
        #expect(try work.rajmap("handover", "X").status == 64)
    }
}
