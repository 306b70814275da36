import MasterData
import Testing

@testable import RouteEngine

@Suite("Who answers for a post on a day")
struct WhoAnswersTests {
    @Test("every level names its post, its holder and its time")
    func sample() throws {
        let decision = World.sample().decide(.sample())
        #expect(decision.outcome == .routed)
        #expect(decision.rule == RowKey(.rule, "R-WAT"))
        #expect(decision.department == RowKey(.department, "PHED"))
        #expect(decision.chain == RowKey(.chain, "WATER"))
        #expect(decision.release == World.release)
        #expect(decision.answering == ["P1", "P2", "P3", "P4"])
        #expect(decision.how == [.holder, .holder, .holder, .holder])
        let first = try #require(decision[level: 1])
        #expect(first.holder == RowKey(.person, "asha"))
        #expect(first.days == 7 && first.calendar == .calendar)
        #expect(first.terms?.dueDescription == "7 calendar days")
    }

    @Test(
        "a stand-in answers when there is no holder",
        arguments: ["officiating", "additional_charge", "look_after", "link_officer"])
    func standIn(nature: String) throws {
        var world = World.sample()
        world.vacate("P1")
        world.posting("P1", "esha", nature)
        let level = try #require(world.decide(.sample())[level: 1])
        #expect(level.post == level.answers)
        #expect(level.holder == RowKey(.person, "esha"))
        #expect(level.how == .standIn(try #require(PostingNature(rawValue: nature))))
    }

    @Test("stand-ins answer in the order officiating, additional charge, look-after, link officer")
    func order() {
        var world = World.sample()
        world.vacate("P1")
        var seen: [String?] = []
        for (person, nature) in [
            ("link", "link_officer"), ("look", "look_after"), ("charge", "additional_charge"),
            ("officiating", "officiating"), ("own", "substantive"),
        ] {
            world.posting("P1", person, nature)
            seen.append(world.decide(.sample())[level: 1]?.holder?.code)
        }
        #expect(seen == ["link", "look", "charge", "officiating", "own"])
    }

    @Test("of two alike, the later order answers")
    func later() {
        var world = World.sample()
        world.vacate("P1")
        world.posting("P1", "early", "look_after", from: -20)
        world.posting("P1", "late", "look_after", from: -10)
        #expect(world.decide(.sample())[level: 1]?.holder?.code == "late")
    }

    @Test("a holder on leave is stood in for on the days of the leave only")
    func leave() {
        var world = World.sample()
        world.posting("P1", "esha", "link_officer")
        world.leave("asha", from: 5, to: 8)
        let table = world.table()
        let holders = (4...8).map { table.decide(.sample(day: $0))[level: 1]?.holder?.code }
        #expect(holders == ["asha", "esha", "esha", "esha", "asha"])
    }

    @Test("a vacant post is answered by the next level, with the reason")
    func nextLevel() throws {
        var world = World.sample()
        world.vacate("P1")
        let level = try #require(world.decide(.sample())[level: 1])
        #expect(level.post?.code == "P1" && level.answers?.code == "P2")
        #expect(level.holder == RowKey(.person, "bina"))
        #expect(level.how == .nextLevel(reason: .vacant))
        #expect(level.days == 7)
        world.posting("P1", "asha")
        world.leave("asha", from: 0, to: 3)
        #expect(world.decide(.sample())[level: 1]?.how == .nextLevel(reason: .onLeave))
    }

    @Test("the next level is passed over when it is vacant itself")
    func twoVacant() {
        var world = World.sample()
        world.vacate("P1")
        world.vacate("P2")
        let decision = world.decide(.sample())
        #expect(decision.answering == ["P3", "P3", "P3", "P4"])
        // The chief engineer answers already; escalation goes past him to the secretary.
        #expect(
            decision.how == [
                .nextLevel(reason: .vacant), .samePersonAsBelow, .samePersonAsBelow, .holder,
            ])
        #expect(decision[level: 2]?.standing == .nextLevel)
    }

    @Test("the same person at two levels is passed, and it says so")
    func samePerson() throws {
        var world = World.sample()
        world.vacate("P2")
        world.posting("P2", "asha", "additional_charge")
        let level = try #require(world.decide(.sample())[level: 2])
        #expect(level.how == .samePersonAsBelow)
        #expect(level.answers?.code == "P2")
        #expect(level.standing == .standIn)
    }

    @Test("with nobody up the chain the complaint waits with its own post")
    func nobody() {
        var world = World.sample()
        for post in ["P1", "P2", "P3", "P4"] { world.vacate(post) }
        let decision = world.decide(.sample())
        #expect(decision.outcome == .routed)
        #expect(decision.answering == ["P1", "P2", "P3", "P4"])
        #expect(decision.how[0] == .vacant(.vacant))
        #expect(decision.levels.allSatisfy { $0.holder == nil })
    }
}
