import Foundation
import MasterData
import SourceReading
import Staging
import Testing

@Suite("A profile proposed from a file")
struct ProfileProposalTests {
    private static func propose(
        _ text: String, named name: String = "sheet.csv", known: KnownMasters = KnownMasters()
    ) throws -> ProfileProposal {
        let file = SourceFile(name: name, bytes: Array(text.utf8))
        return ProfileProposal(try SampledFile(file), known: known)
    }

    private static func timeline(_ content: Content) throws -> Timeline {
        let from = try #require(Day("2000-01-01"))
        return Timeline([
            RowVersion(validity: Validity(from: from, to: .distantFuture), content: content)
        ])
    }

    private static func meanings(_ proposal: ProfileProposal) -> [String: String] {
        Dictionary(
            proposal.columns.compactMap { column in column.meaning.map { (column.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What the file stages by the proposed profile, without origins.
    private static func rows(_ file: SourceFile, by yaml: String) throws -> [String] {
        let staged = try StagedMasters()
        let profile = try FeedProfile(yaml: yaml, file: "proposed.yaml")
        try FeedReader(into: staged, seal: nil).read(file, as: profile)
        var rows: [String] = []
        for row in try staged.groups().joined() {
            let fields = row.fields.map { "\($0.field.rawValue)=\($0.value)" }.sorted()
            rows.append("\(row.key) \(row.role) \(fields)")
        }
        return rows + staged.findings.listed.filter { $0.severity == .error }.map(\.description)
    }

    @Test("knows an officers' sheet by its headings, English or Hindi")
    func officers() throws {
        let rows = """
            1,RJ1001,Asha Meena,आशा मीणा,9414000001,a@example.org,PHED-1-AEN,PHED,AEN,101,00567,01/04/2022,Regular,F.1/2022,x
            2,RJ1002,Bharat Jat,भरत जाट,9414000002,,PHED-2-AEN,PHED,AEN,101,00568,13/05/2022,Addl. Charge,F.2/2022,
            3,RJ1003,Chitra Vyas,चित्रा व्यास,9414000003,c@example.org,PHED-3-JEN,PHED,JEN,102,00569,30/06/2023,Regular,F.3/2022,
            """
        let expected = [
            "code of the person", "English name of the person", "Hindi name of the person",
            "mobile number", "e-mail address", "code of the post", "code of the department",
            "code of the designation", "code of the district", "code of the tehsil", "first day",
            "nature of the posting", "order_no of the posting",
        ]
        for headings in [
            "S.No.,Employee ID,Name of Officer,Name in Hindi,Mobile No.,E-Mail,Post Code,Dept. Code,Desig. Code,District Code,Tehsil LGD Code,Date of Joining,Charge,Order No.,Remarks",
            "sno,emp_id,empName,nameHi,mobileNo,emailId,post_cd,deptcode,desig_cd,distcode,tehsilcode,joining_dt,nature_of_charge,order_number,remarks",
            "क्र.सं.,कार्मिक आईडी,अधिकारी का नाम,नाम (हिन्दी),मोबाइल,ई-मेल,पद कोड,विभाग कोड,पदनाम कोड,जिला कोड,तहसील कोड,कार्यग्रहण तिथि,प्रभार,आदेश संख्या,टिप्पणी",
        ] {
            let text = headings + "\n" + rows + "\n"
            let proposal = try Self.propose(text)
            #expect(
                proposal.columns.dropFirst().dropLast().map { $0.meaning ?? "–" } == expected,
                "\(headings)")
            #expect(proposal.columns[0].meaning == nil)
            #expect(proposal.kinds == [.person, .posting, .contact])
            let staged = try Self.rows(
                SourceFile(name: "sheet.csv", bytes: Array(text.utf8)), by: proposal.yaml)
            #expect(
                staged.contains(
                    "posting:PHED-2-AEN/RJ1002 own [\"nature=additional_charge\", \"order_no=F.2/2022\", \"person=RJ1002\", \"post=PHED-2-AEN\"]"
                ), "\(staged)")
            #expect(staged.contains { $0.hasPrefix("contact:RJ1003") })
            #expect(!staged.contains { $0.contains("error:") && !$0.contains("unknown") })
        }
    }

    @Test("values decide where headings do not, with the live masters at hand")
    func values() throws {
        var rows = MasterRows()
        for (kind, code, name) in [
            (MasterKind.state, "8", "Rajasthan"), (.district, "101", "Hanumangarh"),
            (.district, "102", "Ganganagar"), (.district, "103", "Churu"),
            (.tehsil, "567", "Tibbi"),
        ] {
            let content = Content([.nameEn: name])
            rows[RowKey(kind, code)] = try Self.timeline(content)
        }
        let known = KnownMasters(rows)
        let text = """
            unit,label,extra,who
            101,Hanumangarh,a,a@example.org
            102,Ganganagar,b,b@example.org
            103,Churu,c,c@example.org
            """
        let found = Self.meanings(try Self.propose(text, known: known))
        #expect(found["unit"] == "code of the district")
        #expect(found["label"] == "English name of the district")
        #expect(found["extra"] == nil)
        let alone = try Self.propose(text)
        #expect(Self.meanings(alone).isEmpty && alone.notes.count == 1)
        _ = try FeedProfile(yaml: alone.yaml, file: "a.yaml")
    }

    @Test("an XML document with records in records")
    func xml() throws {
        let text = """
            <r:list xmlns:r="urn:r" version="2">
              <r:head><r:by>clerk</r:by></r:head>
              <r:district code="101"><r:name>Hanumangarh</r:name>
                <r:tehsil><r:code>567</r:code><r:nameEn>Tibbi</r:nameEn><r:nameHi>टिब्बी</r:nameHi><r:phone>1</r:phone><r:phone>2</r:phone></r:tehsil>
                <r:tehsil><r:code>568</r:code><r:nameEn>Sangaria</r:nameEn><r:nameHi>संगरिया</r:nameHi></r:tehsil>
              </r:district>
              <r:district code="102"><r:name>Ganganagar</r:name>
                <r:tehsil><r:code>569</r:code><r:nameEn>Karanpur</r:nameEn></r:tehsil>
              </r:district>
            </r:list>
            """
        let proposal = try Self.propose(text, named: "list.xml")
        #expect(proposal.kinds == [.district, .tehsil])
        let file = SourceFile(name: "list.xml", bytes: Array(text.utf8))
        let rows = try Self.rows(file, by: proposal.yaml)
        #expect(
            rows.contains(
                "tehsil:567 own [\"name_en=Tibbi\", \"name_hi=टिब्बी\", \"parent_revenue=district:101\"]"
            ), "\(proposal.yaml)\n\(rows)")
        #expect(rows.contains { $0.hasPrefix("district:102 own [\"name_en=Ganganagar\"") })
    }

    @Test("a value that stands after the records is not asked for")
    func late() throws {
        let text =
            "<l><d code='1'><t code='5'/><t code='6'/><name>A</name></d><d code='2'><t code='7'/><t code='8'/><name>B</name></d></l>"
        let proposal = try Self.propose(text, named: "l.xml")
        #expect(!proposal.columns.contains { $0.name == "../name" })
        _ = try FeedProfile(yaml: proposal.yaml, file: "a.yaml")
    }

    @Test("whatever the headings hold, the profile can be read")
    func awkward() throws {
        for heading in [
            "a: b", "- x", "\"quoted\"", "'x'", "yes", "null", "1.0", "#", "{x}", "a\\b", "  ",
            "[1]",
            "नाम # १", "x\u{A0}y", "&a", "*", "Name: Hindi", "a\tb",
        ] {
            let field = heading.replacing("\"", with: "\"\"")
            let proposal = try Self.propose("\"\(field)\",Employee ID\n1,E1\n2,E2\n")
            do { _ = try FeedProfile(yaml: proposal.yaml, file: "a.yaml") } catch {
                Issue.record("\(heading): \(error)\n\(proposal.yaml)")
            }
        }
    }

    /// Every column of the starter masters under a heading that is not its own: how many are
    /// known again. The figure is in `docs/reading.md`.
    @Test("knows the starter masters under other headings")
    func starterMasters() throws {
        let folder = projectFolder.appendingPathComponent("mappings/rajasthan")
        var (right, all) = (0, 0)
        var wrong: [String] = []
        for (file, headings) in Self.otherHeadings.sorted(by: { $0.key < $1.key }) {
            let text = try String(
                contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                .prefix(200).map(String.init)
            let own = lines[0].split(separator: ",").map(String.init)
            #expect(own.count == headings.count + 1, "\(file)")
            lines[0] = (["no"] + headings.map(\.0)).joined(separator: ",")
            let proposal = try Self.propose(lines.joined(separator: "\n"))
            for (column, (_, meaning)) in zip(proposal.columns.dropFirst(), headings) {
                all += 1
                if column.meaning == meaning {
                    right += 1
                } else {
                    wrong.append(
                        "\(file) \(column.name): \(column.meaning ?? "–"), not \(meaning ?? "–")")
                }
            }
        }
        #expect(all == 55)
        #expect(right == 55, "\(right) of \(all)\n\(wrong.joined(separator: "\n"))")
    }

    private static func place(_ kind: String) -> [(String, String?)] {
        [
            ("LGD Code", "code of the \(kind)"), ("Name (English)", "English name of the \(kind)"),
            ("नाम", "Hindi name of the \(kind)"), ("Other names", nil),
        ]
    }

    private static let otherHeadings: [String: [(String, String?)]] = [
        "departments.csv": [
            ("Dept Code", "code of the department"),
            ("Dept Name", "English name of the department"),
            ("विभाग का नाम", "Hindi name of the department"),
            ("Parent Dept Code", "code of the department above"),
            ("Type", "type of the department"), ("With effect from", "first day"),
            ("Valid upto", "last day"), ("Remarks", nil),
        ],
        "designations.csv": [
            ("Desig Cd", "code of the designation"),
            ("पदनाम (English)", "English name of the designation"),
            ("पदनाम", "Hindi name of the designation"), ("From Date", "first day"),
            ("To Date", "last day"),
            ("Note", nil),
        ],
        "offices.csv": [
            ("Office ID", "code of the office"), ("विभाग", "code of the department"),
            ("Office Level", "level of the office"), ("Office Name", "English name of the office"),
            ("कार्यालय का नाम", "Hindi name of the office"), ("Place", "place of the office"),
            ("Effective From", "first day"), ("End Date", "last day"), ("टिप्पणी", nil),
        ],
        "posts.csv": [
            ("Post ID", "code of the post"), ("पदनाम कोड", "code of the designation"),
            ("Office Code", "code of the office"), ("Office Phone", "telephone of the post"),
            ("Official e-mail", "e-mail address"), ("receives", "receives of the post"),
            ("committee", "committee of the post"), ("Since", "first day"), ("Until", "last day"),
            ("Remark", nil),
        ],
        "blocks.csv": [
            ("Block Code", "code of the block"), ("Block Name", "English name of the block"),
            ("पंचायत समिति का नाम", "Hindi name of the block"), ("aliases", "aliases of the block"),
            ("parent_revenue", "parent_revenue of the block"), ("District", "code of the district"),
            ("x1", nil), ("x2", nil), ("w.e.f.", "first day"), ("upto", "last day"),
            ("Remarks", nil),
        ],
        "tehsils.csv": [
            ("Tehsil LGD Code", "code of the tehsil"), ("Tehsil", "English name of the tehsil"),
            ("तहसील", "Hindi name of the tehsil"), ("aliases", "aliases of the tehsil"),
            ("जिला", "code of the district"), ("x1", nil), ("x2", nil), ("x3", nil),
            ("Start Date", "first day"), ("To", "last day"), ("Remarks", nil),
        ],
        "categories.csv": [],
    ].filter { !$0.value.isEmpty }

    @Test(
        "reads the registers as the profiles do that were written by hand",
        .enabled(if: hasRegisters))
    func registers() throws {
        var state = MasterRows()
        state[RowKey(.state, "8")] = try Self.timeline(Content([.nameEn: "Rajasthan"]))
        let book = try ProfileBook.project()
        for (name, profile) in [
            ("district_2022-12-14.csv", "lgd-district-2022"),
            ("district_2026-05-25.csv", "lgd-district-2026"),
            ("subdistrict_2022-02-21.csv", "lgd-tehsil-2022"),
            ("subdistrict_2026-05-25.csv", "lgd-tehsil-2026"),
        ] {
            let file = try SourceFile.open(path: registersFolder.appendingPathComponent(name).path)
            let proposal = ProfileProposal(try SampledFile(file), known: KnownMasters(state))
            let proposed = try FeedProfile(yaml: proposal.yaml, file: "proposed.yaml")
            func keys(_ profile: FeedProfile) throws -> [String] {
                let staged = try StagedMasters()
                try FeedReader(into: staged, seal: nil).read(file, as: profile)
                return try staged.groups().joined().map { row in
                    "\(row.key) \(row.fields.map { "\($0.field)=\($0.value)" }.sorted())"
                }
            }
            let written = try #require(book[profile])
            // By hand some name the state with the districts, some do not.
            #expect(
                try keys(proposed).filter { !$0.hasPrefix("state") }
                    == keys(written).filter { !$0.hasPrefix("state") }, "\(name)")
            #expect(proposed.scope.places == [RowKey(.state, "8")])
        }
    }
}
