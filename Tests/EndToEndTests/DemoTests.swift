import Foundation
import Testing

@Suite("The demonstration")
struct DemoTests {
    @Test("prints what the file beside this test says")
    func golden() throws {
        let process = Process()
        process.executableURL = projectFolder.appendingPathComponent("scripts/demo")
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["RAJMAP_BIN": binFolder.path]
        ) { _, new in new }
        let output = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-demo-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        let printed = masked(try String(contentsOf: output, encoding: .utf8))
        #expect(process.terminationStatus == 0, "\(printed.suffix(2000))")

        let golden = projectFolder.appendingPathComponent("Tests/EndToEndTests/Golden/demo.txt")
        if ProcessInfo.processInfo.environment["RAJMAP_RECORD"] != nil {
            try FileManager.default.createDirectory(
                at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
            try printed.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        let printedLines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, pair) in zip(printedLines, expectedLines).enumerated() where pair.0 != pair.1 {
            Issue.record(
                "line \(index + 1) is\n  \(pair.0)\nand was\n  \(pair.1)\nRe-record on purpose with RAJMAP_RECORD=1 swift test --filter DemoTests"
            )
            break
        }
        #expect(printedLines.count == expectedLines.count)
    }

    /// Ids and digests depend on the database's own key, moments on the clock.
    private func masked(_ text: String) -> String {
        text.replacingOccurrences(
            of: "[0-9a-f]{12,64}", with: "<id>", options: .regularExpression
        ).replacingOccurrences(
            of: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\+05:30", with: "<moment>",
            options: .regularExpression)
    }
}
