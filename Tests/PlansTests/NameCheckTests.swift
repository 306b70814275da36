import MasterData
import Plans
import Testing

@Suite("Names that give a row away by their first letters")
struct NameCheckTests {
    private static func finds(_ check: some RowCheck, _ name: String, _ field: Field) throws -> Bool
    {
        let day = try #require(Day("2026-05-01"))
        let subject = Subject(
            RowKey(.person, "E1"),
            [
                RowVersion(
                    validity: Validity(from: day, to: .distantFuture),
                    content: Content([field: name]))
            ], asOf: day, at: Origin(file: "x.csv", line: 2))
        var findings = Findings()
        check.check(subject, into: &findings)
        return !findings.isEmpty
    }

    @Test(
        "a title is found in any case, as a word of its own before others",
        arguments: [
            ("Shri Ram", true), ("SHRI RAM", true), ("sMt. Asha Devi", true), ("Dr Asha", true),
            ("Kumari Asha", true), ("Kumar Asha", false), ("Mr. X", true), ("Shri", false),
            ("Ram Shri", false), ("Shriram Das", false), ("Dr.Asha", false), ("Asha 2", true),
            ("श्री राम", true), ("श्रीमती आशा", true), ("कु. आशा", true), ("डॉ राम", true),
            ("श्रीराम वर्मा", false), ("कुसुम देवी", false), ("\u{212A}umari Asha", true),
            ("Meena Devi", false), ("Sunil", false),
        ])
    func titles(name: String, isFound: Bool) throws {
        #expect(try Self.finds(PersonNamesHaveNoTitle(), name, .nameEn) == isFound)
    }

    @Test(
        "a vacancy is found whatever stands between its letters",
        arguments: [
            ("Vacant", true), ("VACANT", true), ("V acant", true), ("(Vacant)", true),
            ("[post-vacant]", true), ("Post  Vacant", true), ("lying vacant", true),
            ("Un-filled", true), ("N.ot posted", true), ("रिक्त", true), ("रि\u{200D}क्त", true),
            ("र\u{200D}िक्त", true), ("पद रिक्त", true), ("ख\u{93C}ाली", true), ("Vacant Singh", false),
            ("Vikram", false), ("Poonam", false), ("Usha", false), ("रमेश", false), ("Lata", false),
        ])
    func vacancies(name: String, isFound: Bool) throws {
        #expect(try Self.finds(VacancyIsNoPerson(), name, .nameEn) == isFound)
    }

    @Test(
        "a placeholder is a word by itself, or a test of something",
        arguments: [
            ("test", true), ("Test Department", true), ("-TESTING-x", true), ("dummy_1", true),
            ("N/A", true), ("xyz", true), ("abc", true), ("demo post", false), ("Nil", true),
            ("Tester", false), ("Testament Office", false), ("Anil", false), ("Dummyx", false),
        ])
    func placeholders(name: String, isFound: Bool) throws {
        #expect(try Self.finds(NamesAreNoPlaceholders(), name, .nameEn) == isFound)
    }
}

@Suite("A row is judged at a glance as it is judged in full")
struct RowGlanceTests {
    private static let pieces = [
        "Vacant", "vacant", "post", "Post", "Lying", "not", "No", "na", "NA", "V", "p", "test",
        "Test", "Dummy", "xyz", "Shri", "shri", "Smt", "Dr", "Mr.", "Kumari", "Km.", "Sunil",
        "Umesh", "Deepak", "Meena", "Devi", "A", " ", " ", " ", "  ", ".", ",", "-", "(", ")", "1",
        "श्री", "श्रीमती", "कु", "कुसुम", "डॉ", "रिक्त", "र", "पद", "प", "खाली", "आशा", "मीणा", "\u{93C}",
        "\u{94D}", "१", "।", "\u{200D}", "é", "\u{212A}m", "",
    ]

    private static func name(_ dice: inout Dice) -> String {
        (0..<(1 + dice.roll(4))).map { _ in pieces[dice.roll(pieces.count)] }.joined()
    }

    @Test("over generated rows with names, codes and days of all sorts", arguments: 1...4)
    func law(seed: UInt64) throws {
        let checks = CheckBook(
            CheckBook.all.filter { $0 is any RowCheck && !($0 is RequiredFieldsAreFilled) })
        let day = try #require(Day("2026-05-01"))
        let kinds: [MasterKind] = [.person, .office, .tehsil, .department, .contact]
        let codes = ["E1", "12", "0012", "a b", "ä", "x_1-2.3"]
        var dice = Dice(seed: seed)
        var (silent, told) = (0, 0)
        for line in 1...1500 {
            var row = StagedRow(
                key: RowKey(kinds[dice.roll(kinds.count)], codes[dice.roll(codes.count)]),
                fields: [], origin: Origin(file: "x.csv", line: line))
            for field in [Field.nameEn, .nameHi] where dice.roll(6) > 0 {
                row.fields.append(StagedRow.FieldValue(field, Self.name(&dice)))
            }
            if dice.roll(8) == 0 { row.validFrom = day.advanced(by: dice.roll(80_000) - 40_000) }
            if dice.roll(8) == 0 { row.validTo = day.advanced(by: dice.roll(80_000) - 40_000) }
            let version = RowVersion(
                validity: Validity(from: row.validFrom ?? day, to: row.validTo ?? .distantFuture),
                content: Content(row.fields))
            var (quick, full) = (Findings(), Findings())
            checks.check(row, asOf: day, into: &quick)
            checks.check(
                Subject(row.key, [version], asOf: day, at: row.origin), into: &full)
            if quick.listed != full.listed { Issue.record("judged otherwise: \(row)") }
            if full.isEmpty { silent += 1 } else { told += 1 }
        }
        #expect(silent > 50 && told > 50)
    }

    @Test(
        "a plain name asks no check",
        arguments: [
            (Field.nameEn, "Umesh Saini", true), (.nameEn, "Sunil", true),
            (.nameEn, "Shri Ram", false),
            (.nameEn, "P Kumar", false), (.nameEn, "Umesh  Saini", false),
            (.nameEn, "Umesh ", false),
            (.nameEn, "Office 3", false), (.nameHi, "उमेश सैनी", true), (.nameHi, "श्री राम", false),
            (.nameHi, "र\u{93C}िक्त", false), (.nameHi, "Umesh", false), (.nameHi, "\u{93E}मेश", false),
            (.nameHi, "सुनील", true), (.nameHi, "कुमार", true), (.nameHi, "श्याम", true),
            (.nameHi, "प्रमोद", true), (.nameHi, "रंजना", true), (.nameHi, "सुश्री", false),
            (.nameHi, "डॉ", false), (.nameHi, "रिक्ता", false),
        ])
    func plain(field: Field, name: String, isPlain: Bool) throws {
        let row = StagedRow(
            key: RowKey(.person, "E1"), fields: [StagedRow.FieldValue(field, name)],
            origin: Origin(file: "x.csv", line: 1))
        let glance = RowGlance(row, asOf: Day(number: 20_000))
        #expect(glance.doubtful.contains(.names) == !isPlain)
        #expect(VacancyIsNoPerson().mayFind(in: glance) == !isPlain)
    }
}

/// Numbers that follow from a seed: xorshift, shifts 13, 7 and 17.
private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// From 0 to one less than the sides.
    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % sides
    }
}
