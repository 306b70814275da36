import Changesets
import Foundation
import Maintenance
import MappingStore
import MasterData
import Testing

@Suite("Rows at fault are written out, corrected and imported")
struct RejectsTests {
    private func imported(_ place: TemporaryDesk, _ file: String, profile: String? = nil) throws
        -> (outcome: ImportOutcome, lines: [String])
    {
        var request = ImportRequest(
            paths: [file], profile: profile, asOf: TemporaryDesk.asOf, maker: "asha")
        request.rejects = place.folder.appendingPathComponent("out.csv").path
        let outcome = try place.desk.importFeeds(request)
        let text = try String(
            contentsOf: place.folder.appendingPathComponent("out.csv"), encoding: .utf8)
        return (outcome, text.split(separator: "\n").map(String.init))
    }

    @Test("a CSV row keeps its columns and its separator, and its findings stand first")
    func csv() throws {
        let place = try TemporaryDesk()
        let file = try place.file(
            "people.csv", "kind;code;name_en;name_hi;valid_from", "person;E1;Asha;आशा;2022-01-01",
            "person;E2;Bharat;भरत;tomorrow", "person;E3;Chand;चाँद;2022-01-01",
            "person;E3;Chandra;चन्द्र;2022-01-01")
        let (outcome, lines) = try imported(place, file)
        guard case .held = outcome.result else {
            Issue.record("not held")
            return
        }
        #expect(outcome.rejects.map(\.rows) == [3])
        #expect(lines.first == "rajmap_findings;kind;code;name_en;name_hi;valid_from")
        #expect(lines.count == 4)
        #expect(lines[1].contains("cell.not-a-day") && lines[1].hasSuffix(";tomorrow"))
        #expect(lines[2].hasPrefix("see people.csv:5"))
        #expect(lines[3].contains("row.duplicate-key"))

        let corrected = lines.map { $0.replacingOccurrences(of: ";tomorrow", with: ";2022-01-01") }
        let again = try place.file(
            "corrected.csv", corrected.prefix(3).joined(separator: "\n"))
        guard case .planned(let report) = try place.imported([again]).result else {
            Issue.record("the corrected rows are held")
            return
        }
        #expect(report.changeset.changes.map(\.key.code) == ["E2", "E3"])
    }

    @Test("records of an XML document become rows of the canonical layout")
    func xml() throws {
        let place = try TemporaryDesk()
        let file = try place.file(
            "staff.xml", "<masters xmlns=\"urn:rajmap:masters:1\">",
            " <person code=\"E1\" name_en=\"Asha\" name_hi=\"आशा\"/>",
            " <person code=\"E2\" name_en=\"Bharat\" name_hi=\"भरत\" valid_from=\"soon\"/>",
            "</masters>")
        let (_, lines) = try imported(place, file)
        #expect(lines.first == "rajmap_findings,kind,code,name_en,name_hi,valid_from")
        #expect(lines.count == 2)
        #expect(lines.last?.hasSuffix(",person,E2,Bharat,भरत,soon") == true, "\(lines)")
        let corrected = lines.map { $0.replacingOccurrences(of: ",soon", with: ",2022-01-01") }
        let again = try place.file("corrected.csv", corrected.joined(separator: "\n"))
        guard case .planned = try place.imported([again]).result else {
            Issue.record("the corrected rows are held")
            return
        }
    }

    @Test("a template holds the headings, or the rows of a release, and imports unchanged")
    func template() throws {
        let place = try TemporaryDesk()
        let empty = String(decoding: Desk.template(of: .person), as: UTF8.self)
        #expect(empty == "kind,scheme,code,name_en,name_hi,retires_on,source,valid_from,valid_to\n")
        try place.publish([
            try place.file("a.csv", "kind,code,name_en,name_hi", "person,E1,Asha,आशा")
        ])
        let filled = String(
            decoding: try place.desk.filledTemplate(of: .person), as: UTF8.self)
        #expect(filled.hasPrefix(empty + "person,,E1,Asha,आशा,,"))
        guard
            case .noChanges = try place.imported([try place.file("filled.csv", filled)]).result
        else {
            Issue.record("the filled template changes something")
            return
        }
    }
}
