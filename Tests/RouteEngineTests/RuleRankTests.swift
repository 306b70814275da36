import MasterData
import Testing

@testable import RouteEngine

@Suite("The rule that wins")
struct RuleRankTests {
    /// The winner of two rules that both match the request.
    private func winner(_ one: [Field: String], _ two: [Field: String]) -> String? {
        var world = World.sample()
        world.remove(.rule, "R-WAT")
        world.rule("R1", "PHED", "WATER", one)
        world.rule("R2", "PHED", "WATER", two)
        return world.decide(.sample(channel: "app", setting: "rural")).rule?.code
    }

    @Test("is the more exact one, category before place before channel before setting")
    func order() {
        #expect(winner([.category: "WAT"], [.category: "WAT-SUP"]) == "R2")
        #expect(winner([.place: "district:101"], [.place: "tehsil:501"]) == "R2")
        #expect(winner([.place: "division:BIKANER"], [.place: "district:101"]) == "R2")
        #expect(winner([.place: "tehsil:501"], [.category: "WAT"]) == "R2")
        #expect(winner([.channel: "app"], [.place: "state:8"]) == "R2")
        #expect(winner([.setting: "rural"], [.channel: "app"]) == "R2")
        #expect(winner([:], [.setting: "rural"]) == "R2")
    }

    @Test("has the higher priority, whatever else")
    func priority() {
        #expect(winner([.category: "WAT-SUP", .place: "tehsil:501"], [.priority: "1"]) == "R2")
        #expect(winner([:], [.category: "WAT-SUP", .priority: "-1"]) == "R1")
    }

    @Test("is the one with the lower code when all else is equal, whatever the order of rows")
    func code() {
        #expect(winner([:], [:]) == "R1")
    }

    @Test("matches the channel, the setting and the day")
    func matching() {
        #expect(winner([:], [.channel: "portal"]) == "R1")
        #expect(winner([:], [.setting: "urban"]) == "R1")
        var world = World.sample()
        world.rule("R2", "PHED", "WATER", [.category: "WAT-SUP"], from: 10, to: 20)
        let table = world.table()
        let codes = [9, 10, 19, 20].map { table.decide(.sample(day: $0)).rule?.code }
        #expect(codes == ["R-WAT", "R2", "R2", "R-WAT"])
    }

    @Test("is for any setting when the complaint's setting is unknown")
    func unknownSetting() {
        var world = World.sample()
        world.rule("R2", "PHED", "WATER", [.category: "WAT-SUP", .setting: "rural"])
        #expect(world.decide(.sample()).rule?.code == "R-WAT")
        #expect(world.decide(.sample(setting: "rural")).rule?.code == "R2")
    }

    @Test("none is a reason of its own")
    func none() {
        var world = World.sample()
        world.remove(.rule, "R-WAT")
        let decision = world.decide(.sample())
        #expect(decision.outcome == .unroutable && decision.reason == .noRule)
        #expect(decision.place == RowKey(.tehsil, "501") && decision.levels.isEmpty)
    }
}
