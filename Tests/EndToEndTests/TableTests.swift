import Foundation
import Testing

@Suite("A flat mapping sheet is used with no database")
struct TableTests {
    private static let rules = """
        rule_id,category,district,subdistrict,channel,valid_from,valid_to,priority,target
        1,WATER,*,*,*,2025-01-01,9999-12-31,0,PHED
        2,WATER,D1,*,*,2025-01-01,2026-04-01,0,PHED-D1
        3,WATER,D1,T1,APP,2025-01-01,9999-12-31,0,PHED-T1
        4,ROADS,D1,*,*,2025-01-01,9999-12-31,0,PWD-D1
        5,*,D1,*,*,2026-01-01,2026-02-01,10,CONTROL-ROOM

        """
    private static let complaints = """
        complaint_id,category,district,subdistrict,channel,date
        A-1,WATER,D1,T1,APP,2025-06-01
        A-2,WATER,D1,T2,APP,2025-06-01
        A-3,WATER,D2,,WEB,2026-06-01
        A-4,ROADS,D1,,WEB,2026-01-15
        A-5,ROADS,D2,,WEB,2025-06-01

        """

    @Test("build, route and verify")
    func whole() throws {
        let work = try Workplace()
        let rules = try work.file("rules.csv", Self.rules)
        let complaints = try work.file("complaints.csv", Self.complaints)
        let built = try work.rajmap("table", "build", rules, "-o", "old.route")
        #expect(built.status == 0, "\(built.errors)")
        #expect(built.output.hasPrefix("5 rules in 4 levels, dense; "))
        let routed = try work.rajmap("table", "route", "old.route", complaints)
        #expect(routed.status == 0)
        #expect(
            routed.output
                == "complaint_id,rule_id,target\nA-1,3,PHED-T1\nA-2,2,PHED-D1\nA-3,1,PHED\nA-4,5,CONTROL-ROOM\nA-5,0,\n"
        )
        #expect(routed.errors == "4 routed, 1 match no rule\n")
        let toFile = try work.rajmap(
            "table", "route", "old.route", complaints, "-o", "out.csv", "--timing", "--json")
        #expect(toFile.status == 0)
        #expect(try toFile.json()["routed"] as? Int == 4)
        #expect(toFile.errors.contains("5 complaints in"))
        #expect(
            try String(
                contentsOf: work.folder.appendingPathComponent("out.csv"), encoding: .utf8)
                == routed.output)
        let verified = try work.rajmap(
            "table", "verify", "old.route", "--as-of", "2026-05-01", "--days", "30")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.output.hasPrefix("0 conflicts, 0 duplicates, 0 rules that never win"))
        // No draft is left beside the files.
        let names = try FileManager.default.contentsOfDirectory(atPath: work.folder.path)
        #expect(names.filter { $0.hasSuffix(".new") }.isEmpty)
    }

    @Test("a sheet that takes more memory than the command may take ends it, and it says so")
    func memory() throws {
        let work = try Workplace()
        let rows = (1...40_000).map {
            "\($0),C\($0),D\($0),T\($0),APP,2025-01-01,9999-12-31,0,OFFICE-\($0)\n"
        }
        let head = Self.rules.prefix { $0 != "\n" }
        let rules = try work.file("rules.csv", head + "\n" + rows.joined())
        let refused = try work.rajmap(
            "table", "build", rules, "-o", "x.route", "--data-bytes", String(12 << 20))
        #expect(refused.status == 65)
        #expect(refused.output == "")
        // What the runtime says comes before.
        let last = refused.errors.split(separator: "\n").last ?? ""
        #expect(
            last.hasPrefix("error: The sheet takes more memory than this command may take"),
            "\(refused.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: work.folder.path)
        #expect(!names.contains("x.route"))
        // The limit is what ended it.
        #expect(try work.rajmap("table", "build", rules, "-o", "x.route").status == 0)
        // It cannot be raised.
        let raised = try work.rajmap(
            "table", "build", rules, "-o", "x.route", "--data-bytes", String(Int.max / 2))
        #expect(raised.status == 0)
        #expect(
            try work.rajmap("table", "build", rules, "-o", "y", "--data-bytes", "0").status == 64)
    }

    @Test("a command that took all the time it may says so and ends")
    func time() throws {
        let work = try Workplace()
        let rules = try work.file("rules.csv", Self.rules)
        #expect(try work.rajmap("table", "build", rules, "-o", "x.route").status == 0)
        let head = Self.complaints.prefix { $0 != "\n" }
        let rows = (0..<40_000).map { "A-\($0),WATER,D1,T1,APP,2025-06-01\n" }
        let complaints = try work.file("complaints.csv", head + "\n" + rows.joined())
        let command = Process()
        command.executableURL = binFolder.appendingPathComponent("rajmap")
        command.arguments = [
            "table", "route", work.folder.appendingPathComponent("x.route").path, complaints,
            "--cpu-seconds", "7",
        ]
        let (output, errors) = (Pipe(), Pipe())
        command.standardOutput = output
        command.standardError = errors
        try command.run()
        defer {
            kill(command.processIdentifier, SIGKILL)
            command.waitUntilExit()
        }
        // It has begun to write, and waits with the rest for somebody to read it.
        #expect(try output.fileHandleForReading.read(upToCount: 5)?.count == 5)
        let limits = try String(
            contentsOfFile: "/proc/\(command.processIdentifier)/limits", encoding: .utf8)
        let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max cpu") })
        #expect(line.split(separator: " ").filter { Int($0) != nil } == ["7", "12"])
        // As the system does when the seven seconds are over.
        kill(command.processIdentifier, SIGXCPU)
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        command.waitUntilExit()
        #expect(command.terminationStatus == 65)
        #expect(
            String(decoding: said, as: UTF8.self).hasPrefix(
                "error: The sheet takes more time than this command may take."))
    }

    @Test("what is wrong is one line and a status")
    func broken() throws {
        let work = try Workplace()
        let rules = try work.file("rules.csv", Self.rules + "6,WATER,D1,*,*,2025-02-30,,0,X\n")
        let refused = try work.rajmap("table", "build", rules, "-o", "t.route")
        #expect(refused.status == 65)
        #expect(
            refused.errors.contains("rules.csv:7: error: cell.date: valid_from is '2025-02-30'"))
        #expect(!FileManager.default.fileExists(atPath: work.folder.path + "/t.route"))

        #expect(try work.rajmap("table", "route", "nowhere.route", rules).status == 66)
        let idle = try work.rajmap("table", "route", "t.route", rules, "--threads", "0")
        #expect(idle.status == 64)
        #expect(idle.errors.contains("--threads 0 decides nothing"))
        let noTable = try work.rajmap("table", "route", rules, rules)
        #expect(noTable.status == 65)
        #expect(noTable.errors.contains("is no route file, or a damaged one"))

        let good = try work.file("good.csv", Self.rules)
        try work.rajmap("table", "build", good, "-o", "t.route")
        let noHeading = try work.rajmap("table", "route", "t.route", good, "-o", "out.csv")
        #expect(noHeading.status == 65)
        #expect(noHeading.errors.contains("structure.missing-heading"))
        #expect(!FileManager.default.fileExists(atPath: work.folder.path + "/out.csv"))

        let faulty = try work.file("faulty.csv", Self.complaints + "A-6,WATER,D1\n")
        let partly = try work.rajmap("table", "route", "t.route", faulty)
        #expect(partly.status == 65)
        #expect(partly.errors.contains("faulty.csv:7: error: structure.ragged-row"))
        #expect(partly.output.split(separator: "\n").count == 6)

        let conflict = try work.file(
            "conflict.csv", Self.rules + "6,ROADS,D1,*,*,2025-01-01,9999-12-31,0,OTHER\n")
        try work.rajmap("table", "build", conflict, "-o", "c.route")
        let unsound = try work.rajmap("table", "verify", "c.route", "--json")
        #expect(unsound.status == 65)
        #expect(try unsound.json()["conflicts"] as? Int == 1)
    }

    @Test("a word that is no command is one with --help, too")
    func noCommand() throws {
        let work = try Workplace()
        for words in [["nonsense", "--help"], ["table", "nonsense", "-h"]] {
            let result = try work.start(words).1()
            #expect(result.status == 64)
            #expect(result.errors.contains("There is no command 'nonsense'"))
        }
        #expect(try work.rajmap("table", "route", "--help").status == 0)
        #expect(try work.rajmap("help", "table").status == 0)
        #expect(try work.rajmap("--help").status == 0)
    }

    @Test("pieces of a large file come out in order, whatever the number of threads")
    func order() throws {
        let work = try Workplace()
        try work.rajmap("table", "build", try work.file("r.csv", Self.rules), "-o", "t.route")
        var text = "complaint_id,category,district,subdistrict,channel,date\n"
        var expected = "complaint_id,rule_id,target\n"
        for number in 0..<60_000 {
            text += "\"K \(number)\",WATER,D\(number % 3),,WEB,2025-06-01\n"
            expected += "\"K \(number)\",\(number % 3 == 1 ? "2,PHED-D1" : "1,PHED")\n"
        }
        let complaints = try work.file("c.csv", text)
        for threads in ["1", "3"] {
            let routed = try work.rajmap(
                "table", "route", "t.route", complaints, "--threads", threads)
            #expect(routed.status == 0)
            #expect(routed.output == expected)
        }
    }

    /// The workload that engines are compared with, where it lies beside the project.
    @Test("no winner of the shared workload is wrong", arguments: [181, 182, 183])
    func workload(seed: Int) throws {
        let script = projectFolder.deletingLastPathComponent()
            .appendingPathComponent("shared/bench/route/workload.py")
        guard FileManager.default.fileExists(atPath: script.path) else {
            print("workload.py is not beside the project: its winners are not compared")
            return
        }
        let work = try Workplace()
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = [
            "python3", script.path, "--rules", "1000", "--complaints", "5000", "--seed", "\(seed)",
            "--out", work.folder.path,
        ]
        python.standardOutput = FileHandle.nullDevice
        python.standardError = FileHandle.nullDevice
        try python.run()
        python.waitUntilExit()
        guard python.terminationStatus == 0 else {
            print("python3 with numpy is not there: the winners of workload.py are not compared")
            return
        }
        try work.rajmap("table", "build", "rules_1000.csv", "-o", "t.route")
        let routed = try work.rajmap("table", "route", "t.route", "complaints_1000_5000.csv")
        let expected = try Data(
            contentsOf: work.folder.appendingPathComponent("expected_1000_5000.i32"))
        let lines = routed.output.split(separator: "\n").dropFirst()
        #expect(lines.count == 5000)
        var wrong = 0
        for (index, line) in lines.enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let winner = expected[(index * 4)..<(index * 4 + 4)].reversed()
                .reduce(0) { $0 << 8 | Int($1) }
            if fields[0] != "\(index + 1)" || Int(fields[1]) != winner { wrong += 1 }
        }
        #expect(wrong == 0)
    }
}
