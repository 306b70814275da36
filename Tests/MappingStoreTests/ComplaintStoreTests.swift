import Foundation
import MasterData
import RouteEngine
import Testing
import Transfers

@testable import MappingStore

extension LedgerEvent {
    static func routed(step: Int = 1, at: Int64, due: Int64, level: Int = 1) -> LedgerEvent {
        LedgerEvent(
            step: step, at: Instant(seconds: at),
            happening: .routed(
                Assignment(release: 1, rule: "R-1", department: "PHED", chain: "C-1"),
                entry(level, at: at, due: due), passed: []))
    }

    static func escalated(step: Int, at: Int64, due: Int64, level: Int) -> LedgerEvent {
        LedgerEvent(
            step: step, at: Instant(seconds: at),
            happening: .escalated(nil, entry(level, at: at, due: due), passed: [], reason: nil))
    }

    private static func entry(_ level: Int, at: Int64, due: Int64) -> LevelEntry {
        LevelEntry(
            level: level, post: "P\(level)", holder: "E1", how: "holder", department: "PHED",
            enteredAt: Instant(seconds: at), due: Instant(seconds: due),
            terms: LevelTerms(
                days: 5, calendar: .calendar, escalatesAutomatically: true, maySendBack: false))
    }
}

@Suite("Complaints in the store")
struct ComplaintStoreTests {
    private func complaint(_ number: String, at: Int64 = 1000) -> Complaint {
        Complaint(
            number: number, category: "WAT", places: [RowKey(.district, "101")], channel: "app",
            setting: "rural", registeredAt: Instant(seconds: at), applicationDay: Day(number: 5))
    }

    private func store() throws -> TemporaryStore {
        let place = try TemporaryStore()
        try place.publish(.sample())
        return place
    }

