import Foundation
import FoundationNetworking
import Testing

@Suite("The server as a process")
struct ServeTests {
    @Test("listens on a free port, takes up a release that is published, ends when told to")
    func life() async throws {
        let place = try Workplace()
        try place.rajmap("init")
        let server = try Server(at: place)
        #expect(try await server.get("/livez").status == 200)
        #expect(try await server.get("/readyz").status == 503)

        try place.publish(
            [try place.file("masters.csv", Self.masters)], asOf: "2026-01-01")
        #expect(try await server.post("/v1/release/refresh", "").status == 200)
        #expect(try await server.get("/readyz").status == 200)
        let reply = try await server.post(
            "/v1/route", #"{"category":"WAT","state":"8","registered_at":"2026-06-01"}"#)
        #expect(reply.status == 200)
        #expect(reply.body.contains(#""post":"P1""#), "\(reply.body)")
        #expect(reply.body.contains(#""release":1"#))
        #expect(server.stop() == 0)
    }

    @Test("sweeps by itself, and not while it is told never to")
    func sweeps() async throws {
        let place = try Workplace()
        try place.rajmap("init")
        try place.publish([try place.file("masters.csv", Self.masters)], asOf: "2026-01-01")
        let file = try place.file(
            "complaints.csv", "complaint_id,category,registered_at,state\nC1,WAT,2026-02-01,8\n")
        #expect(try place.rajmap("complaint", "import", file).status == 0)
        let off = try Server(at: place, "--sweep", "0", "--deliver", "0")
        #expect(try await off.get("/metrics").body.contains("rajmap_overdue_complaints 1\n"))
        #expect(off.stop() == 0)
        let server = try Server(at: place, "--sweep", "3600")
        // It sweeps at its start, beside what it answers: ask until it has.
        var text = ""
        for _ in 0..<100_000 where !text.contains("rajmap_sweeps_total{outcome=\"done\"} 1") {
            text = try await server.get("/metrics").body
        }
        #expect(text.contains("rajmap_overdue_complaints 0\n"))
        #expect(server.stop() == 0)
        let shown = try place.rajmap("complaint", "show", "C1")
        #expect(shown.output.contains("overdue"), "\(shown.output)")
    }

    @Test("says what is wrong with the database before it listens")
    func noDatabase() throws {
        let result = try Workplace().rajmap("serve", "--port", "0")
        #expect(result.status == 66)
        #expect(result.errors.contains("There is no database"))
    }

    @Test("the command explains by an unpublished plan, and writes a page")
    func whatIf() throws {
        let place = try Workplace()
        try place.rajmap("init")
        try place.publish(
            [try place.file("masters.csv", Self.masters)], asOf: "2026-01-01")
        let plan = try place.plan(
            [
                try place.file(
                    "new.csv",
                    "kind,person,post,nature,valid_from,name_en,name_hi,code\nperson,,,,,Bina,बीना,E2\nposting,E2,P1,officiating,2026-02-01,,,\nleave,E1,,,2026-05-01,,,\n"
                )
            ], "--as-of", "2026-02-01")
        let question = [
            "explain", "--category", "WAT", "--place", "state:8", "--on", "2026-06-01",
        ]
        let live = try place.start(question).1()
        #expect(live.output.contains("Asha / आशा"), "\(live.output)\(live.errors)")
        #expect(live.output.contains("won (masters.csv:13:1, release 1)"))
        let whatIf = try place.start(question + ["--plan", String(plan.prefix(8))]).1()
        #expect(
            whatIf.output.contains("answered by Bina / बीना [E2] (officiating)"),
            "\(whatIf.output)\(whatIf.errors)")
        #expect(whatIf.output.contains("(new.csv:3:1, the plan)"))
        #expect(whatIf.output.contains("which is not published"))
        let page = try place.start(question + ["--html", "why.html", "--why-not", "R1"]).1()
        #expect(page.status == 0 && page.output.isEmpty)
        let html = try String(
            contentsOf: place.folder.appendingPathComponent("why.html"), encoding: .utf8)
        #expect(html.contains("आशा"))
        let file = try place.file(
            "complaints.csv", "complaint_id,category,registered_at,state\nC1,WAT,2026-06-01,8\n")
        let routed = try place.rajmap("route", file, "--plan", plan)
        #expect(routed.output.contains(",1+\(plan.prefix(12))\n"), "\(routed.output)")
        #expect(routed.errors.contains("What if"))
        #expect(try place.rajmap("route", file, "--plan", plan, "--release", "1").status == 64)
    }

    static let masters = """
        kind,code,name_en,name_hi,type,hierarchy_rural,hierarchy_urban,audience,department,level,office,place,mode,designation,person,post,nature,chain,office_level,days,calendar,escalation,send_back,category,receives
        state,8,Rajasthan,राजस्थान,,,,,,,,,,,,,,,,,,,,,
        department,PHED,Water,जल,department,,,,,,,,,,,,,,,,,,,,
        designation,SECY,Secretary,सचिव,,,,,,,,,,,,,,,,,,,,,
        category,WAT,Water,जल,,revenue,revenue,public,PHED,,,,,,,,,,,,,,,,
        chain,W,Water,जल,,,,,PHED,,,,,,,,,,,,,,,,
        chain_level,W/1,,,,,,,,1,,,,SECY,,,,W,state,7,calendar,automatic,no,,
        office,GOV,Secretariat,सचिवालय,,,,,PHED,state,,,,,,,,,,,,,,,
        jurisdiction,GOV/state:8,,,,,,,,,GOV,state:8,include,,,,,,,,,,,,
        post,P1,,,,,,,,,GOV,,,SECY,,,,,,,,,,,no
        person,E1,Asha,आशा,,,,,,,,,,,,,,,,,,,,,
        posting,P1/E1,,,,,,,,,,,,,E1,P1,substantive,,,,,,,,
        rule,R1,,,,,,,PHED,,,,,,,,,W,,,,,,WAT,

        """
}

/// A server process on a free port of this machine.
private final class Server {
    private let process = Process()
    private let address: String

    struct Reply {
        var status: Int
        var body: String
    }

    struct NotListening: Error {
        var line: String
    }

    init(at place: Workplace, _ options: String...) throws {
        process.executableURL = binFolder.appendingPathComponent("rajmap")
        process.arguments =
            ["serve", "--port", "0", "--poll", "0", "--rate", "0", "--json"] + options
        process.currentDirectoryURL = place.folder
        process.environment = ["RAJMAP_DB": place.folder.appendingPathComponent("rajmap.db").path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        let json = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
        guard let port = json?["port"] as? Int else {
            throw NotListening(line: String(decoding: line, as: UTF8.self))
        }
        address = "http://127.0.0.1:\(port)"
    }

    deinit { if process.isRunning { process.terminate() } }

    func get(_ path: String) async throws -> Reply { try await ask("GET", path, nil) }

    func post(_ path: String, _ body: String) async throws -> Reply {
        try await ask("POST", path, body)
    }

    private func ask(_ method: String, _ path: String, _ body: String?) async throws -> Reply {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return Reply(
            status: (response as? HTTPURLResponse)?.statusCode ?? 0,
            body: String(decoding: data, as: UTF8.self))
    }

    /// Asks it to end, and returns its exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
