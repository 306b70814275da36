import Foundation
import Testing

/// Runs a shell line on a pseudo-terminal of five rows, with these keys typed.
private func onTerminal(_ line: String, typing keys: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["120", "script", "-qec", "stty rows 5; \(line)", "/dev/null"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
    let told = output.fileHandleForReading.readDataToEndOfFile()
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    return String(decoding: told, as: UTF8.self)
}

private let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

@Suite("A long plan on a terminal", .enabled(if: hasScript, "needs script(1)"))
struct PagerTests {
    private func shown(_ pager: String, typing keys: String = "") throws -> String {
        let work = try Workplace()
        try work.rajmap("init")
        let file = try work.file(
            "people.csv", "kind,code,name_en,name_hi\nperson,P1,Asha,आशा\nperson,P2,Bharat,भरत\n")
        let id = try work.plan([file], "--as-of", "2022-12-14")
        let database = work.folder.appendingPathComponent("rajmap.db").path
        let command = binFolder.appendingPathComponent("rajmap").path
        return try onTerminal(
            "TERM=xterm PAGER='\(pager)' '\(command)' plan show \(id) --db '\(database)'",
            typing: keys)
    }

    @Test("goes through the pager, which may read the keys")
    func keys() throws {
        let text = try shown("sed s/^/:/; read key </dev/tty; echo got $key", typing: "q\n")
        #expect(text.contains(":Plan "))
        #expect(text.contains("got q"))
    }

    @Test("is printed when the pager is not there, or is not wanted", arguments: ["no-pager", ""])
    func absent(pager: String) throws {
        #expect(try shown(pager).contains("Asha"))
    }
}
