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
