import Foundation
import Testing

/// The project's own folder, found from this file.
let projectFolder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The registers beside the project, where they are.
let registers = projectFolder.deletingLastPathComponent().appendingPathComponent("shared/data/lgd")

let hasRegisters = FileManager.default.fileExists(atPath: registers.path)

/// Where the commands were built: beside the test runner.
let binFolder: URL = {
    if let named = ProcessInfo.processInfo.environment["RAJMAP_BIN"] {
        return URL(fileURLWithPath: named)
    }
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = runner.deletingLastPathComponent()
    return FileManager.default.isExecutableFile(
        atPath: beside.appendingPathComponent("rajmap").path)
        ? beside : projectFolder.appendingPathComponent(".build/debug")
}()

/// A temporary folder with a database in it, and the command to run there.
final class Workplace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ text: String) throws -> String {
        try file(name, bytes: Array(text.utf8))
    }

    func file(_ name: String, bytes: [UInt8]) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        return url.path
    }

    /// A script that can be run.
    ///
    /// Another process makes it: a file that this one had open for writing cannot be run while a
    /// process that some other test starts at that moment holds it open too.
    func script(_ name: String, _ text: String) throws -> String {
        let source = try file("\(name).txt", text)
        let path = folder.appendingPathComponent(name).path
        let install = Process()
        install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        install.arguments = ["-m", "755", source, path]
        try install.run()
        install.waitUntilExit()
        try #require(install.terminationStatus == 0)
        return path
    }

    struct Result {
        var status: Int32
        var output: String
        var errors: String

        /// The output as JSON.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
        }

        /// The lines of the output, each as JSON.
        func jsonLines() throws -> [[String: Any]] {
            try output.split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    /// Starts the command; its output goes to files, which never fill up and block it.
    ///
    /// - Parameter input: when given, the command begins with the process's own number, known
    ///   beforehand, once a line stands in there.
    func start(
        _ arguments: [String], waitingFor input: Pipe? = nil
    ) throws -> (Process, () throws -> Result) {
        let process = Process()
        let command = binFolder.appendingPathComponent("rajmap")
        process.executableURL = input == nil ? command : URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            input == nil
            ? arguments : ["-c", "read -r go; exec \"$0\" \"$@\"", command.path] + arguments
        process.currentDirectoryURL = folder
        process.environment = [
            "RAJMAP_DB": folder.appendingPathComponent("rajmap.db").path,
            "RAJMAP_PROFILES": projectFolder.appendingPathComponent("mappings/profiles").path,
            "PATH": "/usr/bin:/bin", "NO_COLOR": "1",
        ]
        let name = UUID().uuidString
        let paths = ["out", "err"].map { folder.appendingPathComponent("\(name).\($0)") }
        for path in paths { try Data().write(to: path) }
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: paths[0])
        process.standardError = try FileHandle(forWritingTo: paths[1])
        try process.run()
        return (
            process,
            {
                process.waitUntilExit()
                let texts = try paths.map { try String(contentsOf: $0, encoding: .utf8) }
                for path in paths { try? FileManager.default.removeItem(at: path) }
                return Result(
                    status: process.terminationStatus, output: texts[0], errors: texts[1])
            }
        )
    }

    @discardableResult
    func rajmap(_ arguments: String...) throws -> Result { try start(arguments).1() }

    /// Makes a plan of the files, and returns its id.
    func plan(_ files: [String], _ options: String...) throws -> String {
        let result = try start(["import"] + files + ["--json", "--maker", "asha"] + options).1()
        let plan = try result.jsonLines().last { $0["type"] as? String == "plan" }
        guard let id = plan?["plan"] as? String else { throw NoPlan(result: result) }
        return id
    }

    /// Plans, approves and publishes the files.
    func publish(_ files: [String], asOf: String) throws {
        let id = try plan(files, "--as-of", asOf)
        for result in [
            try rajmap("approve", id, "--checker", "bharat"),
            try rajmap("publish", id, "--by", "bharat"),
        ] where result.status != 0 {
            throw NoPlan(result: result)
        }
    }

    struct NoPlan: Error {
        var result: Result
    }

    /// What the database says, apart from the clock.
    func state() throws -> [String] {
        [
            try rajmap("plan", "list", "--json").output,
            try rajmap("release", "list", "--json").output,
            try rajmap("audit", "verify", "--json").output,
        ]
    }
}
