/// Officers in the layout of the import benchmark, some of them with one defect each.
///
/// A generator of the test's own: every value follows from the number of the row.
struct DirtyRows {
    /// The headings of the sheet, and the elements of the document.
    static let columns: [(heading: String, element: String)] = [
        ("officer_id", "@id"), ("name_en", "NameEn"), ("name_hi", "NameHi"), ("dept_code", "Dept"),
        ("designation_code", "Designation"), ("district_code", "District"),
        ("tehsil_code", "Tehsil"), ("office_en", "Office"), ("mobile", "Mobile"),
        ("email", "Email"), ("level", "Level"), ("valid_from", "ValidFrom"),
        ("valid_to", "ValidTo"), ("status", "Status"), ("remarks", "Remarks"),
    ]

    /// What each defect does to which column.
    static let defects: [(name: String, column: Int, value: @Sendable ([String]) -> String)] = [
        ("mobile too short", 8, { String($0[8].prefix(7)) }),
        ("mobile with spaces", 8, { "+91 \($0[8].prefix(5)) \($0[8].suffix(5))" }),
        ("mobile as a float", 8, { _ in "9.41400E+09" }),
        ("e-mail without @", 9, { $0[9].split(separator: "@").joined(separator: " at ") }),
        ("unknown department", 3, { _ in "ZZ7" }),
        ("department in small letters", 3, { $0[3].lowercased() }),
        ("no designation", 4, { _ in "" }),
        ("tehsil of another district", 6, { $0[5] == "86" ? "00572" : "00561" }),
        ("zeros lost", 6, { String($0[6].drop { $0 == "0" }) }),
        ("day turned round", 11, { _ in "28/02/2019" }),
        ("day that is none", 11, { _ in "2019-02-31" }),
        ("serial day", 11, { _ in "43521" }),
        ("end before the start", 12, { _ in "2001-01-01" }),
        ("level out of range", 10, { _ in "L7" }),
        ("unknown status", 13, { _ in "Actve" }),
        ("no name", 1, { _ in "" }),
        ("Hindi name in Latin", 2, { $0[1] }),
        (
            "mojibake", 2,
            { String(String.UnicodeScalarView($0[2].utf8.map { Unicode.Scalar($0) })) }
        ),
        ("unseen signs", 1, { "\u{A0}\($0[1])\u{200B}" }),
        ("formula", 14, { _ in "=HYPERLINK(\"http://x.example\";\"a\")" }),
        ("key of another row", 0, { _ in "RJT0000003" }),
        ("no key", 0, { _ in "" }),
    ]

    private(set) var rows: [[String]] = []
    /// The defect of each row that has one, by the row's number from 1.
    private(set) var seeded: [Int: String] = [:]

    /// Every fifth row has a defect, each defect in turn.
    init(count: Int) {
        for number in 1...count {
            var row = Self.row(number)
            if number % 5 == 0 {
                let defect = Self.defects[number / 5 % Self.defects.count]
                row[defect.column] = defect.value(row)
                seeded[number] = defect.name
            }
            rows.append(row)
        }
    }

    private static func row(_ number: Int) -> [String] {
        let names = [("Asha Meena", "आशा मीणा"), ("Om Prakash Jat", "ओम प्रकाश जाट")]
        let digits = String(10_000_000 + number).dropFirst()
        let district = number % 2 == 0 ? "86" : "87"
        let tehsil = (district == "86" ? "0056" : "0057") + String(number % 3)
        return [
            "RJT\(digits)", names[number % 2].0, names[number % 2].1, "PHED", "AEN", district,
            tehsil, "Sub-division, \(tehsil)", "98\(digits)0", "officer\(number)@example.invalid",
            "L\(1 + number % 4)", "2019-03-0\(1 + number % 9)", number % 4 == 0 ? "2027-03-31" : "",
            "ACTIVE", number % 7 == 0 ? "Order \"No. \(number)\",\nsecond line" : "",
        ]
    }

    /// The sheet, and the line that each row begins on.
    var csv: (text: String, lines: [Int]) {
        var text = Self.columns.map(\.heading).joined(separator: ",") + "\n"
        var lines: [Int] = []
        for row in rows {
            lines.append(1 + text.utf8.count { $0 == 10 })
            let cells = row.map { cell in
                "\""
                    + cell.split(separator: "\"", omittingEmptySubsequences: false)
                    .joined(separator: "\"\"") + "\""
            }
            text += cells.joined(separator: ",") + "\n"
        }
        return (text, lines)
    }

    var xml: (text: String, lines: [Int]) {
        var text = "<RajMaster xmlns=\"urn:rajmap:officers:1\" version=\"1.0\">\n"
        var lines: [Int] = []
        for row in rows {
            lines.append(1 + text.utf8.count { $0 == 10 })
            text += "<Officer id=\"\(row[0])\">\n"
            for (column, value) in zip(Self.columns, row).dropFirst() where !value.isEmpty {
                text += " <\(column.element)><![CDATA[\(value)]]></\(column.element)>\n"
            }
            text += "</Officer>\n"
        }
        return (text + "</RajMaster>\n", lines)
    }

    static let departments = "dept_code\nPHED\nPWD\n"
    static let designations = "designation_code,name_en,name_hi\nAEN,Assistant Engineer,सहायक अभियंता\n"
    static let places =
        "district_code,tehsil_code\n" + (0..<3).map { "86,0056\($0)\n87,0057\($0)\n" }.joined()
}
