import Foundation
import Testing

@Suite("A kill during publish leaves release N or N+1, whole")
struct KillTests {
    @Test("at moments spread over the whole run")
    func killed() throws {
        let work = try Workplace()
        try work.rajmap("init")
        var rows = "kind,code,name_en,name_hi\n"
        for number in 0..<3000 { rows += "person,P\(number),Name \(letters(number)),नाम\n" }
        let id = try work.plan([try work.file("people.csv", rows)], "--as-of", "2022-12-14")
        try work.rajmap("approve", id, "--checker", "bharat")
        let copy = work.folder.appendingPathComponent("before")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        try copyDatabase(from: work.folder, to: copy)

        let watch = try WriteWatch(work.folder)
        let (publishing, end) = try work.start(["publish", id, "--by", "bharat"])
        let whole = watch.writes(of: publishing)
        _ = try end()
        #expect(whole > 2)
        let published = try work.rajmap("release", "show", "1", "--json").json()
        let digest = try #require(published["digest"] as? String)

        var seen: Set<Int> = []
        for step in 0...12 {
            try copyDatabase(from: copy, to: work.folder)
            let watch = try WriteWatch(work.folder)
            let (process, finish) = try work.start(["publish", id, "--by", "bharat"])
            // The last run is let come to its end.
            if step < 12 {
                _ = watch.writes(of: process, upTo: whole * step / 11)
                kill(process.processIdentifier, SIGKILL)
            }
            _ = try finish()
            let releases =
                try work.rajmap("release", "list", "--json").json()["releases"] as? [[String: Any]]
            let number = try #require(releases?.count)
            seen.insert(number)
            #expect(number <= 1)
            if number == 1 { #expect(releases?.first?["digest"] as? String == digest) }
            #expect(try work.rajmap("audit", "verify").status == 0)
            if number == 0 { #expect(try work.rajmap("publish", id, "--by", "bharat").status == 0) }
            let shown = try work.rajmap("release", "show", "1", "--json").json()
            #expect(shown["digest"] as? String == digest)
            #expect((shown["things"] as? [String: Int])?["person"] == 3000)
        }
        #expect(seen == [0, 1])
    }

    @Test("between the route file and the head")
    func atTheRouteFile() throws {
        // Published elsewhere first, to know what the file is called.
        let elsewhere = try Workplace()
        try elsewhere.rajmap("init")
        let rows = "kind,code,name_en,name_hi\nperson,E1,Asha,आशा\n"
        try elsewhere.publish([try elsewhere.file("people.csv", rows)], asOf: "2022-12-14")
        let routes = elsewhere.folder.appendingPathComponent("rajmap.db.routes")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: routes.path).first)

        let work = try Workplace()
        try work.rajmap("init")
        let id = try work.plan([try work.file("people.csv", rows)], "--as-of", "2022-12-14")
        try work.rajmap("approve", id, "--checker", "bharat")
        let gate = Pipe()
        let (process, end) = try work.start(
            ["publish", id, "--by", "bharat"], waitingFor: gate)
        // In place of the file a pipe that is full, which holds whoever writes there.
        let folder = work.folder.appendingPathComponent("rajmap.db.routes").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let pipe = "\(folder)/.\(name).\(process.processIdentifier).new"
        try #require(mkfifo(pipe, 0o600) == 0)
        let file = open(pipe, O_RDWR | O_NONBLOCK)
        let page = [UInt8](repeating: 0, count: 4096)
        while write(file, page, page.count) > 0 {}
        let watch = inotify_init1(0)
        try #require(inotify_add_watch(watch, pipe, UInt32(IN_OPEN)) >= 0)
        let isOver = Thread {
            process.waitUntilExit()
            // If nothing was written there, whoever waits below is let go.
            close(open(pipe, O_WRONLY | O_NONBLOCK))
        }
        isOver.start()
        gate.fileHandleForWriting.write(Data("go\n".utf8))
        var event = [UInt8](repeating: 0, count: 4096)
        #expect(read(watch, &event, event.count) > 0)
        kill(process.processIdentifier, SIGKILL)
        close(watch)
        let result = try end()
        close(file)
        #expect(result.status == SIGKILL)
        let listed = try work.rajmap("release", "list", "--json").json()
        #expect((listed["releases"] as? [[String: Any]])?.isEmpty == true)
        #expect(try work.rajmap("audit", "verify").status == 0)
        #expect(FileManager.default.fileExists(atPath: pipe))
        #expect(try work.rajmap("publish", id, "--by", "bharat").status == 0)
        #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)"))
    }

    private func letters(_ number: Int) -> String {
        String(String(number).map { Character(UnicodeScalar(UInt8($0.asciiValue ?? 48) + 17)) })
    }

    private func copyDatabase(from: URL, to: URL) throws {
        let files = FileManager.default
        for name in ["rajmap.db", "rajmap.db-wal", "rajmap.db-shm"] {
            let target = to.appendingPathComponent(name)
            try? files.removeItem(at: target)
            let source = from.appendingPathComponent(name)
            if files.fileExists(atPath: source.path) { try files.copyItem(at: source, to: target) }
        }
    }
}
