import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import SourceReading
import Staging
import Transfers

/// All that the store is asked to do, done once: feeds and hands, releases and their past,
/// complaints and what leaves the house.
struct ScriptedLife {
    private let place: ComplaintPlace
    private let profiles: ProfileBook

    init(_ place: ComplaintPlace) throws {
        self.place = place
        profiles = try ProfileFolder.book(
            at: TemporaryDesk.project.appendingPathComponent("mappings/profiles").path)
    }

    func live() throws {
        try complain()
        try maintain()
        try remember()
        try deliver()
        try answerOthers()
    }

    private func desk(_ day: Int) -> Desk {
        Desk(
            store: place.store, profiles: profiles, now: ComplaintPlace.moment(day),
            releases: place.releases)
    }

    private func complain() throws {
        try place.register("C1", "C2", "C3", "C4")
        try place.register("T1", category: "TAP")
        try place.register("C1")
        let order = ComplaintOrder("C1", by: "asha", requestKey: "k1")
        for _ in 1...2 { _ = try desk(1).resolve(order, reason: "mended") }
        _ = try desk(1).reopen(ComplaintOrder("C1"), reason: "not so")
        _ = try desk(2).sendUp(ComplaintOrder("C1"), reason: "large")
        _ = try desk(2).remark(ComplaintOrder("C2"), category: "TAP")
        let keyed = [ComplaintOrder("C3", by: nil, requestKey: "k3"), ComplaintOrder("C4")]
        for _ in 1...2 { _ = try desk(3).resolveAll(keyed) }
        _ = try desk(3).reopenAll([ComplaintOrder("C4")], reason: "again")
        _ = try desk(9).overdueBacklog()
        _ = try desk(9).escalate()
        _ = try desk(9).report(of: try place.store.complaint("C1"))
        _ = try desk(9).complaintStatistics()
    }

    private func planned(_ outcome: ProposalOutcome) throws -> String {
        guard case .planned(let report) = outcome else { throw NoPlan(outcome: "\(outcome)") }
        return report.plan.id.description
    }

    private func publish(_ outcome: ProposalOutcome, _ day: Int) throws {
        try approveAndPublish(planned(outcome), day)
    }

    private func approveAndPublish(_ id: String, _ day: Int) throws {
        try desk(day).approve(id, checker: "bharat")
        _ = try desk(day).publication(of: id, by: "bharat")
    }

    private func imported(_ file: URL) throws -> PlanReport {
        let outcome = try desk(10).importFeeds(
            ImportRequest(paths: [file.path], asOf: ComplaintPlace.start, maker: "asha"))
        guard case .planned(let report) = outcome.result else {
            throw NoPlan(outcome: "\(outcome)")
        }
        return report
    }

    private func set(_ code: String, _ name: String, into: String? = nil) throws
        -> ProposalOutcome
    {
        try desk(10).set(
            SetRequest(
                kind: "person", code: code, assignments: ["name_en=\(name)"], reason: "order 7",
                asOf: ComplaintPlace.start, into: into, maker: "asha"))
    }

    private func maintain() throws {
        let file = place.folder.appendingPathComponent("feed.csv")
        try Data(
            """
            kind,code,name_en,name_hi,person,mobile,hours,persons
            person,E9,Chitra Jain,चित्रा,,,,
            contact,,,,E9,9829012345,,
            person,E8,Daya Jain,दया,,,,
            policy,emergency.publish,,,,,24,*

            """.utf8
        ).write(to: file)
        try publish(.planned(imported(file)), 10)
        try Data(
            "kind,action,code,name_en,name_hi\nperson,retire,E8,,\nperson,add,E88,Daya,दया\n".utf8
        )
        .write(to: file)
        let twoOfThem = IdentityPair(before: RowKey(.person, "E8"), after: RowKey(.person, "E88"))
        _ = try desk(10).resolve(
            try imported(file).plan.id.description,
            with: ResolveRequest(rejected: [.pair(twoOfThem)]), maker: "asha")

        let first = try planned(set("E1", "Asha Devi"))
        let more = try set("E2", "Usha", into: first)
        let stale = try planned(set("E3", "Bina"))
        try publish(more, 10)
        let rebased = try desk(10).rebase(stale, maker: "asha")
        let again = try planned(rebased.proposal)
        try desk(10).reject(again, checker: "bharat", reason: "not so")

        // Two releases of one base that say nothing of each other's things.
        let other = try planned(set("E4", "Gita"))
        try publish(try set("E3", "Bina"), 10)
        try approveAndPublish(other, 10)

        // A person's name is owned now; whom a feed calls otherwise is asked about.
        _ = try place.store.ownedFields(inRelease: try place.store.head().number)
        try publish(
            desk(11).handOver(
                HandoverRequest(
                    post: "P1", relieve: ComplaintPlace.start.advanced(by: 11), charge: "E9",
                    order: "12", maker: "asha")), 11)
        let urgent = try planned(set("E2", "Usha Rani"))
        let emergency = try desk(11).publish(
            urgent, by: "asha", emergency: "the portal is down")
        _ = try desk(11).ratify(emergency.number, checker: "chitra", reason: "read")
        try endAPost()
        _ = try desk(13).rollBack(
            .undo(try place.store.head().number), maker: "asha", asOf: ComplaintPlace.start,
            answers: PlanAnswers(allowShrink: 1, allowChurn: 1))
    }

