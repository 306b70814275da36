import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Staging
import Testing

@Suite("Files are checked by themselves")
struct FeedCheckTests {
    @Test("every seeded defect is found, and no innocent row is blamed", arguments: ["csv", "xml"])
    func dirty(format: String) throws {
        let place = try TemporaryDesk()
        let dirty = DirtyRows(count: 5 * 3 * DirtyRows.defects.count)
        let (text, lines) = format == "csv" ? dirty.csv : dirty.xml
        let name = "officers.\(format)"
        let check = try FeedCheck(
            [
                try place.file(name, text),
                try place.file("departments.csv", DirtyRows.departments),
                try place.file("designations.csv", DirtyRows.designations),
                try place.file("places.csv", DirtyRows.places),
            ], in: place.desk.profiles, asOf: TemporaryDesk.asOf, listing: 10_000)
        var found: [Int: [String]] = [:]
        for finding in check.findings.listed {
            guard let origin = finding.origin, origin.file == name, origin.line >= lines[0] else {
                continue
            }
            let row = lines.lastIndex { $0 <= origin.line } ?? 0
            found[row + 1, default: []].append(finding.description)
        }
        for (row, defect) in dirty.seeded.sorted(by: { $0.key < $1.key }) {
            #expect(found[row] != nil, "\(defect) on row \(row) is missed")
        }
        for (row, findings) in found where dirty.seeded[row] == nil {
            Issue.record("row \(row) is blamed: \(findings)")
        }
        #expect(check.rowsRead[name] == dirty.rows.count)
    }

    @Test("a claim that fails holds the row and names the nearest code")
    func links() throws {
        let place = try TemporaryDesk()
        let rows = DirtyRows(count: 60)
        let outcome = try place.imported([
            try place.file("officers.csv", rows.csv.text),
            try place.file("departments.csv", DirtyRows.departments),
            try place.file("designations.csv", DirtyRows.designations),
            try place.file("places.csv", DirtyRows.places),
        ])
        guard case .held = outcome.result else {
            Issue.record("not held")
            return
        }
        let messages = outcome.findings.listed.map(\.description)
        #expect(
            messages.contains {
                $0.contains("reference.unknown: dept_code is 'phed'")
                    && $0.contains("did you mean 'PHED'?")
            }, "\(messages)")
        #expect(
            messages.contains {
                $0.contains("reference.not-within") && $0.contains("it lies in district@own:8")
            }, "\(messages)")
    }

    private let profile = """
        name: sheet
        title: A sheet of officers
        format: csv
        severity:
          cell.title-in-name: error
          cell.no-hindi-name: note
        records:
          - kind: person
            code: id
            fields: { name_en: name }
        """

    @Test("a profile makes a warning an error, and never an unread file a note")
    func severities() throws {
        let place = try TemporaryDesk()
        let path = try place.file("sheet.yaml", profile)
        let sheet = try place.file("a.csv", "id,name", "E1,Smt. Asha", "E2,Bharat")
        var request = ImportRequest(
            paths: [sheet], profile: path, asOf: TemporaryDesk.asOf, maker: "asha")
        let held = try place.desk.importFeeds(request)
        guard case .held(let rows) = held.result else {
            Issue.record("not held: \(held.findings.listed)")
            return
        }
        #expect(rows == 1)
        #expect(held.findings.count(of: .warning) == 0)
        for line in ["  structure.unclosed-quote: note", "  cell.no-such-check: note"] {
            let bad = profile.replacingOccurrences(of: "severity:", with: "severity:\n\(line)")
            request.profile = try place.file("bad.yaml", bad)
            #expect(throws: ProfileError.self) { try place.desk.importFeeds(request) }
        }
    }

    private func waivers(until day: String, key: String = "person:E*") -> String {
        """
        waivers:
          - code: cell.title-in-name
            key: "\(key)"
            reason: The list of the year is printed so.
            expires: \(day)
        """
    }

    @Test("a waiver lets a finding pass, is part of the plan, and still holds at publication")
    func waived() throws {
        let place = try TemporaryDesk()
        var request = ImportRequest(
            paths: [try place.file("a.csv", "id,name", "E1,Smt. Asha", "E2,Bharat")],
            profile: try place.file("sheet.yaml", profile), asOf: TemporaryDesk.asOf, maker: "asha")
        request.waivers = try place.file("waivers.yaml", waivers(until: "2030-01-01"))
        guard case .planned(let report) = try place.desk.importFeeds(request).result else {
            Issue.record("held in spite of the waiver")
            return
        }
        #expect(report.plan.terms.waivers.map(\.count) == [1])
        #expect(report.text().contains("The list of the year is printed so."))
        request.waivers = try place.file("other.yaml", waivers(until: "2031-01-01"))
        guard case .planned(let other) = try place.desk.importFeeds(request).result else {
            Issue.record("held in spite of the other waiver")
            return
        }
        #expect(other.plan.id != report.plan.id)
        let id = report.plan.id.description
        try place.desk.approve(id, checker: "bharat")
        #expect(try place.desk.publish(id, by: "bharat").number == 1)
    }

    @Test(
        "a waiver that is over, or for nothing, is a finding",
        arguments: [
            ("2022-12-01", "person:E1", "system.waiver-expired", true),
            ("2030-01-01", "person:E9", "system.waiver-unused", true),
            ("2030-01-01", "person:E1", "", false),
        ])
    func idle(day: String, key: String, code: String, isHeld: Bool) throws {
        let place = try TemporaryDesk()
        var request = ImportRequest(
            paths: [try place.file("a.csv", "id,name", "E1,Smt. Asha", "E2,Bharat")],
            profile: try place.file("sheet.yaml", profile), asOf: TemporaryDesk.asOf, maker: "asha")
        request.waivers = try place.file("waivers.yaml", waivers(until: day, key: key))
        let outcome = try place.desk.importFeeds(request)
        if case .held = outcome.result { #expect(isHeld) } else { #expect(!isHeld) }
        let found = outcome.findings.listed.filter { $0.code.family == "system" }
        #expect(found.map(\.code.text) == (code.isEmpty ? [] : [code]))
        #expect(found.allSatisfy { $0.origin?.description == "waivers.yaml:2:5" })
    }
}
