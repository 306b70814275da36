import MasterData
import Testing

@testable import RouteEngine

@Suite("A sheet of rules is read exactly or refused with its line")
struct FlatSheetReadingTests {
    static let heading =
        "rule_id,category,district,subdistrict,channel,valid_from,valid_to,priority,target\n"
    static let rule = "1,C1,*,*,*,2025-01-01,9999-12-31,0,OFF1\n"

    func build(_ text: String, pieces: Int = .max) -> (table: FlatTable?, findings: Findings) {
        var builder = FlatTableBuilder(source: "rules.csv")
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + min(pieces, bytes.count))
            builder.add(Array(bytes[start..<end]))
            start = end
        }
        return builder.finish()
    }

    @Test(
        "what is wrong is named with its line",
        arguments: [
            ("", "structure.missing-heading", 1),
            ("rule_id,category\n", "structure.missing-heading", 1),
            (heading + rule + "2,C1,*,*\n", "structure.ragged-row", 3),
            (
                heading + rule + "\n2,C1,*,*,*,2025-01-01,9999-12-31,0,OFF1,x\n",
                "structure.ragged-row", 4
            ),
            (heading + "0,C1,*,*,*,2025-01-01,9999-12-31,0,OFF1\n", "cell.number", 2),
            (heading + "x,C1,*,*,*,2025-01-01,9999-12-31,0,OFF1\n", "cell.number", 2),
            (heading + "1,,*,*,*,2025-01-01,9999-12-31,0,OFF1\n", "cell.required", 2),
            (heading + "1,C1,*,*,*,2025-02-29,9999-12-31,0,OFF1\n", "cell.date", 2),
            (heading + "1,C1,*,*,*,2025-01-01,31/12/2026,0,OFF1\n", "cell.date", 2),
            (heading + "1,C1,*,*,*,2025-01-01,9999-12-31,high,OFF1\n", "cell.number", 2),
            (heading + "1,C1,*,*,*,2025-01-01,9999-12-31,0,\n", "cell.required", 2),
            (heading + rule + rule, "row.duplicate-id", 3),
            (
                heading + "1,C\"1\"x,*,*,*,2025-01-01,9999-12-31,0,OFF1\n", "structure.stray-quote",
                2
            ),
            (
                heading + rule + "2,\"C1,*,*,*,2025-01-01,9999-12-31,0,OFF1\n",
                "structure.stray-quote", 3
            ),
        ])
    func faults(text: String, code: String, line: Int) throws {
        let (table, findings) = build(text)
        #expect(table == nil)
        let finding = try #require(findings.listed.first)
        #expect(finding.code.text == code)
        #expect(finding.origin?.line == line)
    }

    @Test("pieces may end anywhere, even inside a quoted field", arguments: [1, 2, 3, 7, 64])
    func pieces(size: Int) throws {
        let text =
            "\u{FEFF}target,rule_id,category,district,subdistrict,channel,valid_from,valid_to,priority,note\r\n"
            + "\"Office, of \"\"Water\"\"\nJaipur\",1,\"C,1\",*,*,*,2025-01-01,9999-12-31,-3,a\r\n\r\n"
            + "OFF2,2,C2,*,*,*,2025-01-01,9999-12-31,0,\"b\"\r\nOFF3,3,*,*,*,*,2025-01-01,9999-12-31,0,c"
        let (table, findings) = build(text, pieces: size)
        #expect(findings.isEmpty)
        let built = try #require(table)
        #expect(built.ruleCount == 3)
        let first = try #require(built.rule(1))
        #expect(first.fields == ["C,1", "*", "*", "*"])
        #expect(first.target == "Office, of \"Water\"\nJaipur")
        #expect(first.origin.line == 2)
        #expect(built.rule(2)?.origin.line == 5)
        let csv =
            "complaint_id,category,district,subdistrict,channel,date\n\"a\"\"1\",\"C,1\",,,,2025-06-01\nb,C2,,,,2025-06-01\n"
        let piece = built.route(try FlatTable.complaints(csv))
        // The first rule has the lower priority.
        #expect(
            String(decoding: piece.output, as: UTF8.self)
                == "\"a\"\"1\",3,OFF3\nb,2,OFF2\n")
    }

    @Test("a target that needs quotes gets them")
    func quotedTarget() throws {
        let (table, _) = build(
            Self.heading + "1,C1,*,*,*,2025-01-01,9999-12-31,0,\"A, \"\"B\"\"\"\n")
        let piece = try #require(table).route(
            try FlatTable.complaints(
                "complaint_id,category,district,subdistrict,channel,date\n7,C1,,,,2025-06-01\n"))
        #expect(String(decoding: piece.output, as: UTF8.self) == "7,1,\"A, \"\"B\"\"\"\n")
    }

    @Test("rows that are no complaint are named and left out")
    func faultyComplaints() throws {
        let (table, _) = build(Self.heading + Self.rule)
        let piece = try #require(table).route(
            try FlatTable.complaints(
                "complaint_id,category,district,subdistrict,channel,date\n1,C1,,,,2025-06-01\n2,C1,,\n\n3,C1,,,,2025-13-01\n4,C1,,,,2025-02-29\n5,C1,,,,2025-06-30\n"
            ))
        #expect(String(decoding: piece.output, as: UTF8.self) == "1,1,OFF1\n5,1,OFF1\n")
        #expect(piece.faulty == 3)
        #expect(piece.faults.map(\.line) == [2, 4, 5])
        #expect(
            piece.faults.map(\.code.text) == ["structure.ragged-row", "cell.date", "cell.date"])
        #expect(piece.lines == 6)
    }

    @Test("a day outside the years of the rules is as exact as one inside")
    func farDays() throws {
        let (table, _) = build(
            Self.heading
                + "1,C1,*,*,*,0001-01-01,1800-06-01,0,A\n2,C1,*,*,*,1800-06-01,9999-12-31,0,B\n3,C2,*,*,*,2025-01-01,2025-01-02,0,C\n"
        )
        let built = try #require(table)
        for (day, id) in [
            ("0001-01-01", 1), ("1800-05-31", 1), ("1800-06-01", 2), ("2025-01-01", 2),
            ("9999-12-30", 2), ("9999-12-31", 0),
        ] {
            let csv = "complaint_id,category,district,subdistrict,channel,date\n7,C1,,,,\(day)\n"
            let piece = built.route(try FlatTable.complaints(csv))
            #expect(String(decoding: piece.output, as: UTF8.self).hasPrefix("7,\(id),"), "\(day)")
        }
    }

    @Test("a date is the date of the calendar, digit by digit")
    func dates() throws {
        let (table, _) = build(Self.heading + Self.rule)
        try #require(table).withView { view in
            for text in [
                "2025-00-01", "2025-01-00", "2025-01-32", "2025-1-001", "2025/01/01", "20a5-01-01",
                "2023-02-29", "2025-04-31", "202５", "          ", "2025-01-0:",
            ] {
                let bytes = Array(text.utf8) + Array(repeating: 0, count: 16)
                #expect(view.rank(bytes, text.utf8.count) == FlatCalendar.noSuchDay, "\(text)")
            }
            for number in stride(from: -200_000, to: 900_000, by: 997) {
                let day = Day(number: Int32(number))
                let bytes = Array(day.description.utf8) + Array(repeating: 0, count: 16)
                #expect(view.rank(bytes, 10) == view.rank(of: day))
            }
        }
    }
}
