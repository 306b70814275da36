import Foundation
import Testing

extension Workplace {
    /// What the sqlite shell says of the database, as somebody without rajmap would ask it.
    func sqlite(_ sql: String, _ database: String = "rajmap.db") throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", folder.appendingPathComponent(database).path, sql]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Starts a simulated life; nobody waits for it.
    func live(days: Int, perDay: Int, tail: Int, keys: Bool = false) throws -> Process {
        let process = Process()
        process.executableURL = binFolder.appendingPathComponent("simulate-complaints")
        process.arguments = [
            "run", "--db", folder.appendingPathComponent("rajmap.db").path, "--from", "2026-01-01",
            "--days", "\(days)", "--per-day", "\(perDay)", "--tail", "\(tail)", "--keys",
            keys ? "yes" : "no",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

@Suite("Complaints from the first day to the last")
struct ComplaintLifeTests {
    static let everything =
        "SELECT number, ledger.step, at, recorded_at, word, body FROM ledger JOIN complaint ON complaint.id = complaint ORDER BY number, ledger.step"

    @Test("a month in virtual time: all end resolved or at L4, none early, none lost, none twice")
    func month() throws {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish([try work.file("masters.csv", SmallMasters.csv)], asOf: "2022-01-01")
        let process = try work.live(days: 30, perDay: 30, tail: 160)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        func number(_ sql: String) throws -> Int {
            Int(try work.sqlite(sql).first ?? "") ?? -1
        }
        #expect(try number("SELECT COUNT(*) FROM complaint") == 900)
        #expect(
            try number(
                "SELECT COUNT(*) FROM complaint WHERE NOT (state = 'resolved' OR state = 'open' AND level = 4 AND next_due IS NULL)"
            ) == 0)
        // Totals reconcile: what came in, went out or stays; each step once, with its notice.
        let words = Dictionary(
            uniqueKeysWithValues: try work.sqlite("SELECT word, COUNT(*) FROM ledger GROUP BY word")
                .map { line in
                    let parts = line.split(separator: "|")
                    return (String(parts[0]), Int(parts[1]) ?? 0)
                })
        #expect(words["routed"] == 900)
        #expect((words["escalated"] ?? 0) > 300)
        #expect((words["reopened"] ?? 0) > 0)
        let still = try number("SELECT COUNT(*) FROM complaint WHERE state = 'open'")
        #expect(words["resolved"] == 900 - still + (words["reopened"] ?? 0))
        #expect(
            still == (words["overdue"] ?? 0)
                - (try number(
                    "SELECT COUNT(*) FROM ledger JOIN complaint ON complaint.id = complaint WHERE word = 'overdue' AND state = 'resolved'"
                )))
        #expect(
            try number("SELECT COUNT(*) FROM ledger") == (try number("SELECT COUNT(*) FROM outbox"))
        )
        #expect(
            try number(
                "SELECT COUNT(*) FROM ledger AS later JOIN ledger AS earlier ON earlier.complaint = later.complaint AND earlier.step = later.step - 1 WHERE later.word = 'escalated' AND later.at < json_extract(earlier.body, '$.entry.due')"
            ) == 0, "an escalation before the time was over")
        #expect(
            try number(
                "SELECT COUNT(*) FROM complaint WHERE step <> (SELECT COUNT(*) FROM ledger WHERE complaint = complaint.id)"
            ) == 0)
        let report = try work.rajmap(
            "complaint", "report", "--json", "--now", "2026-12-01T00:00:00Z")
        let total = try report.json()["total"] as? [String: Int]
        #expect(total?.values.reduce(0, +) == 900)
    }

    @Test("killed at any moment and begun again, the ledger ends as if nobody had")
    func killed() throws {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish([try work.file("masters.csv", SmallMasters.csv)], asOf: "2022-01-01")
        let database = work.folder.appendingPathComponent("rajmap.db")
        let files = FileManager.default
        let base = work.folder.appendingPathComponent("base.db")
        #expect(try work.sqlite("PRAGMA wal_checkpoint(TRUNCATE)").first?.hasPrefix("0") == true)
        try files.copyItem(at: database, to: base)
        let whole = try WriteWatch(work.folder).writes(
            of: try work.live(days: 8, perDay: 40, tail: 20, keys: true))
        #expect(whole > 2)
        let clean = try work.sqlite(Self.everything)
        #expect(clean.count > 400)

        for end in ["", "-wal", "-shm"] { try? files.removeItem(atPath: database.path + end) }
        try files.copyItem(at: base, to: database)
        for step in 1...6 {
            let watch = try WriteWatch(work.folder)
            let process = try work.live(days: 8, perDay: 40, tail: 20, keys: true)
            _ = watch.writes(of: process, upTo: whole * step / 7)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let doubled = try work.sqlite(
                "SELECT (SELECT COUNT(*) FROM ledger) - (SELECT COUNT(*) FROM outbox), (SELECT COUNT(*) FROM complaint WHERE step <> (SELECT COUNT(*) FROM ledger WHERE complaint = complaint.id))"
            )
            #expect(doubled == ["0|0"], "ledger, outbox and columns are one transaction")
        }
        try work.live(days: 8, perDay: 40, tail: 20, keys: true).waitUntilExit()
        #expect(try work.sqlite(Self.everything) == clean)
    }

    @Test("the commands: import, show, escalate, resolve, and what is not possible")
    func commands() throws {
        let work = try Workplace()
        try work.rajmap("init")
        try work.publish([try work.file("masters.csv", SmallMasters.csv)], asOf: "2022-01-01")
        let file = try work.file(
            "complaints.csv",
            "complaint_id,category,registered_at,application_date,district,tehsil,mobile\nC1,WAT,2026-01-05T10:00:00+05:30,,101,501,6000000001\nC2,TAP,2026-01-05,2025-12-01,101,502,6000000001\nC3,GONE,2026-01-05,,101,502,6000000001\n"
        )
        let taken = try work.rajmap("complaint", "import", file)
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(taken.output.contains("2 routed, 1 unroutable (unknown-category 1), by release 1"))
        #expect(taken.errors.contains("complaints.csv:1:70: warning: structure.not-kept: 'mobile'"))
        #expect(try work.sqlite("SELECT 1 FROM sqlite_schema WHERE 0").isEmpty)
        let service = try work.rajmap("complaint", "show", "C2", "--json").json()
        #expect(
            service["level"] as? Int == 2, "the statutory days were over: the first appeal officer")
        #expect((service["appeal"] as? [String: Any])?["stage"] as? String == "first")
        let swept = try work.rajmap("escalate", "--now", "2026-01-20T09:00:00+05:30")
        #expect(swept.output.contains("1 to L2"), "\(swept.output)\(swept.errors)")
        let shown = try work.rajmap("complaint", "show", "C1")
        #expect(shown.output.contains("2  2026-01-13T00:00:00+05:30  escalated  L2 POD"))
        #expect(shown.output.contains("If nobody acts:"))
        let early = try work.rajmap("complaint", "reopen", "C1", "--reason", "not done")
        #expect(early.status == 77)
        #expect(early.errors.contains("'reopen' is not possible"))
        #expect(try work.rajmap("complaint", "show", "C9").status == 66)
        #expect(
            try work.rajmap(
                "complaint", "resolve", "C1", "--now", "2026-01-21T09:00:00+05:30"
            ).status == 0)
        #expect(try work.rajmap("complaint", "reopen", "C1", "--reason", "not done").status == 0)
    }
}
