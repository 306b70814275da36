import Foundation
import Testing

@Suite("The library for other languages")
struct LibraryTests {
    let place: Workplace
    let routeFile: String
    let library = binFolder.appendingPathComponent("librajroute.so").path

    init() throws {
        place = try Workplace()
        try place.rajmap("init")
        try place.publish([try place.file("masters.csv", ServeTests.masters)], asOf: "2026-01-01")
        let folder = place.folder.appendingPathComponent("rajmap.db.routes")
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        routeFile = folder.appendingPathComponent(file).path
    }

    /// What the command says of the complaint that the examples ask about.
    private func explained(_ whyNot: String? = nil) throws -> [String: Any] {
        try place.start(
            ["explain", "--category", "WAT", "--place", "state:8", "--on", "2026-06-01", "--json"]
                + (whyNot.map { ["--why-not", $0] } ?? [])
        ).1().json()
    }

    /// Runs a program to its end.
    private func run(_ program: String, _ arguments: [String]) throws -> Workplace.Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = place.folder
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Workplace.Result(
            status: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
            errors: String(decoding: said, as: UTF8.self))
    }

    /// An example in C, compiled as its first lines say.
    private func compiledExample(_ name: String = "route") throws -> String {
        let program = place.folder.appendingPathComponent(name).path
        let built = try run(
            "cc",
            [
                "-Wall", "-Wextra", "-Werror", "-std=c11", "-pthread",
                "-I", projectFolder.appendingPathComponent("Sources/CRajRoute/include").path,
                projectFolder.appendingPathComponent("Examples/C/\(name).c").path,
                "-L", binFolder.path, "-lrajroute", "-Wl,-rpath,\(binFolder.path)", "-o", program,
            ])
        try #require(built.status == 0, "\(built.errors)")
        return program
    }

    private func object(_ line: some StringProtocol) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
    }

    @Test("the example in C decides, decides a batch and explains as the command does")
    func inC() throws {
        let program = try compiledExample()
        let result = try run(program, [routeFile, "WAT", "2026-06-01", "state:8", "R9"])
        try #require(result.status == 0, "\(result.errors)")
        #expect(result.errors.hasPrefix("release 1, "))
        let lines = result.output.split(separator: "\n")
        try #require(lines.count == 4)
        let expected = try explained("R9")
        let decision = try #require(expected["decision"] as? [String: Any])
        var mine = decision
        mine["complaint_id"] = "C-1"
        #expect(try object(lines[0]) == mine as NSDictionary)
        #expect(lines[1] == lines[0])
        let nowhere = try object(lines[2])
        #expect(nowhere["reason"] as? String == "unknown-place")
        #expect(nowhere["complaint_id"] as? String == "C-2")
        let explanation = try object(lines[3])
        #expect(explanation["decision"] as? NSDictionary == mine as NSDictionary)
        #expect(
            explanation["candidates"] as? NSArray == expected["candidates"] as? NSArray)
        #expect(explanation["why_not"] as? NSDictionary == expected["why_not"] as? NSDictionary)
    }

    @Test("what is wrong is said, and nothing crashes")
    func faults() throws {
        let program = try compiledExample()
        for (arguments, words) in [
            (["nowhere.route", "WAT", "2026-06-01", "state:8"], "There is no file"),
            (
                [place.folder.path + "/masters.csv", "WAT", "2026-06-01", "state:8"],
                "no route file"
            ),
            ([routeFile, "", "2026-06-01", "state:8"], "names no category"),
            ([routeFile, "WAT", "1/6/2026", "state:8"], "'1/6/2026' is no day"),
            ([routeFile, "WAT", "2026-06-01", "post:P1"], "'post:P1' is no place"),
        ] {
            let result = try run(program, arguments)
            #expect(result.status == 1)
            #expect(result.errors.contains(words), "\(result.errors)")
        }
    }

    @Test("several threads at once get the answers that each alone would")
    func threads() throws {
        let program = try compiledExample("threads")
        let result = try run(program, [routeFile, "WAT", "2026-06-01", "state:8"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "8 threads, 40 rounds, 0 answers differ\n")
    }

    @Test("the example in Python decides alone and in a batch, and explains")
    func inPython() throws {
        let script = projectFolder.appendingPathComponent("Examples/Python/rajroute.py").path
        let arguments = [script, library, routeFile, "WAT", "2026-06-01", "state:8"]
        let decided = try run("python3", arguments)
        try #require(decided.status == 0, "\(decided.errors)")
        var decision = try #require(try explained()["decision"] as? [String: Any])
        decision["complaint_id"] = "C-1"
        #expect(try object(decided.output) == decision as NSDictionary)
        let explained = try run("python3", arguments + ["--why-not", "R1"])
        #expect(try object(explained.output)["why_not"] as? NSDictionary != nil)
        let wrong = try run(
            "python3", [script, library, routeFile, "WAT", "2026-06-31", "state:8"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("'2026-06-31' is no day"))
    }
}
