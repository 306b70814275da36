import Foundation
import Testing

@Suite("A broken file is one clear error, and the database stays as it was")
struct BrokenFileTests {
    private static let masters =
        "<?xml version=\"1.0\"?>\n<masters xmlns=\"urn:rajmap:masters:1\">\n"

    @Test(
        "each kind of damage",
        arguments: [
            (
                "doctype.xml",
                "<!DOCTYPE masters [<!ENTITY a \"b\">]>\n<masters xmlns=\"urn:rajmap:masters:1\"/>",
                "doctype.xml:1", "structure.doctype", 65
            ),
            (
                "truncated.xml",
                masters + "  <post code=\"P1\" designation=\"X\" office=\"O\"/>\n  <post code=",
                "truncated.xml:4", "structure.", 65
            ),
            (
                "quote.csv", "kind,code,name_en\nperson,P1,\"Asha\nperson,P2,Bharat\n",
                "quote.csv:2:11", "structure.unclosed-quote", 65
            ),
            (
                "heading.csv", "kind,code,nam_en\nperson,P1,Asha\n", "heading.csv:1:11",
                "structure.unknown-heading", 65
            ),
            (
                "layout.csv", "a,b\n1,2\n", "layout.csv:1:1", "structure.unknown-layout", 65
            ),
            ("empty.csv", "", "empty.csv", "file.empty", 65),
        ])
    func broken(name: String, text: String, place: String, code: String, status: Int) throws {
        let work = try Workplace()
        try work.rajmap("init")
        let before = try work.state()
        let result = try work.rajmap("import", try work.file(name, text))
        #expect(result.status == Int32(status))
        #expect(result.output == "")
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix(place) == true, "\(result.errors)")
        #expect(lines.first?.contains("error: \(code)") == true, "\(result.errors)")
        #expect(try work.state() == before)
    }

    @Test("a missing file is 66 and names itself")
    func missing() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let result = try work.rajmap("import", "nowhere.csv")
        #expect(result.status == 66)
        #expect(result.errors.contains("nowhere.csv: error: file.missing"))
    }

    @Test("a database that is not there is 66 and says how to make one")
    func noDatabase() throws {
        let work = try Workplace()
        let result = try work.rajmap("plan", "list")
        #expect(result.status == 66)
        #expect(result.errors.contains("rajmap init"))
    }

    @Test("a wrong word on the command line is 64")
    func usage() throws {
        let work = try Workplace()
        #expect(try work.rajmap("imprt").status == 64)
        #expect(try work.rajmap("import", "a.csv", "--scope", "half").status == 64)
        #expect(try work.rajmap("import", "a.csv", "--as-of", "soon").status == 64)
    }

    @Test("dated rows of one key that overlap name each other, and are shut out as two rows")
    func overlapping() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let file = try work.file(
            "people.csv",
            "kind,code,name_en,name_hi,valid_from,valid_to\nperson,P1,Asha,आशा,2020-01-01,2024-01-01\nperson,P1,Usha,उषा,2023-06-01,2025-01-01\nperson,P2,Bharat,भरत,2020-01-01,\n"
        )
        let refused = try work.rajmap("import", file, "--as-of", "2022-12-14")
        #expect(refused.status == 65)
        #expect(
            refused.errors.contains(
                "people.csv:3:1: error: row.overlapping-dates: person:P1 is also on people.csv:2:1, and by both rows it holds from 2023-06-01 until 2024-01-01;"
            ), "\(refused.errors)")
        #expect(refused.errors.contains("--exclude-held 2"), "\(refused.errors)")
        let taken = try work.rajmap(
            "import", file, "--exclude-held", "2", "--as-of", "2022-12-14", "--detailed-exitcode")
        #expect(taken.status == 2)
        #expect(taken.output.contains("person: 1 added."))
    }

    @Test("rows with errors are held by their number, and shut out by it")
    func held() throws {
        let work = try Workplace()
        try work.rajmap("init")
        let file = try work.file(
            "people.csv",
            "kind,code,name_en,name_hi,valid_from\nperson,P1,Asha,आशा,2022-01-01\nperson,P2,Bharat,भरत,tomorrow\n"
        )
        let refused = try work.rajmap("import", file, "--as-of", "2022-12-14")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("people.csv:3:"))
        #expect(refused.errors.contains("--exclude-held 1"))
        #expect(try work.rajmap("import", file, "--exclude-held", "2").status == 65)
        let taken = try work.rajmap(
            "import", file, "--exclude-held", "1", "--as-of", "2022-12-14", "--detailed-exitcode")
        #expect(taken.status == 2)
        #expect(taken.output.contains("person: 1 added."))
    }
}
