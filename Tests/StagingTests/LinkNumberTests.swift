import MasterData
import SourceReading
import Staging
import Testing

@Suite("What cells say of other things")
struct LinkNumberTests {
    /// A sheet of officers whose departments are as many as its rows, and repeat.
    @Test("is looked up right however many codes there are, and however long", arguments: [3, 17])
    func many(width: Int) throws {
        let profile = try FeedProfile(
            yaml: """
                name: sheet
                title: sheet
                format: csv
                records: [{ kind: person, code: id, fields: { name_en: name } }]
                columns: [{ column: dept, code: department }]
                """, file: "sheet.yaml")
        func code(_ number: Int) -> String {
            "D" + String(repeating: "x", count: width - 3) + String(number)
        }
        let unknown = [0, 3_333, 5_999]
        let known = (0..<6_000).filter { !unknown.contains($0) }
        let departments =
            "kind,code,name_en,type\n"
            + known.map { "department,\(code($0)),A,board\n" }.joined()
        let officers =
            "id,name,dept\n" + (0..<12_000).map { "E\($0),Asha,\(code($0 % 6_000))\n" }.joined()
        let staged = try StagedMasters()
        let reader = FeedReader(into: staged, seal: nil)
        try reader.read(SourceFile(name: "o.csv", bytes: Array(officers.utf8)), as: profile)
        let canonical = try #require(try ProfileBook.project()["canonical"])
        try reader.read(SourceFile(name: "d.csv", bytes: Array(departments.utf8)), as: canonical)
        try staged.resolveLinks(in: MasterRows(), asOf: Day(number: 20_000))
        #expect(staged.findings.count(of: .error) == 2 * unknown.count)
        #expect(
            staged.faulty
                == Set(unknown.flatMap { [$0, $0 + 6_000] }.map { RowKey(.person, "E\($0)") }))
    }
}
