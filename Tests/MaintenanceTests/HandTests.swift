import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

@Suite("Corrections and orders by hand")
struct HandTests {
    /// A post with a holder, one with an additional charge, and people without a post.
    private func prepared() throws -> TemporaryDesk {
        let place = try TemporaryDesk()
        try place.publish([
            try place.file(
                "masters.csv",
                "kind,code,name_en,name_hi,type,department,level,designation,office,post,person,nature,valid_from",
                "department,PHED,Water,जल,department,,,,,,,,2020-01-01",
                "designation,XEN,Executive Engineer,अधिशाषी अभियंता,,,,,,,,,2020-01-01",
                "office,O1,Division Kotputli,खंड कोटपूतली,,PHED,division,,,,,,2020-01-01",
                "designation,AEN,Assistant Engineer,सहायक अभियंता,,,,,,,,,2020-01-01",
                "post,P1,,,,,,XEN,O1,,,,2020-01-01", "post,P2,,,,,,AEN,O1,,,,2020-01-01",
                "person,E1,Asha Meena,आशा,,,,,,,,,2020-01-01",
                "person,E2,Bharat Singh,भरत,,,,,,,,,2020-01-01",
                "person,E3,Chitra Jain,चित्रा,,,,,,,,,2020-01-01",
                "posting,,,,,,,,,P1,E1,substantive,2020-01-01",
                "posting,,,,,,,,,P2,E1,additional_charge,2020-01-01")
        ])
        return place
    }

    private func set(
        _ place: TemporaryDesk, _ kind: String, _ code: String, _ assignments: String...,
        into: String? = nil
    ) throws -> ProposalOutcome {
        try place.desk.set(
            SetRequest(
                kind: kind, code: code, assignments: assignments, reason: "letter 12",
                asOf: TemporaryDesk.asOf, into: into, maker: "asha"))
    }

    private func holders(_ place: TemporaryDesk, _ post: String, _ day: String) throws -> [String] {
        let rows = try place.desk.store.rows(ofRelease: try place.desk.store.head().number)
        let day = try #require(Day(day))
        return rows.keys(of: .posting).compactMap { key in
            guard let content = rows.content(of: key, on: day), content[.post] == post else {
                return nil
            }
            return "\(content[.person] ?? "") \(content[.nature] ?? "")"
        }
    }

