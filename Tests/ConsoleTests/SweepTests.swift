import Foundation
import Maintenance
import MappingStore
import MasterData
import Testing
import Transfers

@testable import Console

@Suite("The server sweeps and delivers by itself")
struct SweepTests {
    private func place() async throws -> Visit {
        let visit = try Visit().publish()
        let complaint = Masters.complaint.replacingOccurrences(of: "2026-06-01", with: "2026-05-01")
        _ = try visit.bench.desk.takeIn(json: Array(complaint.utf8), limit: 1)
        return visit
    }

    @Test("what is overdue is handled, and the measures say so")
    func sweep() async throws {
        let visit = try await place()
        let before = try await visit.get("/metrics").body
        #expect(before.contains("\nrajmap_overdue_complaints 1\n"))
        #expect(before.contains("\nrajmap_sweep_last_timestamp_seconds 0\n"))
        #expect(await visit.bench.sweep() == .done)
        let words = try visit.store.complaint("C1").events.map(\.happening.word.rawValue)
        #expect(words == ["routed", "overdue"], "its chain has one level")
        let after = try await visit.get("/metrics").body
        #expect(after.contains("\nrajmap_overdue_complaints 0\n"))
        #expect(after.contains("\nrajmap_sweeps_total{outcome=\"done\"} 1\n"))
        #expect(after.contains("\nrajmap_sweep_last_timestamp_seconds 1780000000\n"))
        #expect(after.contains("\nrajmap_sweep_complaints_total 1\n"))
        #expect(await visit.bench.sweep() == .done, "there is nothing left to do")
        #expect(try visit.store.complaint("C1").events.count == 2)
    }

    @Test("one at a time: while another sweeps, this one does not")
    func alone() async throws {
        let visit = try await place()
        let other = try MappingStore.open(visit.database.path)
        let bench = visit.bench
        let held = DispatchSemaphore(value: 0)
        let letGo = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            _ = try? other.alone(at: .sweep) {
                held.signal()
                letGo.wait()
            }
        }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                held.wait()
                continuation.resume()
            }
        }
        #expect(await bench.sweep() == .busy)
        #expect(throws: WorkTaken.self) { try bench.desk.escalate() }
        #expect(try visit.store.complaint("C1").events.count == 1)
        #expect(await bench.deliver() == .done, "delivering is other work")
        letGo.signal()
        #expect(
            try await visit.get("/metrics").body.contains(
                "rajmap_sweeps_total{outcome=\"busy\"} 1\n"))
    }

    @Test("an end between batches leaves the rest to the next sweep")
    func ends() async throws {
        let visit = try await place()
        #expect(try visit.bench.desk.escalate(until: { true }).complaints == 0)
        #expect(try visit.store.complaint("C1").events.count == 1)
        #expect(try visit.bench.desk.escalate().complaints == 1)
    }

    @Test("before anything is published there is nothing to sweep")
    func idle() async throws {
        let visit = try Visit(release: nil)
        #expect(await visit.bench.sweep() == .idle)
    }

    @Test("delivers to each destination that has a target")
    func deliver() async throws {
        let visit = try await place()
        let file = visit.database.deletingLastPathComponent().appendingPathComponent("events")
        try visit.store.setDestination("portal", target: "file:\(file.path)", secretFile: nil)
        try visit.store.setDestination("later", target: nil, secretFile: nil)
        #expect(await visit.bench.deliver() == .done)
        let events = try String(contentsOf: file, encoding: .utf8)
        #expect(events.contains(#""id":"C1/1""#))
        #expect(await visit.bench.deliver() == .done)
        #expect(try String(contentsOf: file, encoding: .utf8) == events, "each once")
        #expect(
            try await visit.get("/metrics").body.contains("\nrajmap_events_delivered_total 1\n"))
    }
}