    @Test("each is taken in once, with its ledger and its place in the outbox")
    func once() throws {
        let place = try store()
        let batch = [
            (complaint("A"), [LedgerEvent.routed(at: 1000, due: 5000)]),
            (complaint("B"), [LedgerEvent.routed(at: 1000, due: 5000)]),
            (complaint("A"), [LedgerEvent.routed(at: 1000, due: 5000)]),
            (complaint("A", at: 999), [LedgerEvent.routed(at: 1000, due: 5000)]),
        ]
        let now = Instant(seconds: 2000)
        #expect(
            try place.store.takeIn(batch, by: 1, recordedAt: now)
                == [.added, .added, .known, .differs])
        #expect(
            try place.store.takeIn(batch, by: 1, recordedAt: now)
                == [.known, .known, .known, .differs])
        let stored = try place.store.complaint("A")
        #expect(stored.complaint == complaint("A"))
        #expect(stored.events == [.routed(at: 1000, due: 5000)])
        #expect(stored.recordedAt == [now])
        #expect(try place.sqlite("SELECT COUNT(*) FROM outbox").text == "2\n")
        #expect(throws: ComplaintError.unknown("C")) { try place.store.complaint("C") }
    }

    @Test("a batch decided by another release than the live one is refused whole")
    func release() throws {
        let place = try store()
        #expect(throws: ReleaseNeeded(release: 1)) {
            try place.store.takeIn(
                [(complaint("A"), [.routed(at: 1000, due: 5000)])], by: 2,
                recordedAt: Instant(seconds: 2000))
        }
        #expect(throws: ComplaintError.self) { try place.store.complaint("A") }
    }

    @Test("a request key makes a request happen once")
    func requestKey() throws {
        let place = try store()
        let now = Instant(seconds: 2000)
        _ = try place.store.takeIn(
            ["A", "B"].map { (complaint($0), [.routed(at: 1000, due: 5000)]) }, by: 1,
            recordedAt: now)
        var calls = 0
        func resolve(_ number: String) throws -> Standing.State {
            try place.store.amend(number, requestKey: "k1", recordedAt: now) { stored in
                calls += 1
                return [
                    LedgerEvent(
                        step: stored.standing.step + 1, at: now, happening: .resolved(reason: nil))
                ]
            }.standing.state
        }
        #expect(try resolve("A") == .resolved)
        #expect(try resolve("A") == .resolved)
        #expect(calls == 1)
        #expect(throws: ComplaintError.requestKeyUsed("k1", complaint: "A")) { try resolve("B") }
    }

    @Test("the sweep takes the longest overdue first, all of them, and nobody early")
    func sweep() throws {
        let place = try store()
        let now = Instant(seconds: 10_000)
        _ = try place.store.takeIn(
            (0..<30).map { number in
                (
                    complaint("C\(number)"),
                    [.routed(at: 1000, due: 9000 + Int64(number) * 50)]
                )
            }, by: 1, recordedAt: Instant(seconds: 2000))
        var seen: [String] = []
        func step() throws -> Int {
            try place.store.sweepDue(to: now, atMost: 8) { stored in
                seen.append(stored.complaint.number)
                return [
                    .escalated(
                        step: 2, at: stored.standing.due?.seconds ?? 0, due: 20_000, level: 2)
                ]
            }.complaints
        }
        #expect(try [step(), step(), step()] == [8, 8, 5])
        #expect(seen == (0...20).map { "C\($0)" }, "due up to 10,000, oldest first")
        #expect(throws: StoreError.self) {
            try place.store.sweepDue(to: Instant(seconds: 10_050), atMost: 8) { _ in [] }
        }
        #expect(try place.store.complaint("C21").standing.level == 1, "undone whole")
    }

    @Test("what is due is found by an index, and so are the open ones")
    func queryPlans() throws {
        let place = try store()
        func plan(_ sql: String) throws -> String {
            try place.sqlite("EXPLAIN QUERY PLAN \(sql)").text
        }
        let due = try plan(
            "SELECT id FROM complaint WHERE next_due IS NOT NULL AND next_due <= 5 ORDER BY next_due LIMIT 5"
        )
        #expect(due.contains("USING COVERING INDEX complaint_due"), "\(due)")
        #expect(!due.contains("TEMP B-TREE"), "\(due)")
        let open = try plan(
            MappingStore.openQuery.replacingOccurrences(of: "?", with: "5"))
        #expect(open.contains("complaint_open"), "\(open)")
        #expect(!open.contains("TEMP B-TREE"), "\(open)")
        var filter = ServiceRequestFilter(from: Instant(seconds: 1), to: Instant(seconds: 9))
        filter.categories = ["WAT", "TAP"]
        filter.isClosed = true
        let listed = try plan(
            MappingStore.serviceRequestQuery(filter).replacingOccurrences(of: "?", with: "5"))
        #expect(listed.contains("complaint_registered (registered_at>? AND registered_at<?)"))
        #expect(!listed.contains("TEMP B-TREE"), "\(listed)")
        filter.numbers = ["A", "B"]
        let named = try plan(
            MappingStore.serviceRequestQuery(filter).replacingOccurrences(of: "?", with: "'A'"))
        #expect(named.contains("(number=?)"), "\(named)")
    }

    @Test(
        "a ledger cannot be changed by anybody",
        arguments: [
            "UPDATE ledger SET body = '{}'", "DELETE FROM ledger", "DELETE FROM complaint",
            "UPDATE complaint SET number = 'X'", "UPDATE complaint SET places = ''",
            "INSERT INTO ledger VALUES (1, 3, 5000, 5000, 'resolved', '{}')",
            "INSERT INTO ledger VALUES (1, 1, 5000, 5000, 'resolved', '{}')",
        ])
    func fixed(sql: String) throws {
        let place = try store()
        _ = try place.store.takeIn(
            [(complaint("A"), [.routed(at: 1000, due: 5000)])], by: 1,
            recordedAt: Instant(seconds: 2000))
        #expect(try place.sqlite(sql).status != 0)
        #expect(try place.store.complaint("A").events.count == 1)
    }

    @Test("a complaint with its ledger takes at most 1 KB")
    func size() throws {
        let place = try store()
        let count = 3000
        _ = try place.store.takeIn(
            (0..<count).map { number in
                var complaint = complaint("RS-202606-\(1_000_000 + number)")
                complaint.places = [
                    RowKey(.district, "770"), RowKey(.tehsil, "99538"), RowKey(.block, "99123"),
                ]
                return (
                    complaint,
                    [
                        .routed(at: 1000, due: 1_780_000_000),
                        .escalated(step: 2, at: 1_780_000_000, due: 1_790_000_000, level: 2),
                        .escalated(step: 3, at: 1_790_000_000, due: 1_800_000_000, level: 3),
                        LedgerEvent(
                            step: 4, at: Instant(seconds: 1_795_000_000),
                            happening: .resolved(reason: nil)),
                    ]
                )
            }, by: 1, recordedAt: Instant(seconds: 2000))
        let bytes = try place.sqlite(
            "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'complaint%' OR name LIKE 'ledger%' OR name LIKE '%complaint_1' OR name LIKE '%outbox%'"
        ).text
        let each = (Int(bytes.split(separator: "\n").first ?? "") ?? .max) / count
        #expect(each <= 1024, "\(each) bytes a complaint, the outbox not yet delivered")
    }
}
