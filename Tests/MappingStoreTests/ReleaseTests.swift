import Changesets
import Digests
import Foundation
import MappingStore
import MasterData
import Plans
import Testing

@Suite("Releases in the database")
struct ReleaseTests {
    @Test("release 0 is empty and has a digest")
    func zero() throws {
        let place = try TemporaryStore()
        #expect(try place.store.head() == .empty)
        #expect(try place.store.rows(ofRelease: 0).isEmpty)
    }

    @Test("what is published reads back as it was, codes of one spelling kept apart by kind")
    func readBack() throws {
        let place = try TemporaryStore()
        let rows = MasterRows.sample()
        let release = try place.publish(rows)
        #expect(release.number == 1)
        #expect(release.digest == ReleaseDigest.of(rows))
        #expect(try place.store.rows(ofRelease: 1) == rows)
        #expect(try MappingStore.open(place.path).head() == release)
    }

    @Test("an earlier release stays as it was, and undoing gives its digest again")
    func undo() throws {
        let place = try TemporaryStore()
        let first = MasterRows.sample()
        let second = MasterRows.sample(people: 5, name: "Usha")
        let release = try place.publish(first)
        try place.publish(second)
        #expect(try place.store.rows(ofRelease: 1) == first)
        #expect(try place.store.rows(ofRelease: 2) == second)
        let back = try place.publish(first)
        #expect(back.number == 3)
        #expect(back.digest == release.digest)
        #expect(try place.store.rows(ofRelease: 2) == second)
    }

    @Test("a plan is published once")
    func once() throws {
        let place = try TemporaryStore()
        let plan = try place.plan(.sample())
        let approved = try place.approve(plan)
        let publisher = try place.store.actor(named: "bharat")
        _ = try place.store.publish(approved, by: publisher, at: TemporaryStore.now)
        #expect(throws: PublishError.notApproved(plan: plan.id.short, state: "published")) {
            try place.store.publish(approved, by: publisher, at: TemporaryStore.now)
        }
        #expect(try place.store.releases().count == 1)
    }

    @Test("a plan whose things another release wrote is stale; one beside it goes through")
    func stale() throws {
        let place = try TemporaryStore()
        try place.publish(.sample())
        var other = MasterRows.sample()
        other[RowKey(.department, "PWD")] = Timeline([
            RowVersion(
                validity: Validity(from: Day(number: 10_000)),
                content: Content([.nameEn: "Roads", .type: "department"]))
        ])
        let beside = try place.plan(other)
        let clashing = try place.plan(.sample(name: "Usha"))
        try place.publish(.sample(name: "Maya"))
        let publisher = try place.store.actor(named: "bharat")
        #expect(
            throws: PublishError.stale(
                preparedAgainst: 1, live: 2, key: RowKey(.person, "R0"))
        ) {
            try place.store.publish(
                place.approve(clashing), by: publisher, at: TemporaryStore.now)
        }
        let release = try place.store.publish(
            place.approve(beside), by: publisher, at: TemporaryStore.now)
        #expect(release.number == 3)
        let rows = try place.store.rows(ofRelease: 3)
        #expect(rows[RowKey(.department, "PWD")] != nil)
        #expect(rows[RowKey(.person, "R0")]?.last?.content[.nameEn] == "Maya 0")
    }

    @Test("the history of a thing has each release that wrote it, with references as codes")
    func history() throws {
        let place = try TemporaryStore()
        try place.publish(.sample())
        try place.publish(.sample(name: "Usha"))
        let person = try place.store.history(of: RowKey(.person, "R0"))
        #expect(person.map(\.release.number) == [1, 2])
        #expect(person[1].removed.first?.content[.nameEn] == "Asha 0")
        let posting = try place.store.history(of: RowKey(.posting, "P1/R0"))
        #expect(posting.count == 1)
        #expect(posting[0].added.first?.content[.person] == "R0")
        #expect(try place.store.history(of: RowKey(.person, "nobody")).isEmpty)
    }
}

@Suite("What the database itself forbids")
struct TriggerTests {
    @Test(
        "history cannot be changed with plain SQL",
        arguments: [
            "UPDATE release SET published_at = 0", "DELETE FROM release",
            "INSERT INTO release SELECT 9, digest, x'00', base, published_at, publisher FROM release",
            "UPDATE row_version SET content = '{}'", "DELETE FROM row_version",
            "UPDATE row_version SET retired = NULL WHERE retired IS NOT NULL",
            "UPDATE code_binding SET code = 'X'", "DELETE FROM row_reference",
            "UPDATE thing SET kind = 'x'", "UPDATE plan SET terms = ''",
            "UPDATE plan SET state = 'open'", "DELETE FROM plan_chunk",
            "UPDATE audit SET entry = ''", "DELETE FROM audit",
        ])
    func forbidden(sql: String) throws {
        let place = try TemporaryStore()
        try place.publish(.sample())
        try place.publish(.sample(name: "Usha"))
        let result = try place.sqlite(sql)
        guard result.status != 127 else { return }
        #expect(result.status != 0, "\(sql)")
        #expect(try place.store.rows(ofRelease: 2) == .sample(name: "Usha"))
    }

    @Test("a maker does not approve, by the store or by SQL")
    func maker() throws {
        let place = try TemporaryStore()
        let plan = try place.plan(.sample())
        #expect(throws: ApprovalError.makerIsChecker) {
            try place.store.approve(
                plan.id, checker: place.store.actor(named: " ASHA "), at: TemporaryStore.now)
        }
        let result = try place.sqlite(
            "INSERT INTO plan_decision (plan, actor, verb, decided_at, reason) SELECT id, maker, 'approve', 0, '' FROM plan"
        )
        #expect(result.status != 0)
    }
}

@Suite("Opening a database")
struct OpeningTests {
    @Test("a missing file, another file, and one that is there already are told apart")
    func errors() throws {
        let place = try TemporaryStore()
        let other = place.folder.appendingPathComponent("notes.db")
        #expect(throws: StoreError.missing(other.path)) { try MappingStore.open(other.path) }
        try Data(repeating: 65, count: 4096).write(to: other)
        #expect(throws: StoreError.notADatabase(other.path)) { try MappingStore.open(other.path) }
        #expect(throws: StoreError.alreadyExists(place.path)) {
            try MappingStore.create(at: place.path, sealKey: [], at: TemporaryStore.now)
        }
    }

    @Test("a plan is found by the first digits of its id")
    func prefix() throws {
        let place = try TemporaryStore()
        let plan = try place.plan(.sample())
        #expect(try place.store.plan(matching: plan.id.short).id == plan.id)
        #expect(try place.store.changeset(of: plan.id).changes == plan.changeset.changes)
        #expect(throws: StoreError.noPlan("ab")) { try place.store.plan(matching: "ab") }
    }

    @Test("contacts are kept apart, once")
    func contacts() throws {
        let place = try TemporaryStore()
        let seal = try place.store.contactSeal().seal("6000000001")
        try place.store.keepContacts([seal: "6000000001"])
        try place.store.keepContacts([seal: "6000000001"])
        #expect(try place.store.exportedContact(seal) == "6000000001")
        #expect(try place.store.exportedContact("seal:0") == nil)
    }
}
