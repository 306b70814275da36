import MasterData
import Testing

@testable import RouteEngine

@Suite("Every code of a flat table is found, and no other")
struct FlatDictionaryTests {
    /// Few codes have a slot each, very many are searched for; both kinds are short and long.
    @Test("of a field with few codes and with very many", arguments: [1, 7, 60, 700, 50_000])
    func codes(count: Int) throws {
        let codes = (1...count).map { $0 % 5 == 4 ? "CATEGORY-\($0)" : "C\($0)" }
        var rules =
            "rule_id,category,district,subdistrict,channel,valid_from,valid_to,priority,target\n"
        for (index, code) in codes.enumerated() {
            rules += "\(index + 1),\(code),*,*,*,2026-01-01,2027-01-01,0,T\n"
        }
        var builder = FlatTableBuilder(source: "rules.csv")
        builder.add(Array(rules.utf8))
        let table = try #require(builder.finish(dense: false).table)
        let dictionary = table.facts.dictionaries[0]
        #expect((dictionary.ownBits == 0) == (count == 50_000))
        // Each code, and others that are nearly one.
        let asked =
            codes + codes.flatMap { ["\($0)0000", String($0.dropLast()), "c" + $0] } + ["", "C"]
        var sheet = "complaint_id,category,district,subdistrict,channel,date\n"
        for (index, code) in asked.enumerated() { sheet += "\(index),\(code),D,,APP,2026-06-01\n" }
        let numbers = Dictionary(uniqueKeysWithValues: zip(codes, 1...))
        let winners = table.decide(table.batch(try FlatTable.complaints(sheet)))
        #expect(winners.map(Int.init) == asked.map { numbers[$0] ?? 0 })
    }
}

@Suite("The date of a complaint")
struct FlatDateTests {
    let table: FlatTable

    init() throws {
        var rules =
            "rule_id,category,district,subdistrict,channel,valid_from,valid_to,priority,target\n"
        var day = try #require(Day("1998-11-20"))
        for rule in 1...40 {
            let next = day.advanced(by: 11 + rule)
            rules += "\(rule),*,*,*,*,\(day),\(next),0,T\n"
            day = next
        }
        var builder = FlatTableBuilder(source: "rules.csv")
        builder.add(Array(rules.utf8))
        table = try #require(builder.finish().table)
    }

    private func winners(_ dates: [String]) throws -> [UInt32] {
        var sheet = "complaint_id,category,district,subdistrict,channel,date\n"
        for date in dates { sheet += "1,C,D,,APP,\(date)\n" }
        return table.decide(table.batch(try FlatTable.complaints(sheet)))
    }

    @Test("is read as the day it is, in this century and others")
    func everyDay() throws {
        var days = (0..<1500).map { Day("1998-10-01")!.advanced(by: $0) }
        days += ["0001-01-01", "1900-03-01", "2063-01-01", "2100-02-28", "9999-12-31"].map {
            Day($0)!
        }
        let expected = days.map { day in
            table.decide(category: "C", district: "D", subdistrict: "", channel: "APP", on: day)
        }
        #expect(try winners(days.map(\.description)).map(Int.init) == expected)
        #expect(Set(expected).count == 41)
    }

    @Test(
        "that is none has no decision",
        arguments: [
            "2000-02-30", "2001-02-29", "1900-02-29", "2000-13-01", "2000-00-10", "2000-01-00",
            "2000-01-32", "2000-99-99", "20 0-01-01", "2000/01/01", "2000-1-011", "200-01-010",
            "2000-01-1", "2000-01-011", "2000-0:-01", "2000-01-0/", "２000-01-01", "",
        ])
    func noDay(text: String) throws {
        #expect(try winners([text, "2000-01-01"]).count == 1)
    }
}
