import Foundation
import MasterData
import Testing

@testable import Maintenance
@testable import MappingStore

@Suite("What the doctor says of a machine or a database that is amiss")
struct DoctorTests {
    let place: TemporaryDesk

    init() throws { place = try TemporaryDesk() }

    private func check(
        _ name: String, database: String? = nil, at now: Instant? = nil, free: Int? = 1 << 40
    ) throws -> HealthCheck {
        let examination = Doctor.examine(
            database: database ?? place.desk.store.path, at: now ?? place.desk.now
        ) { _ in free }
        return try #require(examination.checks.first { $0.name == name })
    }

    @Test("a folder that cannot be written to is the machine's fault")
    func folder() throws {
        let nowhere = place.folder.appendingPathComponent("nowhere/rajmap.db").path
        let found = try check("folder", database: nowhere)
        #expect(found.state == .misconfigured)
        #expect(found.detail.contains("/nowhere' cannot be written to"))
        #expect(Doctor.examine(database: nowhere, at: place.desk.now).isMisconfigured)
    }

    @Test("too little space is a warning that says how much is needed")
    func space() throws {
        let found = try check("space", free: 3 << 20)
        #expect(found.state == .warning)
        #expect(found.detail == "only 3 MiB are free, and publishing may need 256; make room")
        #expect(try check("space", free: nil).state == .unknown)
        #expect(try check("space", free: 1 << 30).state == .sound)
    }

    @Test("a clock set back behind the last release is the machine's fault")
    func clock() throws {
        try place.publish([
            try place.file("people.csv", "kind,code,name_en,name_hi", "person,E1,Asha,आशा")
        ])
        let before = Instant(seconds: place.desk.now.seconds - 1)
        let found = try check("clock", at: before)
        #expect(found.state == .misconfigured)
        #expect(found.detail.hasSuffix("later than this machine's clock; set the clock"))
        #expect(try check("clock").state == .sound)
    }

    @Test("whoever holds the lock for long is a warning, and the rest is looked at all the same")
    func lock() throws {
        let other = try MappingStore.open(place.desk.store.path)
        try other.driver.write { _ in
            let examination = Doctor.examine(
                database: place.desk.store.path, at: place.desk.now)
            let states = Dictionary(
                uniqueKeysWithValues: examination.checks.map { ($0.name, $0.state) })
            #expect(states["lock"] == .warning)
            #expect(states["audit"] == .sound)
            #expect(examination.isSound)
        }
        #expect(try check("lock").state == .sound)
    }
}
