import MasterData
import SourceReading
import Staging
import Testing

@Suite("The canonical layout")
struct CanonicalLayoutTests {
    @Test("each row names its own kind, and blanks say nothing")
    func kinds() throws {
        let staged = try StagedMasters.sample(
            """
            kind,code,name_en,name_hi,parent_revenue,valid_from,valid_to
            district,101,Hanumangarh,हनुमानगढ़,division:BIKANER,2022-01-01,
            tehsil,467,Tibi,,district:101,,
            """)
        #expect(staged.findings.listed.filter { $0.severity == .error } == [])
        let district = try #require(try staged.row(.district, "101"))
        #expect(district.value(of: .parentRevenue) == "division:BIKANER")
        #expect(district.validFrom == Day("2022-01-01"))
        let tehsil = try #require(try staged.row(.tehsil, "467"))
        #expect(tehsil.value(of: .nameHi) == nil)
        #expect(tehsil.validFrom == nil)
        #expect(tehsil.origin.description == "feed.csv:3:1")
    }

    @Test("the key of a composite row is made of its fields")
    func composite() throws {
        let staged = try StagedMasters.sample(
            """
            kind,post,person,nature,valid_from,valid_to
            posting,PHED-D-101-XEN,RJ1,substantive,2022-01-01,2026-05-01
            """)
        let row = try #require(try staged.row(.posting, "PHED-D-101-XEN/RJ1"))
        #expect(row.validTo == Day("2026-05-01"))
    }

