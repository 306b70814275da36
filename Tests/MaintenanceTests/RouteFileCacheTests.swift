import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import RouteEngine
import Synchronization
import Testing

@Suite("Route files beside the database")
struct RouteFileCacheTests {
    let place: TemporaryDesk
    let path: String

    private static let masters = [
        "kind,code,name_en,name_hi,type,hierarchy_rural,hierarchy_urban,audience,department,level,office,place,mode,designation,person,post,nature,chain,office_level,days,calendar,escalation,send_back,category,receives",
        "state,8,Rajasthan,राजस्थान,,,,,,,,,,,,,,,,,,,,,",
        "department,PHED,Water,जल,department,,,,,,,,,,,,,,,,,,,,",
        "designation,SECY,Secretary,सचिव,,,,,,,,,,,,,,,,,,,,,",
        "category,WAT,Water,जल,,revenue,revenue,public,PHED,,,,,,,,,,,,,,,,",
        "chain,W,Water,जल,,,,,PHED,,,,,,,,,,,,,,,,",
        "chain_level,W/1,,,,,,,,1,,,,SECY,,,,W,state,7,calendar,automatic,no,,",
        "office,GOV,Secretariat,सचिवालय,,,,,PHED,state,,,,,,,,,,,,,,,",
        "jurisdiction,GOV/state:8,,,,,,,,,GOV,state:8,include,,,,,,,,,,,,",
        "post,P1,,,,,,,,,GOV,,,SECY,,,,,,,,,,,no",
        "person,E1,Asha,आशा,,,,,,,,,,,,,,,,,,,,,",
        "posting,P1/E1,,,,,,,,,,,,,E1,P1,substantive,,,,,,,,",
        "rule,R1,,,,,,,PHED,,,,,,,,,W,,,,,,WAT,",
    ]
    private static let request = RouteRequest(
        category: "WAT", day: TemporaryDesk.asOf.advanced(by: 9),
        places: [RowKey(.state, "8")])

    init() throws {
        place = try TemporaryDesk()
        try place.publish([
            try place.file("masters.csv", Self.masters.joined(separator: "\n"))
        ])
        let head = try place.desk.store.head()
        path = place.desk.routeFiles.path(
            of: ReleaseLabel(number: 1, digest: head.digest.description))
    }

