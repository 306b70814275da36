import Changesets
import Foundation
import MasterData
import SourceReading
import Staging
import Testing

@Suite("The registers of 2022 and 2026", .enabled(if: hasRegisters, "no ../shared/data/lgd here"))
struct RegisterTests {
    private static let asOf2022 = Day(number: 19_340)
    private static let asOf2026 = Day(number: 20_598)

    private func file(_ name: String) throws -> SourceFile {
        try SourceFile.open(path: registersFolder.appendingPathComponent(name).path)
    }

    private func merge(
        _ names: [String], onto base: MasterRows, asOf day: Day,
        coverage: FeedScope.Coverage = .partial
    ) throws -> FeedMerge {
        let staged = try StagedMasters.sample(names.map(file))
        let scopes = [MasterKind.district, .tehsil].map {
            FeedScope(coverage: coverage, kinds: [$0], places: [RowKey(.state, "8")])
        }
        return FeedMerge(try staged.groups(), onto: base, asOf: day, scopes: scopes)
    }

    private func base() throws -> MasterRows {
        try merge(
            ["district_2022-12-14.csv", "subdistrict_2022-02-21.csv"], onto: MasterRows(),
            asOf: Self.asOf2022
        ).changeset.applied(to: MasterRows())
    }

    private func counts(_ merge: FeedMerge, of kind: MasterKind) -> [ChangeKind: Int] {
        var counts: [ChangeKind: Int] = [:]
        for change in merge.changeset.changes where change.key.kind == kind {
            for way in change.kinds { counts[way, default: 0] += 1 }
        }
        return counts
    }

    @Test("2022 brings Rajasthan alone: the state, 33 districts, 369 tehsils")
    func first() throws {
        let rows = try base()
        #expect(rows.count(of: .state) == 1)
        #expect(rows.count(of: .district) == 33)
        #expect(rows.count(of: .tehsil) == 369)
        #expect(rows.count == 403)
    }

    @Test("2026 over 2022 changes exactly what it should", arguments: FeedScope.Coverage.allCases)
    func second(coverage: FeedScope.Coverage) throws {
        let merge = try merge(
            ["district_2026-05-25.csv", "subdistrict_2026-05-25.csv"], onto: base(),
            asOf: Self.asOf2026, coverage: coverage)
        #expect(counts(merge, of: .tehsil) == [.added: 56, .moved: 50, .renamed: 44, .recased: 28])
        #expect(merge.unchanged[.tehsil] == 256)
        #expect(counts(merge, of: .district) == [.added: 8, .recased: 33])
        #expect(merge.unchanged[.district] == nil)
        #expect(counts(merge, of: .state) == [.recased: 1])
        #expect(merge.findings.isEmpty)
    }

    @Test("each tehsil changes as the independent comparison says")
    func keyByKey() throws {
        let merge = try merge(
            ["district_2026-05-25.csv", "subdistrict_2026-05-25.csv"], onto: base(),
            asOf: Self.asOf2026)
        var expected: [String: Set<ChangeKind>] = [:]
        var columns: [String: Int] = [:]
        try CSVReader().read(
            file("rajasthan_tehsil_changes_2022-02-21_to_2026-05-25.csv"),
            headings: { headings in
                for heading in headings { columns[heading.name] = heading.index }
            },
            record: { record in
                let code = record.text(columns["subdistrict_code"] ?? 0) ?? ""
                let words = record.text(columns["change"] ?? 0) ?? ""
                expected[code] = Set(
                    words.split(separator: "+").compactMap {
                        $0 == "case" ? .recased : ChangeKind(rawValue: String($0))
                    })
            }, finding: { _ in })
        let actual = merge.changeset.changes.filter { $0.key.kind == .tehsil }
            .map { ($0.key.code, Set($0.kinds)) }
        #expect(expected.count == 169)
        #expect(Dictionary(uniqueKeysWithValues: actual) == expected)
    }

    @Test(
        "the 44 renames, hidden by new codes, are proposed among 100 newcomers, none of them wrongly"
    )
    func hiddenRenames() throws {
        let base = try base()
        let merge = try merge(
            ["district_2026-05-25.csv", "subdistrict_2026-05-25.csv"], onto: base,
            asOf: Self.asOf2026)
        var after = try merge.changeset.applied(to: base)
        let renamed = merge.changeset.changes.filter {
            $0.key.kind == .tehsil && $0.kinds.contains(.renamed)
        }
        for change in renamed {
            let content = after.content(of: change.key, on: Self.asOf2026) ?? Content()
            after[change.key]?.clear(Validity(from: Self.asOf2026))
            after[RowKey(.tehsil, "9" + change.key.code)] = Timeline([
                RowVersion(validity: Validity(from: Self.asOf2026), content: content)
            ])
        }
        let proposals = IdentityMatching(
            Changeset.diff(from: base, to: after, asOf: Self.asOf2026)
        ).proposals.filter { $0.before.kind == .tehsil }
        let right = proposals.filter { $0.after.code == "9" + $0.before.code }
        #expect(renamed.count == 44)
        #expect(proposals.count == right.count, "precision: \(proposals.count) proposed")
        #expect(right.count >= 42, "recall: \(right.count) of 44")
    }

    @Test("the tehsil file alone adds the districts it names and changes none")
    func tehsilsAlone() throws {
        let merge = try merge(
            ["subdistrict_2026-05-25.csv"], onto: base(), asOf: Self.asOf2026)
        #expect(counts(merge, of: .district) == [.added: 8])
        #expect(counts(merge, of: .state) == [:])
        #expect(counts(merge, of: .tehsil)[.moved] == 50)
    }
}