    /// Open complaints leave the post right away, by the policy of the plan.
    private func endAPost() throws {
        place.rows = try place.store.rows(ofRelease: try place.store.head().number)
        place.post("P9", "JEN", "O1", "E9")
        for key in [RowKey(.post, "P1"), RowKey(.posting, "P1/E1"), RowKey(.posting, "P1/E9")] {
            guard var timeline = place.rows[key] else { continue }
            timeline.clear(Validity(from: ComplaintPlace.start.advanced(by: 12)))
            place.rows[key] = timeline
        }
        // A person whose name was corrected by hand gets another code.
        place.put(.person, "E33")
        place.put(
            .succession, "recode.person.E3.E33",
            [.type: "recode", .predecessor: "person:E3", .successor: "person:E33"])
        try place.publish(12, policy: .now)
        _ = try desk(12).escalate()
        _ = try desk(13).escalate()
    }

    private func remember() throws {
        let desk = desk(14)
        let person = RowKey(.person, "E1")
        let plans = try desk.plans()
        _ = try desk.plan(plans[0].id.description)
        _ = try desk.history(of: person)
        _ = try desk.belief(about: person, on: ComplaintPlace.start, inRelease: 1)
        _ = try desk.store.saidRows(ofRelease: 2)
        _ = try desk.store.origins(
            of: [RowKey(.person, "E9")], inRelease: 2, on: ComplaintPlace.start)
        _ = try desk.stale(months: 1)
        _ = try desk.store.guaranteedCategories(inRelease: 1)
        _ = try desk.verify(release: nil, from: ComplaintPlace.start, days: 30)
        _ = try desk.export(
            release: 2, to: place.folder.appendingPathComponent("export").path)
        _ = try desk.store.declinedIdentities()
        _ = try desk.store.verifyAudit()
        _ = try desk.store.condition()
        _ = Doctor.examine(database: place.store.path, at: desk.now)
    }

    private func deliver() throws {
        let desk = desk(14)
        let events = place.folder.appendingPathComponent("events.jsonl")
        try place.store.setDestination("audit", target: nil, secretFile: nil)
        try place.store.setDestination(
            "portal", target: "file:\(events.path)", secretFile: nil)
        let portal = try place.store.destination("portal")
        for dueBy in [desk.now, nil] {
            _ = try place.store.outbox(of: portal, dueBy: dueBy, atMost: 2)
            _ = try place.store.outbox(
                of: portal, dueBy: dueBy, includingDead: true, atMost: 2)
        }
        let first = try place.store.outbox(of: portal, dueBy: nil, atMost: 1)
        try place.store.settle(
            delivered: [],
            failed: first.map { DeliveryFailure(id: $0.id, error: "down", nextTry: nil) })
        _ = try desk.deliverAll()
        try place.store.removeDestination("audit")
    }

    private func answerOthers() throws {
        let desk = desk(14)
        let token = try desk.makeToken("portal", random: Array(0..<32), maker: "asha")
        _ = try desk.holder(ofToken: token)
        _ = try place.store.tokens()
        try desk.revokeToken("portal", by: "asha")
        var filter = ServiceRequestFilter(
            from: ComplaintPlace.moment(-1), to: ComplaintPlace.moment(20))
        _ = try desk.serviceRequests(filter, atMost: 10)
        filter.categories = ["WAT"]
        filter.isClosed = false
        _ = try desk.serviceRequests(filter, atMost: 10)
        filter.numbers = ["C1"]
        _ = try desk.serviceRequests(filter, atMost: 10)
    }

    struct NoPlan: Error {
        var outcome: String
    }
}
