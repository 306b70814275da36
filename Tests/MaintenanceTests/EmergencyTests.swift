import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

@Suite("Emergencies run out")
struct EmergencyTests {
    private func later(_ place: TemporaryDesk, hours: Int64) -> Desk {
        Desk(
            store: place.desk.store, profiles: place.desk.profiles,
            now: Instant(seconds: place.desk.now.seconds + hours * 3600))
    }

    private func emergency(_ place: TemporaryDesk, _ name: String, on desk: Desk) throws -> Int {
        let outcome = try place.desk.set(
            SetRequest(
                kind: "person", code: "A", assignments: ["name_en=\(name)"], reason: "letter",
                asOf: TemporaryDesk.asOf, maker: "asha"))
        guard case .planned(let report) = outcome else { throw TemporaryDesk.NoPlan() }
        return try desk.publish(
            report.plan.id.description, by: "asha", emergency: "the portal is down"
        ).number
    }

    @Test("one that nobody ratified in time bars the next; late, it is ratified and says so")
    func overdue() throws {
        let place = try TemporaryDesk()
        try place.publish([
            try place.file(
                "masters.csv", "kind,code,name_en,name_hi,hours,persons,valid_from",
                "person,A,Asha,आशा,,,2020-01-01", "policy,emergency.publish,,,24,*,2020-01-01")
        ])
        #expect(try emergency(place, "Aasha", on: place.desk) == 2)
        // A day later it is due, and not yet overdue.
        #expect(try emergency(place, "Aashaa", on: later(place, hours: 24)) == 3)
        let late = later(place, hours: 25)
        #expect(try late.emergencies().map(\.number) == [2, 3])
        #expect(throws: EmergencyError.earlierOverdue(2)) {
            try emergency(place, "Asha Devi", on: late)
        }
        let ratified = try late.ratify(2, checker: "bharat", reason: "read")
        #expect(ratified.emergencyText(at: late.now).hasSuffix(", late"))
        #expect(try late.emergencies().map(\.number) == [3])
        #expect(try emergency(place, "Asha Devi", on: late) == 4)
        // The audit holds each decision and each ratification.
        #expect(try place.desk.store.verifyAudit() > 0)
        // Asha published her own plan: she ratifies nothing of it.
        #expect(throws: EmergencyError.sameHands(3)) {
            try late.ratify(3, checker: "Asha", reason: "")
        }
    }
}
