import Changesets
import Digests
import Foundation
import MappingStore
import MasterData
import Plans
import Testing

/// SQLite's session extension compares the database before and after: a witness that shares no
/// code with what plans and writes.
@Suite("What publishing changed equals the plan, as SQLite's session extension sees it")
struct WitnessTests {
    @Test("row by row, in every table, over a chain of releases", arguments: 1...6)
    func equal(seed: UInt64) throws {
        let place = try TemporaryStore()
        let empty = place.folder.appendingPathComponent("empty.db").path
        try WitnessedRow.copy(of: place.path, to: empty)
        var changes = RandomChanges(state: seed)
        var rows = MasterRows.sample()
        var owned: Set<OwnedField> = []
        for release in 1...8 {
            var act = PlanAct()
            if release > 1 { act.edits = changes.edit(&rows) }
            let plan = try place.plan(rows, act: act)
            let approved = try place.approve(plan)
            let publisher = try place.store.actor(named: "bharat")
            let before = place.folder.appendingPathComponent("before-\(release).db").path
            try WitnessedRow.copy(of: place.path, to: before)
            let identity = try place.store.publish(
                approved, by: publisher, at: TemporaryStore.now)

            let known = try WitnessedRow.difference(from: empty, to: before)
            let change = try WitnessedRow.difference(from: before, to: place.path)
            let seen = WitnessedRelease(release: release, before: known, change: change)
            let effective = plan.changeset.effective.map(\.self)
            #expect(seen.faults.isEmpty)
            #expect(seen.added == Self.versions(effective, \.added))
            #expect(seen.removed == Self.versions(effective, \.removed))
            let knownThings = Set(
                known.compactMap { $0.table == "code_binding" ? Self.key($0) : nil })
            #expect(seen.newThings == Set(effective.map(\.key)).subtracting(knownThings))
            #expect(seen.ownedFields == Set(act.owned))
            // A field corrected again is owned anew; the earlier ownership ends.
            let again = owned.intersection(act.owned).count
            owned.formUnion(act.owned)
            #expect(
                seen.others
                    == [
                        "release inserted": 1, "plan updated state": 1, "audit inserted": 1,
                        "owned_field updated retired": again,
                    ].filter { $0.value > 0 })
            let published = change.first { $0.table == "release" }
            #expect(published?.after["plan"]?.blob == plan.id.bytes)
            #expect(published?.after["digest"]?.blob == identity.digest.bytes)
            #expect(identity.digest == ReleaseDigest.of(rows))
        }
    }

    @Test("a row that somebody else slipped in would be seen")
    func notBlind() throws {
        let place = try TemporaryStore()
        let before = place.folder.appendingPathComponent("before.db").path
        try WitnessedRow.copy(of: place.path, to: before)
        #expect(try WitnessedRow.difference(from: before, to: place.path).isEmpty)
        let plan = try place.plan(.sample())
        let approved = try place.approve(plan)
        let publisher = try place.store.actor(named: "chitra")
        try WitnessedRow.copy(of: place.path, to: before + "2")
        _ = try place.store.publish(approved, by: publisher, at: TemporaryStore.now)
        try place.store.keepContacts(["seal": "value"])
        let change = try WitnessedRow.difference(from: before + "2", to: place.path)
        let seen = WitnessedRelease(release: 1, before: [], change: change)
        #expect(seen.others["contact_detail inserted"] == 1)
    }

    private static func versions(
        _ changes: [Change], _ side: KeyPath<Change, [RowVersion]>
    ) -> [RowKey: Set<RowVersion>] {
        var versions: [RowKey: Set<RowVersion>] = [:]
        for change in changes where !change[keyPath: side].isEmpty {
            versions[change.key] = Set(change[keyPath: side])
        }
        return versions
    }

    private static func key(_ row: WitnessedRow) -> RowKey? {
        guard let kind = row.after["kind"]?.text.flatMap(MasterKind.init),
            let scheme = row.after["scheme"]?.text.flatMap(CodeScheme.init),
            let code = row.after["code"]?.text
        else { return nil }
        return RowKey(kind, code, scheme: scheme)
    }
}

/// Counter-based random changes of ``MasterRows/sample(people:name:)`` (splitmix64).
private struct RandomChanges {
    var state: UInt64

    private mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }

    /// Adds, renames, dates, ends and takes out some things, and says which of it was by hand.
    mutating func edit(_ rows: inout MasterRows) -> [HandEdit] {
        var edits: [HandEdit] = []
        for _ in 0...roll(6) {
            let number = roll(9)
            let person = RowKey(.person, "R\(number)")
            let posting = RowKey(.posting, "P1/R\(number)")
            let from = Day(number: Int32(10_000 + roll(300)))
            switch roll(5) {
            case 0:
                rows[posting] = nil
                rows[person] = nil
            case 1:
                var timeline = rows[posting] ?? Timeline()
                timeline.clear(Validity(from: from))
                rows[posting] = timeline
            case 2:
                guard rows[person] != nil else { continue }
                var timeline = Timeline()
                timeline.put(
                    Content([.post: "P1", .person: "R\(number)", .nature: "look_after"]),
                    over: Validity(from: from, to: from.advanced(by: 1 + roll(40))))
                rows[posting] = timeline
            default:
                var timeline = rows[person] ?? Timeline()
                timeline.put(
                    Content([.nameEn: "Name \(roll(50))", .nameHi: "नाम \"\(roll(5))\""]),
                    over: Validity(from: from))
                rows[person] = timeline
                if roll(3) == 0 {
                    edits.removeAll { $0.key == person }
                    edits.append(HandEdit(key: person, fields: [.nameEn], reason: "order"))
                }
            }
        }
        return edits.filter { rows[$0.key] != nil }
    }
}
