import MasterData
import SourceReading
import Staging
import Testing

@Suite("Faults of values that a profile bears")
struct BorneFaultTests {
    private static func staged(_ severity: String, _ rows: [String]) throws -> StagedMasters {
        let profile = try FeedProfile(
            yaml: """
                name: sheet
                title: sheet
                format: csv
                severity: { \(severity) }
                records:
                  - kind: person
                    code: id
                    valid_from: since
                    fields: { name_en: name }
                  - kind: contact
                    when_any: [mobile]
                    fields: { person: id, mobile: mobile, email: { column: email, required: yes } }
                columns:
                  - { column: level, one_of: [L1, L2] }
                """, file: "sheet.yaml")
        let text = "id,name,since,mobile,email,level\n" + rows.joined(separator: "\n") + "\n"
        let staged = try StagedMasters()
        try FeedReader(into: staged, seal: nil).read(
            SourceFile(name: "sheet.csv", bytes: Array(text.utf8)), as: profile)
        return staged
    }

    private static let row = "E1,Asha,2026-01-01,94140,a@example.org,L1"

    @Test("the value is left out, the row is taken, and the finding says so")
    func leftOut() throws {
        let staged = try Self.staged("cell.bad-mobile: warning", [Self.row])
        #expect(
            staged.findings.listed.map(\.description) == [
                "sheet.csv:2:20: warning: cell.bad-mobile: mobile is '94140'; expected one mobile number of ten digits that begins with 6, 7, 8 or 9. It was left out."
            ])
        #expect(staged.faulty.isEmpty)
        let contact = try #require(try staged.rows(of: RowKey(.contact, "E1")).first)
        #expect(contact.fields.map(\.field) == [.person, .email])
        let strict = try Self.staged("cell.bad-email: warning", [Self.row])
        #expect(strict.faulty == [RowKey(.contact, "E1")])
    }

    @Test("a column that no record reads is borne too")
    func rule() throws {
        let row = "E1,Asha,2026-01-01,9414000001,a@example.org,L9"
        #expect(try Self.staged("cell.bad-mobile: note", [row]).faulty.count == 2)
        let borne = try Self.staged("cell.not-a-choice: note", [row])
        #expect(borne.faulty.isEmpty)
        #expect(borne.findings.listed.map(\.severity) == [.note])
    }

    @Test(
        "a key, a day of validity and a required value are not left out",
        arguments: [
            ("E 1,Asha,2026-01-01,9414000001,a@example.org,L1", "cell.bad-code"),
            ("E1,Asha,soon,9414000001,a@example.org,L1", "cell.not-a-day"),
            ("E1,Asha,2026-01-01,9414000001,nobody,L1", "cell.bad-email"),
        ])
    func kept(row: String, code: String) throws {
        let staged = try Self.staged("\(code): note", [row])
        #expect(
            staged.findings.listed.contains { $0.code.text == code && $0.severity == .error },
            "\(staged.findings.listed)")
        #expect(!staged.held.isEmpty)
    }
}
