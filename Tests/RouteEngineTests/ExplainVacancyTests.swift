import MasterData
import Testing

@testable import RouteEngine

@Suite("An explanation of who answers")
struct ExplainVacancyTests {
    @Test("shows the whole way from a vacant post to the one that answers")
    func passedOver() throws {
        var world = World.sample()
        world.vacate("P1")
        world.vacate("P2")
        world.posting("P1", "old", to: -30)
        let explanation = world.table().explain(.sample())
        let level = try #require(explanation.levels.first)
        #expect(level.answer.answers?.code == "P3")
        #expect(level.passedOver.map(\.code) == ["P2"])
        #expect(level.lastPosting?.person.code == "old")
        #expect(level.lastPosting?.posting.code == "P1/old")
        #expect(explanation.levels[1].passedOver == [])
        #expect(
            explanation.text.contains(
                "  passed over, with nobody in place either: designation XEN, office XEN-101 [P2]"))
        #expect(
            explanation.text.contains(
                "  vacant since 2026-03-02; substantive: person old [old] since 2020-10-09"))
        #expect(explanation.json["levels"]?.array?[0]["passed_over"] == .array([.string("P2")]))
    }

    @Test("shows the own post of an officer with additional charge, and the link officer")
    func standIns() throws {
        var world = World.sample()
        world.leave("asha", from: 0, to: 9)
        world.posting("P1", "bina", "additional_charge")
        world.posting("P1", "kiran", "link_officer")
        let explanation = world.table().explain(.sample())
        let postings = try #require(explanation.levels.first?.postings)
        #expect(postings.map(\.person.code) == ["asha", "bina", "kiran"])
        #expect(postings.map(\.answers) == [false, true, false])
        #expect(postings.map { $0.ownPost?.code } == [nil, "P2", nil])
        #expect(
            explanation.text.contains(
                "additional charge: person bina [bina] since 2020-10-09, whose own post is designation XEN, office XEN-101 [P2]: answers"
            ))
    }

    @Test("says which release, file and line said so")
    func sources() {
        var explanation = World.sample().table().explain(.sample())
        let rule = RowKey(.rule, "R-WAT")
        let posting = RowKey(.posting, "P1/asha")
        let jurisdiction = RowKey(.jurisdiction, "AE-501/tehsil:501")
        #expect(explanation.sourceKeys.isSuperset(of: [rule, posting, jurisdiction]))
        explanation.sources[rule] = RowSource(
            release: 3, origin: Origin(file: "rules.csv", line: 14, column: 1))
        explanation.sources[posting] = RowSource(release: nil, origin: nil)
        #expect(explanation.text.contains("won (rules.csv:14:1, release 3)\n"))
        #expect(explanation.text.contains("answers (the plan)\n"))
        #expect(
            explanation.json["sources"]?["rule:R-WAT"]?["origin"] == .string("rules.csv:14:1"))
    }
}
