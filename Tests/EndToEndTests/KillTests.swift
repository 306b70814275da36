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
