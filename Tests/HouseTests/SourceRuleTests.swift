import Foundation
import Testing

@Suite("The sources keep the house rules")
struct SourceRuleTests {
    /// What ends the process, or hides an objection of the compiler.
    static let forbidden = [
        "fatalError(", "try!", "@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency",
    ]

    @Test("nothing ends the process or hides an objection", arguments: Self.forbidden)
    func nothingForbidden(words: String) throws {
        for source in try Repository.sources() {
            for (number, line) in source.code where line.contains(words) {
                Issue.record("\(source.path):\(number): \(words)")
            }
        }
    }

    @Test("a file fits on a few screens")
    func length() throws {
        let limit = 350
        for source in try Repository.sources() {
            let count = source.lines.count - 1
            #expect(count <= limit, "\(source.path) has \(count) lines; split it below \(limit)")
        }
    }

    /// Targets without a folder of tests of their own, and why.
    static let untested = [
        "CLibXML2": "a module map; SourceReadingTests parse with it",
        "CMachine": "a few functions in C; RouteEngineTests compare them with plain ones",
        "CRajRoute": "a header; EndToEndTests compiles an example with it",
        "CWebPost": "one function in C; WebhooksTests post with it",
        "RouteLibrary": "EndToEndTests calls it from C and from Python",
        "Digests": "too thin to test alone; SourceReadingTests and MappingStoreTests use it",
        "rajmap": "EndToEndTests runs the built command",
        "simulate-complaints": "EndToEndTests runs it, and counts what it did from the bare tables",
        "starter-masters": "EndToEndTests compares the files it writes with those committed",
    ]

    @Test("every target has tests, or a reason to have none")
    func tests() throws {
        let targets = Repository.names(in: "Sources")
        // A folder without files is no folder in a fresh clone.
        let folders = Set(try Repository.sources(under: "Tests").map(\.target))
        for target in targets where Self.untested[target] == nil {
            #expect(
                folders.contains("\(target)Tests"),
                "Sources/\(target) has no tests in Tests/\(target)Tests and no reason to have none")
        }
        for target in Self.untested.keys.sorted() {
            #expect(targets.contains(target), "\(target) has a reason but no folder in Sources")
            #expect(
                !folders.contains("\(target)Tests"), "\(target) has tests; take its reason away")
        }
    }

    @Test(
        "the pages that a newcomer looks for are there",
        arguments: ["README.md", "CHANGELOG.md", "ARCHITECTURE.md"])
    func pages(name: String) throws {
        #expect(try Repository.text(name).count > 200, "\(name) says next to nothing")
    }

    @Test("no file names a folder of one machine")
    func machinePaths() throws {
        // Put together here, so that this file does not hold them.
        let folders = ["work", "tmp"].map { "/\($0)/" }
        for path in try Repository.files() {
            let data = try Data(contentsOf: Repository.root.appendingPathComponent(path))
            for folder in folders where data.range(of: Data(folder.utf8)) != nil {
                let line =
                    String(decoding: data, as: UTF8.self)
                    .split(separator: "\n", omittingEmptySubsequences: false)
                    .firstIndex { $0.contains(folder) }
                Issue.record("\(path):\((line ?? 0) + 1) names \(folder)")
            }
        }
    }
}
