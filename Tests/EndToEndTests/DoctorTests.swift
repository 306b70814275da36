import Foundation
import Testing

@Suite("rajmap doctor")
struct DoctorTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.rajmap("init")
    }

    /// The state of each check, by name.
    private func states(_ result: Workplace.Result) throws -> [String: String] {
        let json = try result.json()
        #expect(json["format_version"] as? Int == 1)
        let checks = try #require(json["checks"] as? [[String: Any]])
        return Dictionary(
            checks.compactMap { check in
                (check["name"] as? String).flatMap { name in
                    (check["state"] as? String).map { (name, $0) }
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    private func publish() throws -> URL {
        try place.publish([try place.file("masters.csv", ServeTests.masters)], asOf: "2026-01-01")
        let folder = place.folder.appendingPathComponent("rajmap.db.routes")
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        return folder.appendingPathComponent(file)
    }

    @Test("finds nothing amiss, and ends with 0")
    func sound() throws {
        _ = try publish()
        let result = try place.rajmap("doctor", "--json")
        #expect(result.status == 0, "\(result.output)")
        let states = try states(result)
        for name in [
            "libxml2", "sqlite", "folder", "database", "durability", "integrity", "lock", "audit",
            "clock", "route-file",
        ] { #expect(states[name] == "sound", "\(name)") }
        let text = try place.rajmap("doctor")
        #expect(text.status == 0)
        #expect(
            text.output.contains("ok      durability: write-ahead log, every transaction synced"))
    }

    @Test("a missing route file is a warning, a damaged one too")
    func routeFile() throws {
        let file = try publish()
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 0x10
        try bytes.write(to: file)
        let damaged = try place.rajmap("doctor", "--json")
        #expect(damaged.status == 0)
        #expect(try states(damaged)["route-file"] == "warning")
        // One thing to do, not two.
        #expect(damaged.output.contains("The next 'rajmap route' makes it again."))
        #expect(!damaged.output.contains("from its source"))
        try FileManager.default.removeItem(at: file)
        #expect(try states(try place.rajmap("doctor", "--json"))["route-file"] == "warning")
    }

    @Test("no database, and a file that is none, end with 78")
    func noDatabase() throws {
        let missing = try place.rajmap("doctor", "--db", "nowhere.db", "--json")
        #expect(missing.status == 78)
        #expect(try states(missing)["database"] == "misconfigured")
        #expect(!FileManager.default.fileExists(atPath: place.folder.path + "/nowhere.db"))
        let text = try place.file("text.db", String(repeating: "no database\n", count: 1000))
        #expect(try place.rajmap("doctor", "--db", text).status == 78)
    }

    @Test("a database of a newer command ends with 78, and says so")
    func newer() throws {
        _ = try publish()
        #expect(try place.sqlite("PRAGMA user_version = 900").isEmpty)
        let result = try place.rajmap("doctor", "--json")
        #expect(result.status == 78)
        #expect(try states(result)["database"] == "misconfigured")
        #expect(result.output.contains("has format 900"))
        #expect(result.output.contains("Use a newer rajmap"))
    }

    @Test("an altered audit ends with 1")
    func audit() throws {
        _ = try publish()
        let said = try place.sqlite(
            "DROP TRIGGER audit_fixed; UPDATE audit SET entry = '{}' WHERE id = 2")
        #expect(said.isEmpty)
        let result = try place.rajmap("doctor", "--json")
        #expect(result.status == 1, "\(result.output)")
        #expect(try states(result)["audit"] == "fault")
    }
}