    @Test("a correction is one row, with its reason, and a release when approved")
    func corrected() throws {
        let place = try prepared()
        let outcome = try set(place, "person", "E1", "name_en=  Aasha Meena ")
        guard case .planned(let report) = outcome else {
            Issue.record("no plan")
            return
        }
        #expect(report.changeset.changes.map(\.reason) == [.byHand])
        #expect(report.plan.terms.act.edits.map(\.reason) == ["letter 12"])
        #expect(report.text().contains("By hand: person:E1: letter 12"))
        try place.publish(outcome)
        #expect(try place.name(of: "E1") == "Aasha Meena")
        #expect(
            try place.desk.store.ownedFields(inRelease: 2)
                == [OwnedField(key: RowKey(.person, "E1"), field: .nameEn): 2])
        #expect(try place.desk.store.ownedFields(inRelease: 1).isEmpty)
    }

    @Test("a value that is there already is no plan")
    func same() throws {
        guard case .noChanges = try set(prepared(), "person", "E1", "name_en=Asha Meena") else {
            Issue.record("a plan of nothing")
            return
        }
    }

    @Test("what is misspelt is answered with what is near")
    func misspelt() throws {
        let place = try prepared()
        func message(_ kind: String, _ code: String, _ assignment: String) -> String {
            do {
                _ = try set(place, kind, code, assignment)
                return ""
            } catch { return "\(error)" }
        }
        #expect(message("persn", "E1", "name_en=A").contains("did you mean 'person'?"))
        #expect(message("person", "E11", "name_en=A").contains("E1 (Asha Meena)"))
        #expect(message("person", "asha meena", "name_en=A").contains("E1 (Asha Meena)"))
        #expect(message("person", "E1", "nam_en=A").contains("did you mean 'name_en'?"))
        #expect(message("person", "E1", "name_en").contains("FIELD=VALUE"))
        #expect(message("person", "E1", "name_en=").contains("required"))
        #expect(message("posting", "P1/E1", "nature=half").contains("substantive, officiating"))
        #expect(message("posting", "P1/E1", "post=P2").contains("part of what names"))
        #expect(try place.desk.plans().count == 1)
    }

    @Test("a correction that makes an error is no plan")
    func faulty() throws {
        let outcome = try set(prepared(), "post", "P1", "designation=NONE")
        guard case .faulty(let findings) = outcome else {
            Issue.record("an unknown designation went through")
            return
        }
        #expect(findings.listed.contains { $0.code == "reference.unknown" })
    }

    @Test("a transfer: the holder is relieved, another joins, and charges end")
    func transfer() throws {
        let place = try prepared()
        let day = try #require(Day("2026-06-01"))
        try place.publish(
            place.desk.handOver(
                HandoverRequest(
                    post: "P1", relieve: day, join: ("E2", day.advanced(by: 2)), order: "17/2026",
                    maker: "asha")))
        #expect(try holders(place, "P1", "2026-05-31") == ["E1 substantive"])
        #expect(try holders(place, "P1", "2026-06-01") == [])
        #expect(try holders(place, "P1", "2026-06-03") == ["E2 substantive"])
        let history = try place.desk.history(of: RowKey(.posting, "P1/E2"))
        #expect(history.first?.added.first?.content[.orderNo] == "17/2026")
        try place.publish(
            place.desk.handOver(
                HandoverRequest(
                    post: "P2", join: ("E3", day.advanced(by: 9)), maker: "asha")))
        #expect(try holders(place, "P2", "2026-06-09") == ["E1 additional_charge"])
        #expect(try holders(place, "P2", "2026-06-10") == ["E3 substantive"])
    }

    @Test("a charge: the post has somebody from the day of relieving on")
    func charge() throws {
        let place = try prepared()
        let day = try #require(Day("2026-06-01"))
        try place.publish(
            place.desk.handOver(
                HandoverRequest(post: "P1", relieve: day, charge: "E2", maker: "asha")))
        #expect(try holders(place, "P1", "2026-06-01") == ["E2 additional_charge"])
    }

    @Test("nobody to relieve, nothing ordered, nobody of that code")
    func impossible() throws {
        let place = try prepared()
        let day = try #require(Day("2026-06-01"))
        #expect(throws: HandError.nobodyToRelieve(RowKey(.post, "P2"), on: day)) {
            try place.desk.handOver(HandoverRequest(post: "P2", relieve: day, maker: "asha"))
        }
        #expect(throws: HandError.nothingOrdered) {
            try place.desk.handOver(HandoverRequest(post: "P1", maker: "asha"))
        }
        #expect(throws: HandError.self) {
            try place.desk.handOver(
                HandoverRequest(post: "P1", join: ("E9", day), maker: "asha"))
        }
    }

    @Test("several edits become one plan; the plan it takes the place of is turned down")
    func collected() throws {
        let place = try prepared()
        guard case .planned(let first) = try set(place, "person", "E1", "name_en=Aasha Meena")
        else { throw TemporaryDesk.NoPlan() }
        let id = first.plan.id.description
        guard
            case .planned(let both) = try set(
                place, "person", "E2", "name_hi=भारत", into: id)
        else { throw TemporaryDesk.NoPlan() }
        #expect(both.changeset.changes.map(\.key.code) == ["E1", "E2"])
        #expect(both.plan.terms.act.replaces == first.plan.id)
        let old = try place.desk.plan(id).plan
        #expect(old.state == .rejected)
        #expect(old.decisions.last?.reason.contains("takes its place") == true)
        try place.desk.approve(both.plan.id.description, checker: "bharat")
        _ = try place.desk.publish(both.plan.id.description, by: "bharat")
        #expect(try place.name(of: "E1") == "Aasha Meena")
        #expect(throws: StoreError.self) { try set(place, "person", "E3", "name_en=C", into: id) }
    }
}
