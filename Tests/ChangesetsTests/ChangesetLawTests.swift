import Changesets
import MasterData
import Testing

@Suite("The laws of changesets")
struct ChangesetLawTests {
    private let asOf = Day(number: 30)

    @Test("what differs, applied, gives the other; taken back, gives the first", arguments: 0..<300)
    func laws(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        let (a, b) = (dice.masters(), dice.masters())
        let changeset = Changeset.diff(from: a, to: b, asOf: asOf)
        #expect(try changeset.applied(to: a) == b)
        #expect(try changeset.inverted().applied(to: b) == a)
        #expect(Changeset.diff(from: a, to: a, asOf: asOf).isEmpty)
    }

    @Test("the lines of a changeset read back to it", arguments: 0..<100)
    func lines(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &+ 7_000)
        let changeset = Changeset.diff(from: dice.masters(), to: dice.masters(), asOf: asOf)
        var lines: [ArraySlice<UInt8>] = []
        changeset.forEachLine { lines.append($0[...]) }
        #expect(try Changeset(lines: lines) == changeset)
    }

    @Test("every version as a dated row, merged onto itself, changes nothing", arguments: 0..<200)
    func reimport(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &+ 9_000)
        let rows = dice.masters()
        var groups: [[StagedRow]] = []
        for kind in rows.presentKinds {
            for key in rows.keys(of: kind) {
                groups.append(
                    (rows[key]?.versions ?? []).enumerated().map { index, version in
                        StagedRow(
                            key: key, validFrom: version.validity.from,
                            validTo: version.validity.isOpen ? nil : version.validity.to,
                            fields: version.content.entries.map {
                                StagedRow.FieldValue($0.field, $0.value)
                            }, origin: Origin(file: "export.csv", line: index + 2))
                    })
            }
        }
        let onto = FeedMerge(groups, onto: rows, asOf: asOf)
        #expect(onto.changeset.isEmpty)
        #expect(onto.findings.isEmpty)
        let fresh = FeedMerge(groups, onto: MasterRows(), asOf: asOf)
        #expect(try fresh.changeset.applied(to: MasterRows()) == rows)
    }

    @Test("a changeset refuses masters that it was not made against")
    func misfit() throws {
        var base = MasterRows()
        let key = RowKey(.person, "P1")
        base[key] = Timeline([
            RowVersion(validity: Validity(from: asOf), content: Content([.nameEn: "Asha"]))
        ])
        let changeset = Changeset.diff(from: base, to: MasterRows(), asOf: asOf)
        #expect(throws: ApplyError(key: key)) { try changeset.applied(to: MasterRows()) }
    }
}

@Suite("What a change is called")
struct ChangeKindTests {
    private func kinds(_ before: [Field: String], _ after: [Field: String]) -> [ChangeKind] {
        let day = Day(number: 10)
        func timeline(_ values: [Field: String]) -> Timeline {
            Timeline([RowVersion(validity: Validity(from: day), content: Content(values))])
        }
        return Change(
            of: RowKey(.tehsil, "1"), from: timeline(before), to: timeline(after), asOf: day)?.kinds
            ?? []
    }

    @Test(
        "names",
        arguments: [
            ("KISHANGARH RENWAL", "Kishangarh Renwal", ChangeKind.recased),
            ("Neem-Ka-Thana", "Neem Ka Thana", .renamed), ("Jalor", "Jalore", .renamed),
            ("Kishangarh Bas", "Kishangarhbas", .renamed),
        ])
    func names(before: String, after: String, kind: ChangeKind) {
        #expect(kinds([.nameEn: before], [.nameEn: after]) == [kind])
    }

    @Test("a move and a renaming are both named")
    func both() {
        #expect(
            kinds(
                [.nameEn: "Mandawar", .parentRevenue: "district:87"],
                [.nameEn: "Mundawar", .parentRevenue: "district:770"]) == [.moved, .renamed])
    }

    @Test("a first parent is no move")
    func firstParent() {
        #expect(
            kinds([.nameEn: "A"], [.nameEn: "A", .parentUrban: "district:1"]) == [.changed])
    }
}

@Suite("Feeds onto live masters")
struct FeedMergeTests {
    private let asOf = Day(number: 100)
    private let district = RowKey(.district, "91")

    private func base() -> MasterRows {
        var rows = MasterRows()
        func add(_ key: RowKey, _ values: [Field: String]) {
            rows[key] = Timeline([
                RowVersion(validity: Validity(from: Day(number: 0)), content: Content(values))
            ])
        }
        add(RowKey(.state, "8"), [.nameEn: "Rajasthan"])
        add(RowKey(.division, "B"), [.nameEn: "B", .parentRevenue: "state:8"])
        add(district, [.nameEn: "Bharatpur", .nameHi: "भरतपुर", .parentRevenue: "division:B"])
        add(RowKey(.tehsil, "1"), [.nameEn: "Kaman", .parentRevenue: "district:91"])
        return rows
    }

    private func row(
        _ key: RowKey, _ values: [(Field, String)], role: StagedRow.Role = .own, line: Int = 2,
        file: String = "feed.csv"
    ) -> StagedRow {
        StagedRow(
            key: key, role: role, fields: values.map { StagedRow.FieldValue($0.0, $0.1) },
            origin: Origin(file: file, line: line))
    }

