import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

extension TemporaryDesk {
    /// Publishes persons of these names, by their codes.
    @discardableResult
    func publish(persons: [String: String], file: String) throws -> ReleaseIdentity {
        let lines = persons.sorted { $0.key < $1.key }.map { "person,\($0.key),\($0.value),नाम" }
        let path = try self.file(
            file, (["kind,code,name_en,name_hi"] + lines).joined(separator: "\n"))
        return try publish([path])
    }

    /// Approves and publishes what a verb proposed.
    @discardableResult
    func publish(_ outcome: ProposalOutcome) throws -> ReleaseIdentity {
        guard case .planned(let report) = outcome else { throw NoPlan() }
        try desk.approve(report.plan.id.description, checker: "bharat")
        return try desk.publish(report.plan.id.description, by: "bharat")
    }

    func name(of code: String) throws -> String? {
        let rows = try desk.store.rows(ofRelease: try desk.store.head().number)
        return rows.content(of: RowKey(.person, code), on: Self.asOf)?[.nameEn]
    }
}

@Suite("Rolling back")
struct RollbackTests {
    private func prepared() throws -> TemporaryDesk {
        let place = try TemporaryDesk()
        try place.publish(persons: ["A": "Asha", "B": "Bina", "C": "Chitra"], file: "one.csv")
        try place.publish(persons: ["A": "Aasha", "D": "Daya"], file: "two.csv")
        try place.publish(persons: ["B": "Beena"], file: "three.csv")
        return place
    }

    @Test("to a release gives that release's digest, under the next number", arguments: 1...3)
    func to(number: Int) throws {
        let place = try prepared()
        let digest = try place.desk.store.release(number).identity.digest
        let outcome = try place.desk.rollBack(
            .to(number), maker: "asha", asOf: TemporaryDesk.asOf,
            answers: PlanAnswers(allowShrink: 1))
        if number == 3 {
            guard case .noChanges = outcome else {
                Issue.record("going back to the live release is no plan")
                return
            }
            return
        }
        let release = try place.publish(outcome)
        #expect(release.number == 4)
        #expect(release.digest == digest)
        let history = try place.desk.history(of: RowKey(.person, "A"))
        #expect(number == 2 || history.last?.origin?.description == "release 1")
    }

    @Test("of the last release gives the digest before it; and of that one, the digest again")
    func undoLast() throws {
        let place = try prepared()
        let before = try place.desk.store.release(2).identity.digest
        let after = try place.desk.store.release(3).identity.digest
        #expect(
            try place.publish(
                place.desk.rollBack(.undo(3), maker: "asha", asOf: TemporaryDesk.asOf)
            ).digest == before)
        #expect(
            try place.publish(
                place.desk.rollBack(.undo(4), maker: "asha", asOf: TemporaryDesk.asOf)
            ).digest == after)
    }

    @Test("of an older release leaves what came after, and asks where they meet")
    func undoOlder() throws {
        let place = try prepared()
        let answers = PlanAnswers(allowShrink: 1)
        try place.publish(
            place.desk.rollBack(
                .undo(2), maker: "asha", asOf: TemporaryDesk.asOf, answers: answers))
        #expect(try place.name(of: "A") == "Asha")
        #expect(try place.name(of: "B") == "Beena")
        #expect(try place.name(of: "D") == nil)

        let met = try prepared()
        try met.publish(persons: ["A": "Asha Devi"], file: "four.csv")
        do {
            _ = try met.desk.rollBack(.undo(2), maker: "asha", asOf: TemporaryDesk.asOf)
            Issue.record("a conflict went unnoticed")
        } catch let error as RebaseConflicts {
            #expect(error.conflicts.map(\.key) == [RowKey(.person, "A")])
            #expect(error.text.contains("base 'Aasha', live 'Asha Devi', proposed 'Asha'"))
        }
        try met.publish(
            met.desk.rollBack(
                .undo(2), maker: "asha", asOf: TemporaryDesk.asOf, answers: answers,
                choices: [RowKey(.person, "A"): .live]))
        #expect(try met.name(of: "A") == "Asha Devi")
        #expect(try met.name(of: "D") == nil)
    }

    @Test("is a plan with its guards: what goes is acknowledged by its number")
    func guarded() throws {
        let place = try prepared()
        let outcome = try place.desk.rollBack(.to(1), maker: "asha", asOf: TemporaryDesk.asOf)
        guard case .planned(let report) = outcome else {
            Issue.record("no plan")
            return
        }
        #expect(report.plan.terms.holds.map(\.code.text) == ["guard.shrink"])
        #expect(report.plan.terms.act.returnsTo == 1)
        #expect(report.changeset.changes.allSatisfy { $0.reason == .undone })
        #expect(throws: ApprovalError.self) {
            try place.desk.approve(report.plan.id.description, checker: "bharat")
        }
    }

    @Test("a release that never was cannot be gone back to")
    func unknown() throws {
        let place = try prepared()
        for target in [RollbackTarget.to(4), .to(-1), .undo(0), .undo(9)] {
            #expect(throws: StoreError.self) { try place.desk.rollBack(target, maker: "asha") }
        }
    }

    @Test("two releases compared name each change and where it was read")
    func difference() throws {
        let place = try prepared()
        let difference = try place.desk.difference(from: 1, to: 3, asOf: TemporaryDesk.asOf)
        #expect(
            difference.changeset.changes.map(\.key.description)
                == ["person:A", "person:B", "person:D"])
        #expect(
            difference.changeset.origins[RowKey(.person, "B")]?.description.hasPrefix("three.csv:2")
                == true)
        #expect(try place.desk.difference(from: 2, to: 2).isEmpty)
        #expect(try place.desk.difference(from: 0, to: 1).changeset.changes.count == 3)
    }

    @Test("the manifest names feeds, digests, counts and the head of the audit")
    func manifest() throws {
        let place = try prepared()
        let manifest = try place.desk.manifest(ofRelease: 2)
        #expect(manifest.base.number == 1)
        #expect(manifest.feeds.count == 1)
        #expect(manifest.files == ["two.csv"])
        #expect(manifest.counts.kinds[.person]?.rows == 2)
        #expect(manifest.things == [.person: 4])
        #expect(manifest.release.auditEntry == 7)
        #expect(manifest.text.contains("audit head  entry 7, \(manifest.release.auditHash)"))
    }
}
