import MasterData
import SourceReading
import Staging
import Testing

@Suite("Staged rows")
struct StagedMastersTests {
    /// Rows of two kinds: few codes and few values, so that keys and whole rows come again.
    private static func rows(_ seed: UInt64, count: Int, codes: Int) -> [[String]] {
        var dice = Dice(seed: seed)
        return (0..<count).map { _ in
            let code = "C\(dice.roll(codes))"
            return dice.roll(2) == 0
                ? ["person", code, "N\(dice.roll(3))", ""]
                : ["office", code, "N\(dice.roll(3))", "D\(dice.roll(2))"]
        }
    }

    private static func file(_ name: String, _ rows: [[String]]) -> SourceFile {
        let lines = (["kind,code,name_en,department"] + rows.map { $0.joined(separator: ",") })
        return SourceFile(name: name, bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    @Test(
        "come back by key, keys in order, equal rows of one file once, however many there are",
        arguments: [(1, 60, 9), (2, 3000, 700), (3, 6000, 90000)])
    func law(seed: UInt64, count: Int, codes: Int) throws {
        let files = [
            ("a.csv", Self.rows(seed, count: count, codes: codes)),
            ("b.csv", Self.rows(seed + 100, count: count / 2, codes: codes)),
        ]
        var expected: [RowKey: [[String]]] = [:]
        for (name, rows) in files {
            for row in rows {
                let kind = try #require(MasterKind(rawValue: row[0]))
                let entry = [name] + row
                if expected[RowKey(kind, row[1]), default: []].contains(entry) { continue }
                expected[RowKey(kind, row[1]), default: []].append(entry)
            }
        }
        let staged = try StagedMasters.sample(
            files.map { Self.file($0.0, $0.1) }, profile: "canonical")
        func plain(_ row: StagedRow) -> [String] {
            [
                row.origin.file, row.key.kind.rawValue, row.key.code,
                row.value(of: .nameEn) ?? "", row.value(of: .department) ?? "",
            ]
        }
        let groups = try staged.groups()
        #expect(groups.compactMap(\.first?.key) == expected.keys.sorted())
        #expect(groups.map { $0.map(plain) } == expected.keys.sorted().map { expected[$0] ?? [] })
        #expect(staged.count == expected.values.reduce(0) { $0 + $1.count })
        #expect(
            try staged.repeatedKeys() == expected.filter { $0.value.count > 1 }.keys.sorted())
        for (key, rows) in expected.prefix(200) {
            #expect(try staged.holds(key))
            #expect(try staged.rows(of: key).map(plain) == rows)
        }
        #expect(try staged.holds(RowKey(.person, "nobody")) == false)
        let held = Set(expected.keys.prefix(5))
        #expect(try staged.groups(without: held).count == groups.count - held.count)
    }

    @Test("a row keeps all that it says, and where it stands")
    func whole() throws {
        let long = String(repeating: "लम्बा ", count: 400) + "नाम"
        let staged = try StagedMasters.sample(
            "kind,code,scheme,name_en,name_hi,valid_from,valid_to,action\n"
                + "office,O1,raj,,\(long),2026-04-01,2027-04-01,change\n")
        let row = try #require(
            try staged.rows(of: RowKey(.office, "O1", scheme: .raj)).first)
        #expect(
            row
                == StagedRow(
                    key: RowKey(.office, "O1", scheme: .raj), action: .change,
                    validFrom: Day("2026-04-01"), validTo: Day("2027-04-01"),
                    fields: [StagedRow.FieldValue(.nameHi, long)],
                    origin: Origin(file: "feed.csv", line: 2, column: 1)))
    }
}
