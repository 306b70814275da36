import MasterData
import Testing

@testable import RouteEngine

@Suite("Verification of a flat table is exact")
struct FlatVerifyTests {
    static let days = Validity(
        from: FlatSheet.start.advanced(by: 40), to: FlatSheet.start.advanced(by: 200))

    @Test(
        "conflicts, duplicates, masked rules and holes are those of a plain count",
        arguments: 1...16)
    func counts(seed: Int) throws {
        let sheet = FlatSheet(seed: UInt64(seed) * 31, rules: 4 + seed * 4, complaints: 1)
        let table = try #require(sheet.table())
        let result = table.verify(holesDuring: Self.days)
        let naive = NaiveVerify(sheet, Self.days)
        #expect(result.conflicts == naive.conflicts)
        #expect(result.duplicates == naive.duplicates)
        #expect(result.masked == naive.masked)
        #expect(result.cells == naive.cells)
        #expect(result.holes == naive.holes)
        #expect(result.holeDays == naive.holeDays)
        #expect(result.isSound == (naive.conflicts == 0 && naive.holes == 0))
        #expect(result.isComplete)
    }

    @Test("a rule is masked by two others together, and the finding names its line")
    func union() throws {
        var builder = FlatTableBuilder(source: "old.csv")
        builder.add(
            Array(
                (FlatSheetReadingTests.heading + """
                    1,C1,*,*,*,2025-01-01,2025-06-01,5,A
                    2,*,*,*,*,2025-05-01,2026-01-01,4,B
                    3,C1,D1,*,*,2025-02-01,2025-12-01,0,C
                    4,C1,D1,*,*,2025-02-01,2026-12-01,0,C

                    """).utf8))
        let table = try #require(builder.finish().table)
        let result = table.verify(
            holesDuring: Validity(from: Day("2025-01-01")!, to: Day("2025-02-01")!))
        #expect(result.masked == 1)
        #expect(result.duplicates == 1)
        #expect(result.conflicts == 0)
        let finding = try #require(
            result.findings.listed.first { $0.code.text == "match.masked-rule" })
        #expect(finding.origin?.description == "old.csv:4")
        #expect(finding.message.contains("1 (old.csv:2) and 2 (old.csv:3)"))
    }

    @Test("holes are described as widely as they go")
    func groups() throws {
        var builder = FlatTableBuilder(source: "r.csv")
        builder.add(
            Array(
                (FlatSheetReadingTests.heading + """
                    1,C1,*,*,*,2025-01-01,2026-01-01,0,A
                    2,C2,D1,*,*,2025-01-01,2026-01-01,0,B
                    3,C2,D2,T1,APP,2025-01-01,2025-03-01,0,C
                    4,C2,D2,T2,WEB,2025-01-01,2026-01-01,0,C

                    """).utf8))
        let table = try #require(builder.finish().table)
        let result = table.verify(
            holesDuring: Validity(from: Day("2025-01-01")!, to: Day("2026-01-01")!))
        #expect(
            result.findings.listed.map(\.message) == [
                "No rule matches category C2, district D2, subdistrict T1, channel APP from 2025-03-01 until 2026-01-01 (1 cell). Add a rule, or a wider one for everything else.",
                "No rule matches category C2, district D2, subdistrict T1, channel WEB from 2025-01-01 until 2026-01-01 (1 cell). Add a rule, or a wider one for everything else.",
                "No rule matches category C2, district D2, subdistrict T2, channel APP from 2025-01-01 until 2026-01-01 (1 cell). Add a rule, or a wider one for everything else.",
            ])
    }
}

/// The same counts, cell by cell and day by day.
struct NaiveVerify {
    var conflicts = 0
    var duplicates = 0
    var masked = 0
    var cells = 0
    var holes = 0
    var holeDays = 0

    init(_ sheet: FlatSheet, _ days: Validity) {
        let rules = sheet.rules
        for (index, rule) in rules.enumerated() {
            for other in rules[(index + 1)...]
            where rule.fields == other.fields && rule.priority == other.priority
                && max(rule.from, other.from) < min(rule.to, other.to)
            {
                if rule.target == other.target { duplicates += 1 } else { conflicts += 1 }
            }
        }
        func codes(_ field: Int) -> [String] {
            Set(rules.map { $0.fields[field] }).subtracting(["*"]).sorted()
        }
        // Rules begin and end on these days only.
        let cuts = Set(rules.flatMap { [$0.from, $0.to] }).sorted()
        var winners: Set<Int> = []
        for category in codes(0) + ["?"] {
            for district in codes(1) + ["?"] {
                for subdistrict in codes(2) + ["?"] {
                    for channel in codes(3) + ["?"] {
                        let fields = [category, district, subdistrict, channel]
                        let near = rules.filter { FlatSheet.matches($0, fields) }
                        var small = sheet
                        small.rules = near
                        for day in cuts {
                            if let id = small.matches(fields, on: day).first?.id {
                                winners.insert(id)
                            }
                        }
                    }
                }
            }
        }
        masked = rules.count - winners.count
        for category in Self.orNone(codes(0)) {
            for (district, subdistrict) in Self.places(rules, codes(1), codes(2)) {
                for channel in Self.orNone(codes(3)) {
                    cells += 1
                    let fields = [category, district, subdistrict, channel]
                    let near = rules.filter { FlatSheet.matches($0, fields) }
                    var open = 0
                    var day = days.from
                    while day < days.to {
                        if !near.contains(where: { $0.from <= day && day < $0.to }) { open += 1 }
                        day = day.advanced(by: 1)
                    }
                    if open > 0 { holes += 1 }
                    holeDays += open
                }
            }
        }
    }

    private static func orNone(_ codes: [String]) -> [String] { codes.isEmpty ? [""] : codes }

    private static func places(
        _ rules: [FlatSheet.Rule], _ districts: [String], _ subdistricts: [String]
    ) -> [(String, String)] {
        var pairs = Set(
            rules.filter { $0.fields[1] != "*" && $0.fields[2] != "*" }
                .map { [$0.fields[1], $0.fields[2]] })
        for district in districts where !pairs.contains(where: { $0[0] == district }) {
            pairs.insert([district, ""])
        }
        for subdistrict in subdistricts where !pairs.contains(where: { $0[1] == subdistrict }) {
            pairs.insert(["", subdistrict])
        }
        if pairs.isEmpty { pairs.insert(["", ""]) }
        return pairs.map { ($0[0], $0[1]) }
    }
}