    @Test("an officer element is a person, a contact and postings")
    func officer() throws {
        let staged = try StagedMasters.sample(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <masters xmlns="urn:rajmap:masters:1">
              <officer code="RJ1" name_en="Asha" name_hi="आशा" mobile="+91-60000 00001" email="asha@example.invalid" valid_from="2022-01-01" source="sample">
                <posting post="P1" nature="substantive" valid_from="2022-02-01"/>
                <posting post="P2" nature="additional_charge" valid_from="2022-03-01"/>
              </officer>
              <post code="P1" designation="XEN" office="O1"/>
            </masters>
            """, named: "officers.xml")
        #expect(staged.findings.hasErrors == false)
        #expect(try staged.row(.person, "RJ1")?.value(of: .nameHi) == "आशा")
        #expect(try staged.row(.posting, "P2/RJ1")?.value(of: .nature) == "additional_charge")
        #expect(try staged.row(.posting, "P1/RJ1")?.origin.line == 4)
        #expect(try staged.row(.post, "P1")?.value(of: .office) == "O1")
        let mobile = try #require(try staged.row(.contact, "RJ1")?.value(of: .mobile))
        #expect(mobile.hasPrefix("seal:"))
        var contacts: [String: String] = [:]
        try staged.forEachContact { contacts[$0] = $1 }
        #expect(contacts[mobile] == "6000000001")
    }

    @Test("an attribute the layout does not know refuses the file")
    func unknownAttribute() throws {
        let error = #expect(throws: SourceError.self) {
            try StagedMasters.sample(
                "<masters xmlns=\"urn:rajmap:masters:1\"><post code=\"P1\" desgnation=\"XEN\"/></masters>",
                named: "posts.xml")
        }
        #expect(error?.finding.code == "structure.unknown-attribute")
        #expect(error?.finding.origin?.line == 1)
    }
}

@Suite("Cells that are wrong hold their row and no other")
struct CellFaultTests {
    @Test(
        "each fault has its code and its place",
        arguments: [
            ("chain_level", "chain,level,days", "C,9,3", "cell.out-of-range", "feed.csv:2:15"),
            ("chain_level", "chain,level,days", "C,one,3", "cell.not-a-number", "feed.csv:2:15"),
            (
                "jurisdiction", "office,place,mode", "O,101,include", "cell.bad-code",
                "feed.csv:2:16"
            ),
            (
                "jurisdiction", "office,place,mode", "O,district:1,maybe", "cell.not-a-choice",
                "feed.csv:2:27"
            ),
            (
                "holiday", "calendar,date,name_en", "RJ,2026-02-30,X", "cell.not-a-day",
                "feed.csv:2:12"
            ),
            ("contact", "person,mobile,email", "P,99999,", "cell.bad-mobile", "feed.csv:2:11"),
            ("contact", "person,mobile,email", "P,,a@b@c", "cell.bad-email", "feed.csv:2:12"),
            ("person", "code,name_en,valid_from", "P 1,A,", "cell.bad-code", "feed.csv:2:8"),
            ("person", "code,name_en,valid_from", ",A,", "row.no-code", "feed.csv:2:8"),
            ("persn", "code,name_en,valid_from", "P,A,", "row.unknown-kind", "feed.csv:2:1"),
            ("person", "code,post,name_en", "P,X,A", "cell.not-of-kind", "feed.csv:2:10"),
        ])
    func faults(kind: String, headings: String, row: String, code: String, origin: String) throws {
        let staged = try StagedMasters.sample("kind,\(headings)\n\(kind),\(row)\n")
        let finding = try #require(staged.findings.listed.first { $0.severity == .error })
        #expect(finding.code.text == code)
        #expect(finding.origin?.description == origin)
        #expect(staged.count == 0)
    }

    @Test("one bad row never hides the next")
    func next() throws {
        let staged = try StagedMasters.sample(
            "kind,code,name_en,valid_from\nperson,P1,A,soon\nperson,P2,B,\n")
        #expect(staged.faulty == [RowKey(.person, "P1")])
        #expect(try staged.row(.person, "P2") != nil)
    }

    @Test("a window that ends before it begins is named")
    func window() throws {
        let staged = try StagedMasters.sample(
            "kind,code,name_en,valid_from,valid_to\nperson,P1,A,2026-01-02,2026-01-02\n")
        #expect(staged.findings.listed.map(\.code.text) == ["time.empty-window"])
    }
}

@Suite("Which profile reads a file")
struct ProfileChoiceTests {
    @Test("the headings choose, and extra known headings do not matter")
    func chosen() throws {
        let staged = try StagedMasters.sample(
            "state_code,state_name,district_code,district_name\n8,Rajasthan,86,Ajmer\n27,Maharashtra,1,X\n"
        )
        #expect(try staged.row(.district, "86")?.value(of: .parentRevenue) == "state:8")
        #expect(try staged.row(.state, "27") == nil)
    }

    @Test("unknown headings name the profiles that came close and what they lack")
    func close() throws {
        let error = #expect(throws: SourceError.self) {
            try StagedMasters.sample(
                "state_code,state_name,dist_code,district_name\n8,R,86,Ajmer\n")
        }
        let message = try #require(error?.finding.message)
        #expect(error?.finding.code == "structure.unknown-layout")
        #expect(message.contains("lgd-district-2026 (3 headings in common"))
        #expect(message.contains("does not know 'dist_code'; needs 'district_code'"))
    }

    @Test("a named profile refuses a heading that it does not know, with the nearest")
    func unknownHeading() throws {
        let error = #expect(throws: SourceError.self) {
            try StagedMasters.sample(
                "kind,code,name_en,nam_hi\nperson,P,A,B\n", profile: "canonical")
        }
        #expect(error?.finding.code == "structure.unknown-heading")
        #expect(error?.finding.origin?.description == "feed.csv:1:19")
        #expect(error?.finding.message.contains("did you mean 'name_hi'?") == true)
    }

    @Test("a wrong key in a profile is named with its line")
    func badProfile() {
        let error = #expect(throws: ProfileError.self) {
            try FeedProfile(
                yaml: "name: x\ntitle: y\nformat: csv\nrecords:\n  - kind: tehsill\n",
                file: "x.yaml")
        }
        #expect(error?.origin.line == 5)
        #expect(error?.reason.contains("'tehsill' is not a kind of master") == true)
    }

    @Test("every profile of the project reads, and its name is its file's")
    func all() throws {
        let names = try ProfileBook.project().profiles.map(\.name)
        #expect(names.contains("canonical"))
        #expect(names.filter { $0.hasPrefix("lgd-") }.count == 4)
    }
}

@Suite("Values are brought to canonical form")
struct NormalisingTests {
    @Test(
        "edges are trimmed, nukta letters composed alike, no-break spaces made plain; all counted")
    func canonical() throws {
        let staged = try StagedMasters.sample(
            "kind,code,name_en,name_hi\ndistrict,1, Ajmer ,राठौ\u{95C}\ndistrict,2,A\u{A0}B,राठौ\u{921}\u{93C}\n"
        )
        #expect(try staged.row(.district, "1")?.value(of: .nameEn) == "Ajmer")
        let first = try #require(try staged.row(.district, "1")?.value(of: .nameHi))
        let second = try #require(try staged.row(.district, "2")?.value(of: .nameHi))
        #expect(Array(first.utf8) == Array(second.utf8))
        #expect(try staged.row(.district, "2")?.value(of: .nameEn) == "A B")
        let notes = staged.findings.listed.map(\.code.text).sorted()
        #expect(notes == ["normalised.composed", "normalised.spaces", "normalised.trimmed"])
    }
}