    @Test("a coarser ancestor of the live parent moves nothing, and unmapped columns stay")
    func coarser() {
        let merge = FeedMerge(
            [[row(district, [(.nameEn, "Bharatpur"), (.parentRevenue, "state:8")])]],
            onto: base(), asOf: asOf)
        #expect(merge.changeset.isEmpty)
        #expect(merge.unchanged == [.district: 1])
    }

    @Test("a thing that rows merely name is added when it is new and never changed")
    func named() {
        let merge = FeedMerge(
            [
                [row(district, [(.nameEn, "BHARATPUR")], role: .named)],
                [row(RowKey(.district, "767"), [(.nameEn, "Deeg")], role: .named)],
            ], onto: base(), asOf: asOf)
        #expect(merge.changeset.changes.map(\.key.code) == ["767"])
        #expect(merge.changeset.changes.first?.reason == .named)
    }

    @Test("two rows for one key in one file: both are named, neither wins")
    func duplicate() {
        let merge = FeedMerge(
            [[row(district, [(.nameEn, "A")], line: 2), row(district, [(.nameEn, "B")], line: 9)]],
            onto: base(), asOf: asOf)
        #expect(merge.changeset.isEmpty)
        #expect(merge.contradictory == [district])
        let finding = merge.findings.listed.first
        #expect(finding?.origin?.line == 9)
        #expect(finding?.message.contains("feed.csv:2") == true)
    }

    /// A tehsil that two rows give, from one day and until another, counted from 1970.
    private func dated(
        _ first: (from: Int32, to: Int32?), _ second: (from: Int32, to: Int32?),
        names: [String], files: [String] = ["feed.csv", "feed.csv"]
    ) -> FeedMerge {
        let rows = [first, second].enumerated().map { index, window in
            var row = row(
                RowKey(.tehsil, "77"), [(.nameEn, names[index])], line: 2 + index,
                file: files[index])
            row.validFrom = Day(number: window.from)
            row.validTo = window.to.map { Day(number: $0) }
            return row
        }
        return FeedMerge([rows.reversed()], onto: base(), asOf: asOf)
    }

    @Test(
        "rows whose days overlap and that say otherwise: both are named, neither wins",
        arguments: [
            (Int32?(100), Int32?(200), ["A", "B"], ["feed.csv", "feed.csv"]),
            (100, nil, ["A", "B"], ["feed.csv", "feed.csv"]),
            (100, 80, ["A", "A"], ["feed.csv", "feed.csv"]),
            (100, 200, ["A", "B"], ["one.csv", "two.csv"]),
        ])
    func overlapping(end: Int32?, second: Int32?, names: [String], files: [String]) throws {
        let merge = dated((0, end), (50, second), names: names, files: files)
        #expect(merge.changeset.isEmpty)
        #expect(merge.contradictory == [RowKey(.tehsil, "77")])
        let finding = try #require(merge.findings.listed.first)
        #expect(finding.code == "row.overlapping-dates")
        #expect(finding.origin == Origin(file: files[1], line: 3))
        #expect(finding.message.contains("\(files[0]):2"), "\(finding)")
        #expect(finding.value == "1970-02-20..\(second == 80 ? "1970-03-22" : "1970-04-11")")
    }

    @Test("rows that follow one another, or say the same, do not overlap")
    func following() {
        for merge in [
            dated((0, 50), (50, nil), names: ["A", "B"]),
            dated((0, nil), (50, 100), names: ["A", "B"]),
            dated((0, 100), (50, 200), names: ["A", "A"]),
        ] {
            #expect(merge.findings.isEmpty, "\(merge.findings.listed)")
            #expect(merge.changeset.changes.count == 1)
        }
    }

    @Test("a long row is compared with all that start before it ends")
    func nested() {
        var rows = [(0, 100), (10, 20), (30, 40)].enumerated().map { index, window in
            var row = row(RowKey(.tehsil, "77"), [(.nameEn, "\(index)")], line: 2 + index)
            row.validFrom = Day(number: Int32(window.0))
            row.validTo = Day(number: Int32(window.1))
            return row
        }
        rows[1].action = .change
        let merge = FeedMerge([rows], onto: base(), asOf: asOf)
        #expect(merge.findings.listed.map(\.origin?.line) == [3, 4])
    }

    @Test("a full feed makes what it leaves out missing; a faulty row is present")
    func full() {
        let scope = FeedScope(coverage: .full, kinds: [.tehsil], places: [district])
        let merge = FeedMerge([[StagedRow]](), onto: base(), asOf: asOf, scopes: [scope])
        #expect(merge.changeset.changes.map(\.kinds) == [[.missing]])
        let held = FeedMerge(
            [[StagedRow]](), onto: base(), asOf: asOf, scopes: [scope],
            faulty: [RowKey(.tehsil, "1")])
        #expect(held.changeset.isEmpty)
    }

    @Test("an end in the feed cuts the live version off; the rest of the row stays")
    func ended() {
        var ending = row(RowKey(.tehsil, "1"), [])
        ending.validFrom = Day(number: 0)
        ending.validTo = Day(number: 90)
        let merge = FeedMerge([[ending]], onto: base(), asOf: asOf)
        #expect(merge.changeset.changes.map(\.kinds) == [[.retired]])
    }
}
