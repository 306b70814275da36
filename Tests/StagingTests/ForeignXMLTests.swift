import Foundation
import MasterData
import SourceReading
import Staging
import Testing

@Suite("XML of any layout, through a profile")
struct ForeignXMLTests {
    private static let folder = projectFolder.appendingPathComponent("Tests/Fixtures/xml")

    /// Each document of `Tests/Fixtures/xml`, read by the profile it is named after, with the
    /// records it yields and all that is found in it, as `expected.txt` has it.
    @Test("yields its records, or says where and why not")
    func golden() throws {
        var text = ""
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        for name in names.sorted() where name.hasSuffix(".xml") {
            let layout = name.prefix { $0 != "." && $0 != "-" }
            let yaml = try String(
                contentsOf: Self.folder.appendingPathComponent("\(layout).yaml"), encoding: .utf8)
            let profile = try FeedProfile(yaml: yaml, file: "\(layout).yaml")
            text += "== \(name)\n" + (try Self.report(on: name, profile))
        }
        try expectRecorded(text, in: Self.folder.appendingPathComponent("expected.txt"))
    }

    private static func report(on name: String, _ profile: FeedProfile) throws -> String {
        let staged = try StagedMasters()
        do {
            let file = try SourceFile.open(path: folder.appendingPathComponent(name).path)
            try FeedReader(into: staged, seal: nil).read(file, as: profile)
        } catch let error as SourceError {
            return "refused: \(error)\n"
        }
        var lines = staged.findings.listed.map(\.description)
        for row in try staged.groups().joined() {
            let fields = row.fields.map { "\($0.field.rawValue)=\($0.value)" }
            let from = row.validFrom.map { " from \($0)" } ?? ""
            lines.append("\(row.origin) \(row.key)\(from): \(fields.joined(separator: "; "))")
        }
        lines += staged.faulty.sorted().map { "held: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test(
        "a profile whose paths contradict each other is refused with its place",
        arguments: [
            ("m", "unit/x:code", "a prefix is not declared"),
            ("m", "../../../name", "there are not so many enclosing elements"),
            ("m", "ancestor::town/name", "a field is"), ("m", "phone[0]", "a field is"),
            ("m", "phone[", "a field is"), ("m", "a/@b/c", "a field is"),
            ("x:m", "@code", "the root is no name"),
        ])
    func badPaths(root: String, code: String, reason: String) {
        let yaml = """
            name: a
            title: a
            format: xml
            xml: { root: "\(root)" }
            records:
              - element: list/unit
                kind: person
                code: "\(code)"
            """
        do {
            _ = try FeedProfile(yaml: yaml, file: "a.yaml")
            Issue.record("nothing was refused")
        } catch {
            #expect(error.description.hasPrefix("a.yaml:6:"))
            #expect(error.description.contains(reason), "\(error)")
        }
    }

    @Test("what is ignored cannot be read, and a filter is for CSV")
    func contradictions() {
        for (extra, reason) in [
            ("xml: { root: m, ignored: [unit] }", "cannot be ignored"),
            ("xml: { root: m, ignored: [unit/code] }", "cannot be ignored"),
            ("xml: { root: m }\nfilter: { a: b }", "a filter is for CSV"),
            ("xml: { root: m, unmapped: perhaps }", "note or refuse"),
        ] {
            let yaml =
                "name: a\ntitle: a\nformat: xml\n\(extra)\nrecords:\n  - { element: unit, kind: person, code: code }\n"
            do {
                _ = try FeedProfile(yaml: yaml, file: "a.yaml")
                Issue.record("nothing was refused: \(extra)")
            } catch {
                #expect(error.description.contains(reason), "\(error)")
            }
        }
    }

    @Test("where several profiles read a root, one must be named")
    func ambiguous() throws {
        let profiles = try ["a", "b"].map { name in
            try FeedProfile(
                yaml:
                    "name: \(name)\ntitle: t\nformat: xml\nxml: { root: m, namespace: \(name == "a" ? "any" : "urn:b") }\nrecords:\n  - { element: o, kind: person, code: \"@c\" }\n",
                file: "\(name).yaml")
        }
        let book = ProfileBook(profiles)
        let chosen = try book.choose(for: .xml(root: "m", namespace: "urn:c"), file: "m.xml")
        #expect(chosen.name == "a")
        do {
            _ = try book.choose(for: .xml(root: "m", namespace: "urn:b"), file: "m.xml")
            Issue.record("one was chosen")
        } catch {
            #expect(error.finding.message.contains("Several profiles read"))
            #expect(error.finding.message.contains("a, b"))
        }
    }
}
