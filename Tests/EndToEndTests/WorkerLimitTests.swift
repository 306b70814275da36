import Foundation
import MasterData
import SourceReading
import Testing

@Suite("What a reading process may not do")
struct WorkerLimitTests {
    private static let command = binFolder.appendingPathComponent("rajmap").path

    private static func refusal(
        of file: SourceFile, _ limits: WorkerLimits, reading: ReadingLimits = .standard
    ) -> Finding? {
        do {
            try RecordSource.separate(command: command, limits: limits).reader(of: file).readCSV(
                as: CSVDialect(), limits: reading, headings: { _ in }, record: { _ in },
                finding: { _ in })
            return nil
        } catch let error as SourceError {
            return error.finding
        } catch { return nil }
    }

    @Test("one that takes more time than it may is ended, and the finding says so")
    func time() {
        var limits = WorkerLimits.standard
        limits.cpuSeconds = 1
        // Far more than a second's work, in whatever configuration.
        let rows = String(repeating: "1,\"two\",3\n", count: 6_000_000)
        let file = SourceFile(name: "long.csv", bytes: Array("a,b,c\n\(rows)".utf8))
        let finding = Self.refusal(of: file, limits)
        #expect(finding?.code == ReadingFinding.readerDied)
        #expect(
            finding?.message.contains("it used more time than it may") == true,
            "\(finding as Any)")
    }

    @Test("one that takes more memory than it may is ended, and the finding says so")
    func memory() {
        var limits = WorkerLimits.standard
        limits.dataBytes = 48 << 20
        // A reader holds one row; here nothing but the memory limits it.
        var reading = ReadingLimits()
        reading.fieldBytes = 1 << 30
        reading.rowBytes = 1 << 30
        let field = [UInt8](repeating: UInt8(ascii: "x"), count: 96 << 20)
        let file = SourceFile(name: "wide.csv", bytes: Array("a\n".utf8) + field)
        let finding = Self.refusal(of: file, limits, reading: reading)
        #expect(finding?.code == ReadingFinding.readerDied)
        #expect(finding?.message.contains("memory") == true, "\(finding as Any)")
        // The same row is too long for the readers' own limits.
        #expect(Self.refusal(of: file, limits)?.code == ReadingFinding.fieldTooLong)
    }

    @Test("it may open no file, write none, and leave no image of itself")
    func others() throws {
        let work = try Workplace()
        // What is on its command line, told by something that is put in its place.
        let arguments = work.folder.appendingPathComponent("arguments")
        let spy = try work.script(
            "spy", "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(arguments.path)'\n")
        let rows = String(repeating: "1,2\n", count: 200_000)
        let path = try work.file("rows.csv", "a,b\n" + rows)
        let file = try SourceFile.open(path: path)
        #expect(throws: SourceError.self) {
            try RecordSource.separate(command: spy).reader(of: file).readCSV(
                as: CSVDialect(), headings: { _ in }, record: { _ in },
                finding: { _ in })
        }
        let words = try String(contentsOf: arguments, encoding: .utf8).split(separator: "\n")
        #expect(words.first == "read-worker" && words.count == 2)

        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: Self.command)
        worker.arguments = words.map(String.init)
        worker.environment = [:]
        worker.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        let pipe = Pipe()
        worker.standardOutput = pipe
        worker.standardError = FileHandle.nullDevice
        try worker.run()
        defer {
            // Not by SIGTERM, which a parent may have blocked.
            kill(worker.processIdentifier, SIGKILL)
            worker.waitUntilExit()
        }
        // It has begun to write, and waits with the rest for somebody to read it.
        let first = try pipe.fileHandleForReading.read(upToCount: 5)
        #expect(first?.count == 5)
        let limits = try String(
            contentsOfFile: "/proc/\(worker.processIdentifier)/limits", encoding: .utf8)
        func limit(_ name: String) -> [Substring] {
            let line = limits.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return line.dropFirst(name.count).split(separator: " ")
        }
        #expect(limit("Max open files").prefix(2) == ["3", "3"])
        #expect(limit("Max file size").prefix(2) == ["0", "0"])
        #expect(limit("Max core file size").prefix(2) == ["0", "0"])
        #expect(limit("Max cpu time").prefix(2) == ["120", "120"])
        #expect(limit("Max data size").prefix(2) == ["201326592", "201326592"])
        #expect(limit("Max address space").prefix(2) == ["1073741824", "1073741824"])
    }

    @Test("limits on its command line can be lower than its own, and not higher")
    func lower() throws {
        let work = try Workplace()
        #expect(try work.rajmap("read-worker", "--cpu-seconds", "0", "00").status == 64)
        #expect(try work.rajmap("read-worker", "--data-bytes", "-1", "00").status == 64)
        var higher = WorkerLimits.standard
        higher.cpuSeconds = 100_000
        #expect(higher.lowered.cpuSeconds == WorkerLimits.standard.cpuSeconds)
        let finding = Self.refusal(
            of: SourceFile(name: "a.csv", bytes: Array("a\n1\n".utf8)), higher)
        #expect(finding == nil)
    }
}
