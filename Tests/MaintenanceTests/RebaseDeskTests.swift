import Changesets
import Digests
import Foundation
import Maintenance
import MappingStore
import MasterData
import Plans
import Testing

@Suite("Plans carried over to the live release")
struct RebaseDeskTests {
    private func person(_ place: TemporaryDesk, _ file: String, _ rows: String...) throws -> String
    {
        try place.file(file, (["kind,code,name_en,name_hi"] + rows).joined(separator: "\n"))
    }

    /// Three persons; a stale plan that renames A and B, after a release that touched B and C.
    private func stale() throws -> (TemporaryDesk, String) {
        let place = try TemporaryDesk()
        try place.publish(persons: ["A": "Asha", "B": "Bina", "C": "Chitra"], file: "one.csv")
        let plan = try place.plan([
            try person(place, "mine.csv", "person,A,Aasha,नाम", "person,B,Beena,नाम")
        ])
        try place.publish(persons: ["B": "Veena", "C": "Chitraa"], file: "theirs.csv")
        return (place, plan.plan.id.description)
    }

    @Test("a conflict lists what base, live and plan say, and is answered")
    func answered() throws {
        let (place, id) = try stale()
        try place.desk.approve(id, checker: "bharat")
        #expect(throws: PublishRefusal.self) { try place.desk.publish(id, by: "bharat") }
        do {
            _ = try place.desk.rebase(id, maker: "asha")
            Issue.record("the conflict went unnoticed")
        } catch let error as RebaseConflicts {
            #expect(error.text.contains("name_en: base 'Bina', live 'Veena', proposed 'Beena'"))
        }
        let rebased = try place.desk.rebase(
            id, maker: "asha", choices: [RowKey(.person, "B"): .mine])
        guard case .planned(let report) = rebased.proposal else { throw TemporaryDesk.NoPlan() }
        #expect(report.plan.state == .open)
        #expect(report.plan.terms.base.number == 2)
        #expect(report.plan.terms.act.taken == [RowKey(.person, "B"): .mine])
        #expect(try place.desk.plan(id).plan.state == .rejected)
        #expect(rebased.text().contains("answered: person:B: mine"))
        #expect(rebased.text().contains("name_en 'Veena' → 'Beena'"))
        #expect(rebased.text().contains("1 changes are as they were."))
        try place.publish(rebased.proposal)
        #expect(try place.name(of: "A") == "Aasha")
        #expect(try place.name(of: "B") == "Beena")
        #expect(try place.name(of: "C") == "Chitraa")
    }

    @Test("taking what is live drops the change; a plan with nothing left is none")
    func live() throws {
        let (place, id) = try stale()
        let rebased = try place.desk.rebase(
            id, maker: "asha", choices: [RowKey(.person, "B"): .live])
        try place.publish(rebased.proposal)
        #expect(try place.name(of: "B") == "Veena")
        #expect(rebased.dropped.map(\.reason) == [.tookLive])
    }

    @Test("a plan on the live release has nothing to carry over")
    func fresh() throws {
        let (place, _) = try stale()
        let plan = try place.plan([try person(place, "new.csv", "person,D,Daya,नाम")])
        #expect(throws: NothingToRebase.self) {
            try place.desk.rebase(plan.plan.id.description, maker: "asha")
        }
    }
}

@Suite("Fields that a person corrected")
struct OwnershipTests {
    private static let field = OwnedField(key: RowKey(.person, "A"), field: .nameEn)

    /// A was corrected by hand in release 2.
    private func corrected() throws -> (TemporaryDesk, feed: String) {
        let place = try TemporaryDesk()
        try place.publish(persons: ["A": "Asha", "B": "Bina"], file: "one.csv")
        try place.publish(
            place.desk.set(
                SetRequest(
                    kind: "person", code: "A", assignments: ["name_en=Aasha"], reason: "letter 7",
                    asOf: TemporaryDesk.asOf, maker: "asha")))
        let feed = try place.file(
            "nightly.csv", "kind,code,name_en,name_hi", "person,A,Asha,आशा",
            "person,B,Beena,नाम")
        return (place, feed)
    }

    private func imported(
        _ place: TemporaryDesk, _ feed: String, _ change: (inout ImportRequest) -> Void = { _ in }
    ) throws -> PlanReport {
        var request = ImportRequest(paths: [feed], asOf: TemporaryDesk.asOf, maker: "asha")
        change(&request)
        guard case .planned(let report) = try place.desk.importFeeds(request).result else {
            throw TemporaryDesk.NoPlan()
        }
        return report
    }

