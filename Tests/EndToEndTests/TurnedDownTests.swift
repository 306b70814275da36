import Testing

@Suite("A plan that was turned down")
struct TurnedDownTests {
    @Test("says by whom and why; the same files make another plan when that is asked for")
    func again() throws {
        let work = try Workplace.smallState()
        let file = try work.file(
            "people.csv", "kind,code,name_en,name_hi\nperson,E1,Asha Devi,आशा\n")
        let options = ["--as-of", "2026-02-01", "--maker", "asha"]
        func imported(_ more: String...) throws -> Workplace.Result {
            try work.start(["import", file] + options + more).1()
        }
        func id(_ result: Workplace.Result) throws -> String {
            try #require(try result.jsonLines().last?["plan"] as? String, "\(result.errors)")
        }
        let first = try id(imported("--json"))
        #expect(try id(imported("--again", "--json")) == first, "nothing was turned down yet")
        try work.rajmap("reject", first, "--checker", "bharat", "--reason", "wrong letter")

        let same = try imported()
        #expect(same.output.contains("Turned down by bharat"))
        #expect(same.output.contains("wrong letter"))
        let refused = try work.rajmap("approve", first, "--checker", "bharat")
        #expect(refused.status == 77)
        #expect(refused.errors.contains("--again"))

        let second = try id(imported("--again", "--json"))
        #expect(second != first)
        #expect(try work.rajmap("plan", "show", second).output.contains(String(first.prefix(8))))
        // Turned down once more, it can be brought once more.
        try work.rajmap("reject", second, "--checker", "bharat", "--reason", "still wrong")
        let third = try id(imported("--again", "--json"))
        #expect(Set([first, second, third]).count == 3)
        #expect(try work.rajmap("approve", third, "--checker", "bharat").status == 0)
        #expect(try work.rajmap("publish", third, "--by", "bharat").status == 0)
    }
}
