import Changesets
import MasterData
import Testing

@Suite("Carrying a changeset over to other masters")
struct RebaseTests {
    private static let asOf = Day(number: 100)
    private static let key = RowKey(.tehsil, "538")

    /// A thing that is there from day 0 on, or until a day.
    private static func timeline(_ values: [Field: String]?, until: Day = .distantFuture)
        -> Timeline
    {
        guard let values else { return Timeline() }
        return Timeline([
            RowVersion(
                validity: Validity(from: Day(number: 0), to: until), content: Content(values))
        ])
    }

    private static func masters(_ timeline: Timeline) -> MasterRows {
        var rows = MasterRows()
        rows[key] = timeline
        return rows
    }

    private func rebase(
        base: Timeline, mine: Timeline, live: Timeline, _ choices: [RowKey: Rebase.Choice] = [:]
    ) throws -> Rebase {
        let changeset = Changeset.diff(
            from: Self.masters(base), to: Self.masters(mine), asOf: Self.asOf)
        return try Rebase(
            changeset, from: Self.masters(base), onto: Self.masters(live), choices: choices)
    }

    /// One row of the table: what three sides say, and what comes of it.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var base: Timeline
        var mine: Timeline
        var live: Timeline
        var obstacle: Rebase.Obstacle?
        var dropped: Rebase.Dropped.Reason?
        /// What the changeset makes of the live masters.
        var result: Timeline

        var testDescription: String { name }
    }

    static let old = timeline([.nameEn: "Kotputli", .source: "a"])
    static let renamed = timeline([.nameEn: "Kotputali", .source: "a"])
    static let other = timeline([.nameEn: "Kotputlee", .source: "a"])
    static let sourced = timeline([.nameEn: "Kotputli", .source: "b"])
    static let ended = timeline([.nameEn: "Kotputli", .source: "a"], until: asOf)
    static let endedLater = timeline(
        [.nameEn: "Kotputli", .source: "a"], until: asOf.advanced(by: 9))
    static let nothing = Timeline()

    static let table: [Row] = [
        Row(
            name: "changed, unchanged: apply", base: old, mine: renamed, live: old, result: renamed),
        Row(
            name: "the same change: drop", base: old, mine: renamed, live: renamed,
            dropped: .sameChange, result: renamed),
        Row(
            name: "update, update of the same cell: conflict", base: old, mine: renamed,
            live: other, obstacle: .changedByBoth, result: other),
        Row(
            name: "update, update of another cell: conflict all the same", base: old, mine: renamed,
            live: sourced, obstacle: .changedByBoth, result: sourced),
        Row(
            name: "retire, update: conflict", base: old, mine: ended, live: renamed,
            obstacle: .endedHere, result: renamed),
        Row(
            name: "update, retire: conflict", base: old, mine: renamed, live: ended,
            obstacle: .endedThere, result: ended),
        Row(
            name: "retire, retire: drop", base: old, mine: ended, live: endedLater,
            dropped: .endedAlready, result: endedLater),
        Row(
            name: "add, add alike: drop", base: nothing, mine: old, live: old,
            dropped: .sameChange, result: old),
        Row(
            name: "add, add otherwise: conflict", base: nothing, mine: old, live: other,
            obstacle: .addedByBoth, result: other),
        Row(
            name: "add, nothing: apply", base: nothing, mine: old, live: nothing, result: old),
        Row(
            name: "taken out there, changed here: conflict", base: old, mine: renamed,
            live: nothing, obstacle: .endedThere, result: nothing),
    ]

    @Test("goes row by row as the table says", arguments: table)
    func rows(row: Row) throws {
        let rebase = try rebase(base: row.base, mine: row.mine, live: row.live)
        #expect(rebase.conflicts.map(\.obstacle) == (row.obstacle.map { [$0] } ?? []))
        #expect(rebase.dropped.map(\.reason) == (row.dropped.map { [$0] } ?? []))
        let result = try rebase.changeset.applied(to: Self.masters(row.live))
        #expect(result[Self.key] ?? Timeline() == row.result)
    }

    @Test("a conflict is answered: mine, live, or both where no cell is both's")
    func answers() throws {
        func result(_ choice: Rebase.Choice, live: Timeline) throws -> Timeline? {
            let rebase = try rebase(
                base: Self.old, mine: Self.renamed, live: live, [Self.key: choice])
            #expect(rebase.taken == (rebase.conflicts.isEmpty ? [Self.key: choice] : [:]))
            return try rebase.changeset.applied(to: Self.masters(live))[Self.key]
        }
        #expect(try result(.mine, live: Self.other) == Self.renamed)
        #expect(try result(.live, live: Self.other) == Self.other)
        #expect(
            try result(.merged, live: Self.sourced)
                == Self.timeline([.nameEn: "Kotputali", .source: "b"]))
        // Both changed the name: no mixture is on offer, and the conflict stays.
        #expect(try result(.merged, live: Self.other) == Self.other)
    }

    @Test("a change that refers to what was ended since is a conflict")
    func reference() throws {
        var base = Self.masters(Self.old)
        let district = RowKey(.district, "782")
        base[district] = Self.timeline([.nameEn: "Kotputli-Behror"])
        var mine = base
        mine[Self.key] = Self.timeline([
            .nameEn: "Kotputli", .source: "a", .parentRevenue: "district:782",
        ])
        var live = base
        live[district] = Self.timeline([.nameEn: "Kotputli-Behror"], until: Self.asOf)
        let changeset = Changeset.diff(from: base, to: mine, asOf: Self.asOf)
        let rebase = try Rebase(changeset, from: base, onto: live)
        #expect(rebase.conflicts.map(\.obstacle) == [.refersToEnded(district)])
        #expect(try Rebase(changeset, from: base, onto: base).conflicts.isEmpty)
    }

    @Test(
        "laws: onto its own base nothing changes; taking mine at every conflict writes every change; taking live at every conflict leaves live as it was there",
        arguments: 0..<200)
    func laws(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &+ 40_000)
        let base = dice.masters()
        let (mine, live) = (dice.edited(base), dice.edited(base))
        let changeset = Changeset.diff(from: base, to: mine, asOf: Self.asOf)
        #expect(try Rebase(changeset, from: base, onto: base).changeset == changeset)

        let open = try Rebase(changeset, from: base, onto: live)
        let conflicting = Set(open.conflicts.map(\.key))
        let own = Dictionary(uniqueKeysWithValues: conflicting.map { ($0, Rebase.Choice.mine) })
        let taken = try Rebase(changeset, from: base, onto: live, choices: own)
        #expect(taken.conflicts.isEmpty)
        let result = try taken.changeset.applied(to: live)
        let endedAlready = Set(
            taken.dropped.filter { $0.reason == .endedAlready }.map(\.key))
        for change in changeset.changes where !endedAlready.contains(change.key) {
            #expect(result[change.key] == mine[change.key])
        }
        let written = Set(changeset.changes.map(\.key))
        for kind in MasterKind.allCases {
            for key in Set(live.keys(of: kind) + base.keys(of: kind)) where !written.contains(key) {
                #expect(result[key] == live[key])
            }
        }
        let theirs = own.mapValues { _ in Rebase.Choice.live }
        let kept = try Rebase(changeset, from: base, onto: live, choices: theirs).changeset
            .applied(to: live)
        for key in conflicting { #expect(kept[key] == live[key]) }
    }
}