    @Test("a feed that says otherwise is held, and the hold names both values")
    func held() throws {
        let (place, feed) = try corrected()
        let report = try imported(place, feed)
        let hold = try #require(report.plan.terms.holds.first)
        #expect(hold.code == "match.owned-field")
        #expect(hold.message.contains("'Aasha' in release 2, and the feed says 'Asha'"))
        #expect(throws: ApprovalError.self) {
            try place.desk.approve(report.plan.id.description, checker: "bharat")
        }
    }

    @Test("kept, the rest of the feed goes through and the field is still owned")
    func kept() throws {
        let (place, feed) = try corrected()
        for keep in [
            { (request: inout ImportRequest) in request.keepOwned = 1 },
            { request in request.kept = [Self.field] },
        ] as [(inout ImportRequest) -> Void] {
            let report = try imported(place, feed, keep)
            #expect(report.plan.terms.holds.isEmpty)
            #expect(report.plan.terms.act.kept == [Self.field])
            #expect(report.changeset.changes.map(\.key.code) == ["A", "B"])
        }
        let wrongCount = try imported(place, feed) { $0.keepOwned = 2 }
        #expect(wrongCount.plan.terms.holds.count == 1)
        let report = try imported(place, feed) { $0.keepOwned = 1 }
        try place.publish(.planned(report))
        #expect(try place.name(of: "A") == "Aasha")
        #expect(try place.name(of: "B") == "Beena")
        let rows = try place.desk.store.rows(ofRelease: 3)
        #expect(rows.content(of: Self.field.key, on: TemporaryDesk.asOf)?[.nameHi] == "आशा")
        #expect(try place.desk.store.ownedFields(inRelease: 3) == [Self.field: 2])
    }

    @Test("let go of, by the import or by an answer to the plan, the feed has it")
    func released() throws {
        let (place, feed) = try corrected()
        let held = try imported(place, feed)
        let answered = try place.desk.answer(
            held.plan.id.description, with: AnswerRequest(released: [Self.field]), maker: "asha")
        try place.publish(answered)
        #expect(try place.name(of: "A") == "Asha")
        #expect(try place.desk.store.ownedFields(inRelease: 3).isEmpty)
        #expect(try place.desk.store.ownedFields(inRelease: 2) == [Self.field: 2])
        // Undone, the correction and its ownership are back as of then.
        try place.publish(
            place.desk.rollBack(.to(2), maker: "asha", asOf: TemporaryDesk.asOf))
        #expect(try place.name(of: "A") == "Aasha")
        #expect(try place.desk.store.ownedFields(inRelease: 4) == [Self.field: 4])
        #expect(
            try place.desk.store.head().digest == place.desk.store.release(2).identity.digest)
    }

    @Test("a feed that says the same is no clash, and undoing the correction lets go")
    func same() throws {
        let (place, _) = try corrected()
        let agreeing = try place.file(
            "nightly.csv", "kind,code,name_en,name_hi", "person,A,Aasha,आशा")
        #expect(try imported(place, agreeing).plan.terms.holds.isEmpty)
        try place.publish(
            place.desk.rollBack(.undo(2), maker: "asha", asOf: TemporaryDesk.asOf))
        #expect(try place.desk.store.ownedFields(inRelease: 3).isEmpty)
    }
}

@Suite("History on both clocks")
struct BeliefTests {
    @Test("what was true then, and what we believed then")
    func both() throws {
        let place = try TemporaryDesk()
        let key = RowKey(.person, "A")
        try place.publish([
            try place.file(
                "one.csv", "kind,code,name_en,name_hi,valid_from",
                "person,A,Asha,आशा,2020-01-01")
        ])
        // Told in release 2: from 2024 on the name is another.
        try place.publish([
            try place.file(
                "two.csv", "kind,code,name_en,name_hi,valid_from",
                "person,A,Asha Devi,आशा,2024-01-01")
        ])
        let (early, late) = (try #require(Day("2022-06-01")), try #require(Day("2025-06-01")))
        func name(_ day: Day, _ release: Int) throws -> [String?] {
            try place.desk.belief(about: key, on: day, inRelease: release).versions.map {
                $0.version.content[.nameEn]
            }
        }
        #expect(try name(early, 2) == ["Asha"])
        #expect(try name(late, 2) == ["Asha Devi"])
        #expect(try name(late, 1) == ["Asha"])
        #expect(try name(try #require(Day("2019-01-01")), 2) == [])
        let now = try place.desk.belief(about: key, on: late)
        #expect(now.text.contains("since release 2, from two.csv:2"))
        #expect(now.text.contains("made by asha, approved by bharat"))
        #expect(try place.desk.belief(about: key).versions.count == 2)
        // The same answers from the rows of each release.
        for release in 1...2 {
            let rows = try place.desk.store.rows(ofRelease: release)
            for day in [early, late] {
                #expect(
                    try name(day, release) == [rows.content(of: key, on: day)?[.nameEn]])
            }
        }
    }
}
