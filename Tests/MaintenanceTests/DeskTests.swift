import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

/// A desk over a database in a temporary folder, with the project's own profiles.
final class TemporaryDesk {
    let folder: URL
    let desk: Desk

    static let project = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let asOf = Day(number: 19_340)

    /// - Parameter limit: of how many things of a kind a release is kept in memory.
    init(keepingInMemory limit: Int = MasterRows.Writer.looseThings) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var store = try MappingStore.create(
            at: folder.appendingPathComponent("rajmap.db").path, sealKey: Array(0..<32),
            at: Instant(seconds: 1_780_000_000))
        store.thingsInMemory = limit
        desk = Desk(
            store: store,
            profiles: try ProfileFolder.book(
                at: Self.project.appendingPathComponent("mappings/profiles").path),
            now: Instant(seconds: 1_780_000_000))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ lines: String...) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: url)
        return url.path
    }

    func imported(_ paths: [String], answers: PlanAnswers = PlanAnswers()) throws -> ImportOutcome {
        try desk.importFeeds(
            ImportRequest(paths: paths, asOf: Self.asOf, maker: "asha", answers: answers))
    }

    /// The plan that an import makes.
    func plan(_ paths: [String]) throws -> PlanReport {
        guard case .planned(let report) = try imported(paths).result else { throw NoPlan() }
        return report
    }

    @discardableResult
    func publish(_ paths: [String]) throws -> ReleaseIdentity {
        let id = try plan(paths).plan.id.description
        try desk.approve(id, checker: "bharat")
        return try desk.publish(id, by: "bharat")
    }

    struct NoPlan: Error {}
}

@Suite("The desk")
struct DeskTests {
    @Test("an export imports again to nothing, values that need quoting too")
    func roundTrip() throws {
        let place = try TemporaryDesk()
        try place.publish([
            try place.file(
                "masters.csv", "kind,code,name_en,name_hi,type,valid_from,valid_to,source",
                "department,PHED,\"Water, \"\"Public\"\" Health\",जल,department,2020-01-01,,a",
                "department,OLD,Old,पुराना,board,2019-01-01,2021-01-01,",
                "person,E1,Asha,आशा,,2020-01-01,,invented"),
            try place.file(
                "contacts.csv", "kind,person,mobile,email,valid_from",
                "contact,E1,6000000001,asha@officers.example.invalid,2020-01-01"),
        ])
        let out = place.folder.appendingPathComponent("out")
        let written = try place.desk.export(release: 1, to: out.path)
        #expect(written.map(\.file) == ["departments.csv", "persons.csv", "contacts.csv"])
        let again = try place.imported(
            written.map { out.appendingPathComponent($0.file).path })
        guard case .noChanges = again.result else {
            Issue.record("an export is no empty plan: \(again.result)")
            return
        }
    }

    @Test("the same bytes, base and day give the same plan, whatever the file is called")
    func samePlan() throws {
        let place = try TemporaryDesk()
        let lines = "kind,code,name_en,name_hi\nperson,E1,Asha,आशा"
        let first = try place.plan([try place.file("one.csv", lines)])
        let second = try place.plan([try place.file("two.csv", lines)])
        #expect(first.plan.id == second.plan.id)
        #expect(try place.desk.plans().count == 1)
    }

    @Test("a held row holds what refers to it, and both go by their number")
    func held() throws {
        let place = try TemporaryDesk()
        let paths = [
            try place.file(
                "departments.csv", "kind,code,name_en,name_hi,type", "department,A,A,अ,nonsense",
                "department,B,B,ब,board"),
            try place.file(
                "offices.csv", "kind,code,department,level,name_en,name_hi",
                "office,OA,A,state,Office,कार्यालय", "office,OB,B,state,Office,कार्यालय"),
        ]
        guard case .held(let rows) = try place.imported(paths).result else {
            Issue.record("not held")
            return
        }
        #expect(rows == 2)
        guard case .held = try place.imported(paths, answers: PlanAnswers(excludedHeld: 1)).result
        else {
            Issue.record("one row shut out, and the office of a held department went in")
            return
        }
        guard
            case .planned(let report) = try place.imported(
                paths, answers: PlanAnswers(excludedHeld: 2)
            ).result
        else {
            Issue.record("two rows shut out, and still no plan")
            return
        }
        #expect(report.changeset.changes.map(\.key.description) == ["department:B", "office:OB"])
    }

    @Test("a row is held once, however many records it yields, and each row of a doubled key")
    func heldRows() throws {
        let place = try TemporaryDesk()
        let profile = try place.file(
            "sheet.yaml",
            """
            name: sheet
            title: A sheet of officers
            format: csv
            records:
              - { kind: person, code: id, fields: { name_en: name } }
              - { kind: contact, fields: { person: id, mobile: mobile } }
            columns:
              - { column: level, one_of: [L1, L2] }
            """)
        func held(_ rows: String...) throws -> Int? {
            let sheet = try place.file(
                "sheet.csv", (["id,name,mobile,level"] + rows).joined(separator: "\n"))
            let request = ImportRequest(
                paths: [sheet], profile: profile, asOf: TemporaryDesk.asOf, maker: "asha")
            guard case .held(let rows) = try place.desk.importFeeds(request).result else {
                return nil
            }
            return rows
        }
        #expect(try held("E1,Asha,9414000001,L9", "E2,Bharat,9414000002,L1") == 1)
        #expect(try held("E1,Asha,94,L9", ",Bharat,9414000002,L1") == 2)
        #expect(
            try held(
                "E1,Asha,9414000001,L1", "E1,Usha,9414000001,L1", "E2,Bharat,9414000002,L1") == 2)
    }

    @Test("a plan that the live masters no longer allow is refused")
    func overtaken() throws {
        let place = try TemporaryDesk()
        try place.publish([
            try place.file("a.csv", "kind,code,name_en,name_hi", "person,E1,Asha,आशा")
        ])
        let first = try place.plan([
            try place.file("b.csv", "kind,code,name_en,name_hi", "person,E1,Aasha,आशा")
        ])
        try place.publish([
            try place.file("c.csv", "kind,code,name_en,name_hi", "person,E1,Usha,उषा")
        ])
        let id = first.plan.id.description
        try place.desk.approve(id, checker: "bharat")
        #expect(throws: PublishRefusal.self) { try place.desk.publish(id, by: "bharat") }
        #expect(try place.desk.store.head().number == 2)
    }

    @Test("nothing is routed before something is published")
    func nothing() throws {
        let place = try TemporaryDesk()
        #expect(throws: NothingPublished.self) { try place.desk.routeTable(release: nil) }
    }
}
