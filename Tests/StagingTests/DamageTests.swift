import Foundation
import MasterData
import SourceReading
import Staging
import Testing

@Suite("Damaged files")
struct DamageTests {
    private static let folder = projectFolder.appendingPathComponent("Tests/Fixtures/damage")

    /// Each file of `Tests/Fixtures/damage` with all that is found in it, as `expected.txt`
    /// has it.
    @Test("each is read correctly or has a finding with its place")
    func findings() throws {
        let profile = try FeedProfile(
            yaml: String(
                contentsOf: Self.folder.appendingPathComponent("officers.yaml"), encoding: .utf8),
            file: "officers.yaml")
        var text = ""
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        for name in names.sorted() where name.hasSuffix(".csv") {
            text += "== \(name)\n" + (try Self.report(on: name, profile))
        }
        try expectRecorded(text, in: Self.folder.appendingPathComponent("expected.txt"))
    }

    private static func report(on name: String, _ profile: FeedProfile) throws -> String {
        let staged = try StagedMasters()
        do {
            let file = try SourceFile.open(path: folder.appendingPathComponent(name).path)
            try FeedReader(into: staged, seal: .sample).read(file, as: profile)
        } catch let error as SourceError {
            return "refused: \(error)\n"
        }
        let rows = staged.rowsRead[name] ?? 0
        let held = staged.held.count
        let lines =
            ["\(rows) rows, \(staged.count) records, \(held) held"]
            + staged.findings.listed.map(\.description)
        return lines.joined(separator: "\n") + "\n"
    }
}