    private var bytes: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: path)) } }

    @Test("a release has its file when it is published, named by its digest")
    func written() throws {
        let digest = try place.desk.store.head().digest.description
        #expect(path.hasSuffix("rajmap.db.routes/1-\(digest).route"))
        let table = try RouteTable(path: path)
        #expect(table.release == ReleaseLabel(number: 1, digest: digest))
        #expect(table.decide(Self.request)[level: 1]?.post?.code == "P1")
    }

    @Test("the file is written before anybody can see the release")
    func beforeTheHead() throws {
        let (place, id) = try approved()
        // The masters are those of `self.place`, so release 1 has the same name there. Whoever
        // writes to a pipe waits when it is full, in the midst of the file.
        let folder = place.desk.routeFiles.folder
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let name = URL(fileURLWithPath: path).lastPathComponent
        let pipe = "\(folder)/.\(name).\(ProcessInfo.processInfo.processIdentifier).new"
        try #require(mkfifo(pipe, 0o600) == 0)
        let file = open(pipe, O_RDWR)
        let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ of <fcntl.h>
        let room = fcntl(file, setPipeSize, 4096)
        try #require(try room > 0 && Int(room) < bytes.count)
        let published = Mutex<Int?>(nil)
        let desk = place.desk
        // A thread of its own: tasks and queues share theirs with the test that waits here.
        Thread.detachNewThread {
            let number = (try? desk.publish(id, by: "bharat").number) ?? 0
            published.withLock { $0 = number }
        }
        func isWritten() -> Bool {
            var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            return poll(&waiting, 1, 20) > 0
        }
        while published.withLock({ $0 }) == nil, !isWritten() {}
        let seen = published.withLock { $0 }
        let head = try MappingStore.open(desk.store.path).head().number
        #expect(seen == nil && head == 0)
        // The pipe stays open to the end, so that the writer never waits for a reader again.
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while published.withLock({ $0 }) == nil {
            if isWritten() { _ = read(file, &buffer, buffer.count) }
        }
        close(file)
        #expect(published.withLock { $0 } == 1)
        #expect(try place.desk.routeTable(release: nil).decide(Self.request).outcome == .routed)
    }

    /// Another desk where the same masters wait for their publication.
    private func approved() throws -> (TemporaryDesk, plan: String) {
        let place = try TemporaryDesk()
        let id = try place.plan([
            try place.file("masters.csv", Self.masters.joined(separator: "\n"))
        ]).plan.id.description
        try place.desk.approve(id, checker: "bharat")
        return (place, id)
    }

    @Test("a release is published also when its file cannot be made")
    func withoutFolder() throws {
        let (place, id) = try approved()
        try Data("in the way".utf8).write(to: URL(fileURLWithPath: place.desk.routeFiles.folder))
        #expect(try place.desk.publish(id, by: "bharat").number == 1)
        #expect(try place.desk.routeTable(release: nil).decide(Self.request).outcome == .routed)
    }

    @Test("a file that cannot get its name leaves nothing, and the release is published")
    func failingRename() throws {
        let (place, id) = try approved()
        let files = place.desk.routeFiles
        let name = URL(fileURLWithPath: path).lastPathComponent
        try FileManager.default.createDirectory(
            atPath: "\(files.folder)/\(name)/full", withIntermediateDirectories: true)
        #expect(try place.desk.publish(id, by: "bharat").number == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder) == [name])
        #expect(try place.desk.routeTable(release: nil).decide(Self.request).outcome == .routed)
    }

    @Test("what a killed writer left is removed when the next file is written")
    func drafts() throws {
        let folder = place.desk.routeFiles.folder
        func draft(_ name: String, minutesAgo: Double) throws {
            try Data("half".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -60 * minutesAgo)],
                ofItemAtPath: "\(folder)/\(name)")
        }
        try draft(".2-c0ffee.route.4711.new", minutesAgo: 120)
        try draft(".2-c0ffee.route.4712.new", minutesAgo: 5)
        try draft("notes.new", minutesAgo: 120)
        try place.publish([
            try place.file("more.csv", "kind,code,name_en,name_hi", "person,E1,Asha Devi,आशा")
        ])
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(
            left.filter { $0.hasSuffix(".new") }.sorted() == [
                ".2-c0ffee.route.4712.new", "notes.new",
            ])
        #expect(left.count == 4)
    }

    @Test("a missing or damaged file is made again, with the same bytes")
    func madeAgain() throws {
        let written = try bytes
        try FileManager.default.removeItem(atPath: path)
        #expect(try place.desk.routeTable(release: 1).decide(Self.request).outcome == .routed)
        #expect(try bytes == written)
        for index in [0, 40, written.count / 2, written.count - 1] {
            var damaged = written
            damaged[index] ^= 0x10
            try damaged.write(to: URL(fileURLWithPath: path))
            #expect(try place.desk.routeTable(release: 1).decide(Self.request).outcome == .routed)
            #expect(try bytes == written)
        }
        try written.prefix(written.count - 64).write(to: URL(fileURLWithPath: path))
        _ = try place.desk.routeTable(release: nil)
        #expect(try bytes == written)
    }

    @Test("a file of another release under this one's name is not taken for it")
    func mistaken() throws {
        let first = try bytes
        try place.publish([
            try place.file("more.csv", "kind,code,name_en,name_hi", "person,E1,Asha Devi,आशा")
        ])
        let head = try place.desk.store.head()
        let second = place.desk.routeFiles.path(
            of: ReleaseLabel(number: 2, digest: head.digest.description))
        try first.write(to: URL(fileURLWithPath: second))
        #expect(try place.desk.routeTable(release: nil).release.number == 2)
        #expect(try RouteTable(path: second).release.number == 2)
    }

    @Test("it says of each row what the database says")
    func sources() throws {
        let explanation = try place.desk.explain(Self.request)
        let said = try place.desk.store.origins(
            of: explanation.sourceKeys, inRelease: 1, on: Self.request.day)
        #expect(said.count == explanation.sourceKeys.count && said.count == 3)
        for (key, origin) in said {
            #expect(
                explanation.sources[key]
                    == RowSource(release: origin.release, origin: origin.origin))
        }
        #expect(
            explanation.sources[RowKey(.rule, "R1")]?.origin?.description == "masters.csv:13:1")
    }

    @Test("only the last releases keep theirs")
    func old() throws {
        for number in 2...10 {
            try place.publish([
                try place.file(
                    "p\(number).csv", "kind,code,name_en,name_hi", "person,E1,Asha \(number),आशा")
            ])
        }
        let files = try FileManager.default.contentsOfDirectory(
            atPath: place.desk.routeFiles.folder)
        #expect(files.count == 8)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try place.desk.routeTable(release: 1).release.number == 1)
    }
}
