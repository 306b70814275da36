import Changesets
import Digests
import Foundation
import MappingStore
import MasterData
import Plans
import Testing

@Suite("The audit notices what was done to it")
struct AuditTests {
    /// Entry 1 makes the database; each release has a plan, an approval and a publication.
    private func place() throws -> TemporaryStore {
        let place = try TemporaryStore()
        try place.publish(.sample())
        try place.publish(.sample(name: "Usha"))
        _ = try place.plan(.sample(name: "Maya"))
        #expect(try place.store.verifyAudit() == 8)
        return place
    }

    private static let unlocked = "DROP TRIGGER audit_fixed; DROP TRIGGER audit_kept; "

    @Test(
        "an edited entry, a deleted one, a cut-off end, and a chain written anew",
        arguments: [
            (
                "UPDATE audit SET entry = replace(entry, 'approve', 'reject') WHERE id = 3",
                StoreError.auditBroken(entry: 3)
            ),
            ("DELETE FROM audit WHERE id = 2", .auditMissing(entry: 2)),
            (
                "DELETE FROM audit WHERE id = 2; UPDATE audit SET id = id - 1 WHERE id > 2",
                .auditBroken(entry: 2)
            ),
            ("DELETE FROM audit WHERE id >= 7", .auditCut(after: 6, missing: "release 2")),
            ("DELETE FROM audit", .auditCut(after: 0, missing: "release 1")),
        ])
    func altered(sql: String, error: StoreError) throws {
        let place = try place()
        let result = try place.sqlite(Self.unlocked + sql)
        guard result.status != 127 else { return }
        #expect(result.status == 0, "\(result.text)")
        #expect(throws: error) { try place.store.verifyAudit() }
    }

    @Test("an end cut off after the last release is missed by the plan it tells of")
    func tail() throws {
        let place = try place()
        let plan = try #require(try place.store.planSummaries().last)
        let result = try place.sqlite(Self.unlocked + "DELETE FROM audit WHERE id = 8")
        guard result.status != 127 else { return }
        #expect(throws: StoreError.auditCut(after: 7, missing: "'plan' of plan \(plan.id.short)")) {
            try place.store.verifyAudit()
        }
    }

    @Test("a release keeps the head it was published on: a chain that fits is not enough")
    func rewritten() throws {
        let place = try place()
        let head = try place.store.release(1).auditHash
        #expect(try place.store.release(1).auditEntry == 4)
        // What somebody could do who knows how the chain is made: every hash from entry 2 on.
        var previous = [UInt8](repeating: 0, count: 32)
        var sql = Self.unlocked
        let rows = try place.sqlite("SELECT id, entry FROM audit ORDER BY id")
        guard rows.status != 127 else { return }
        for row in rows.text.split(separator: "\n") {
            let parts = row.split(separator: "|", maxSplits: 1)
            let entry = parts[1].replacingOccurrences(of: "bharat", with: "chitra")
            let hash = SHA256Digest(of: previous + Array(entry.utf8))
            let before = previous.map { String(Int($0) + 0x100, radix: 16).suffix(2) }.joined()
            sql +=
                "UPDATE audit SET entry = '\(entry)', previous = x'\(before)', hash = x'\(hash)' WHERE id = \(parts[0]);"
            previous = hash.bytes
        }
        #expect(try place.sqlite(sql).status == 0)
        #expect(throws: StoreError.auditRewritten(release: 1, entry: 4)) {
            try place.store.verifyAudit()
        }
        #expect(try place.store.release(1).auditHash == head)
    }
}
