import MasterData
import Testing

@testable import RouteEngine

@Suite("An explanation")
struct ExplainTests {
    private func world() -> World {
        var world = World.sample()
        world.put(
            .district, "101",
            [Field: String].district(under: "division:BIKANER").merging(
                [.nameEn: "Bikaner", .nameHi: "बीकानेर"]) { $1 })
        world.rule("R-ALL", "PHED", "WATER")
        world.rule("R-D", "PHED", "WATER", [.category: "WAT", .place: "district:101"], from: 5)
        world.rule("R-APP", "PHED", "WATER", [.category: "WAT", .channel: "app"])
        world.rule("R-BIL", "PHED", "WATER", [.category: "WAT", .place: "tehsil:502"])
        world.vacate("P1")
        world.posting("P1", "asha")
        world.leave("asha", from: 0, to: 3)
        return world
    }

    @Test("lists every candidate in rank order and why it lost")
    func candidates() {
        let explanation = world().table().explain(.sample())
        #expect(explanation.candidates.map(\.rule.code) == ["R-D", "R-WAT", "R-ALL"])
        #expect(
            explanation.candidates.map(\.verdict) == [
                .notValidThatDay, .won, .outranked(by: .category),
            ])
    }

    @Test("lists rules that miss by one field or the day")
    func nearMisses() {
        let misses = world().table().explain(.sample()).nearMisses
        #expect(misses.map(\.rule.rule.code) == ["R-D", "R-APP", "R-BIL"])
        #expect(misses.map(\.field) == [.day, .channel, .place])
    }

    @Test("ranks near misses by how far they are off, and leaves out what has nothing in common")
    func closeness() {
        var world = World.sample()
        world.put(.tehsil, "503", [.parentRevenue: "district:102"])
        world.put(.district, "102", .district(under: "division:BIKANER"))
        world.put(.category, "WAT-BILL", .category(under: "WAT"))
        world.put(.category, "WAT-SUP-X", .category(under: "WAT-SUP"))
        world.put(.category, "ELE", .category())
        world.rule("R-FAR-PLACE", "PHED", "WATER", [.category: "WAT", .place: "tehsil:503"])
        world.rule("R-BESIDE", "PHED", "WATER", [.category: "WAT", .place: "tehsil:502"])
        world.rule("R-SIBLING", "PHED", "WATER", [.category: "WAT-BILL"])
        world.rule("R-BELOW", "PHED", "WATER", [.category: "WAT-SUP-X"])
        world.rule("R-OTHER", "PHED", "WATER", [.category: "ELE"])
        world.rule("R-TWO", "PHED", "WATER", [.category: "ELE", .channel: "app"])
        world.rule("R-URBAN", "PHED", "WATER", [.category: "WAT", .setting: "urban"])
        let explanation = world.table().explain(.sample())
        #expect(
            explanation.nearMisses.map(\.rule.rule.code) == [
                "R-URBAN", "R-BELOW", "R-BESIDE", "R-SIBLING", "R-FAR-PLACE",
            ])
        #expect(explanation.nearMisses.map(\.distance) == [0, 1, 2, 2, 4])
        #expect(
            explanation.nearMisses.map { $0.shared?.description ?? "" } == [
                "", "category:WAT-SUP", "district:101", "category:WAT", "division:BIKANER",
            ])
        #expect(explanation.nearMissesLeftOut == 1)
        #expect(
            explanation.text.contains("and 1 more rule that misses by one thing, farther off"))
    }

    @Test("lists at most ten near misses, or none when not asked")
    func limit() {
        var world = world()
        for number in 10..<40 {
            world.put(.tehsil, "\(number)", [.parentRevenue: "district:101"])
            world.rule("R\(number)", "PHED", "WATER", [.place: "tehsil:\(number)"])
        }
        let explanation = world.table().explain(.sample())
        #expect(explanation.nearMisses.count == 10)
        // The thirty, and those for the app and for another tehsil; the day's is a candidate.
        #expect(explanation.nearMisses.count + explanation.nearMissesLeftOut == 33)
        #expect(world.table().explain(.sample(), nearMisses: 0).nearMisses.isEmpty)
    }

    @Test("shows how a post was found and who stands in")
    func level() throws {
        let level = try #require(world().table().explain(.sample()).levels.first)
        #expect(level.offices.map(\.jurisdiction.code) == ["AE-501/tehsil:501"])
        #expect(level.offices.map(\.verdict) == [.nearest])
        #expect(level.posts.map(\.isChosen) == [true])
        #expect(level.postings.map(\.isOnLeave) == [true])
        #expect(level.answer.how == .nextLevel(reason: .onLeave))
    }

    @Test("names the place that was passed over")
    func unknownPlace() {
        let explanation = world().table()
            .explain(.sample(at: ["district:999", "tehsil:501"]))
        #expect(explanation.place.unknown == [RowKey(.district, "999")])
        #expect(
            explanation.text.contains("passed over, as not in the release that day: district:999"))
    }

    @Test("reads well, with names in both languages")
    func text() {
        let text = world().table().explain(.sample()).text
        let expected = """
            Complaint C1 of category WAT-SUP [WAT-SUP] on 2026-04-01 goes to designation JEN, office AE-501 [P1], by rule R-WAT.
            Place: tehsil 501 [tehsil:501], revenue hierarchy (as given).
              under Bikaner / बीकानेर [district:101], division BIKANER [division:BIKANER], state 8 [state:8]
            Rules, best rank first:
              R-D (category WAT [WAT], Bikaner / बीकानेर [district:101]) to PHED/WATER from 2026-04-06 on: not valid that day
              R-WAT (category WAT [WAT]) to PHED/WATER from 2020-10-09 on: won
              R-ALL (everything) to PHED/WATER from 2020-10-09 on: outranked by category
            L1: designation JEN, office AE-501 [P1], 7 calendar days
              on leave: answered by the next level, designation XEN, office XEN-101 [P2], person bina [bina]
              sought: designation JEN [JEN] of department PHED [PHED] at level tehsil
              office: office AE-501 [AE-501] serving tehsil:501: nearest
              substantive: person asha [asha] since 2020-10-09, on leave
            L2: designation XEN, office XEN-101 [P2], 10 calendar days
              answered by person bina [bina], who answers below already: escalation passes this level
              sought: designation XEN [XEN] of department PHED [PHED] at level district
              office: office XEN-101 [XEN-101] serving district:101: nearest
              substantive: person bina [bina] since 2020-10-09: answers
            L3: designation CE, office HO [P3], 15 calendar days
              answered by person chand [chand], its holder
              sought: designation CE [CE] of department PHED [PHED] at level head_office
              office: office HO [HO] serving state:8: nearest
              substantive: person chand [chand] since 2020-10-09: answers
            L4: designation SECY, office GOV [P4], 30 calendar days
              answered by person deep [deep], its holder
              sought: designation SECY [SECY] of department PHED [PHED] at level state
              office: office GOV [GOV] serving state:8: nearest
              substantive: person deep [deep] since 2020-10-09: answers
            Near misses:
              R-APP (category WAT [WAT], app) to PHED/WATER from 2020-10-09 on: for channel app only
              R-BIL (category WAT [WAT], tehsil 502 [tehsil:502]) to PHED/WATER from 2020-10-09 on: for another place under Bikaner / बीकानेर [district:101]
            Read from release 7.

            """
        #expect(text == expected)
    }

    @Test("of an unroutable complaint says why")
    func unroutable() {
        var world = world()
        world.remove(.office, "AE-501")
        let table = world.table()
        #expect(
            table.explain(.sample()).text.hasPrefix(
                "Complaint C1 of category WAT-SUP [WAT-SUP] on 2026-04-01 cannot be routed: no-office."
            ))
        #expect(table.explain(.sample("NONE")).text.contains("unknown-category"))
    }

    @Test("is written as JSON with names and a format version")
    func json() {
        let json = world().table().explain(.sample()).json
        #expect(json["format_version"] == .integer(1))
        #expect(json["decision"]?["rule"] == .string("R-WAT"))
        #expect(json["candidates"]?.array?.first?["verdict"] == .string("not-valid-that-day"))
        #expect(json["names"]?["district:101"]?["hi"] == .string("बीकानेर"))
    }
}
