import MasterData
import Testing

@testable import RouteEngine

@Suite("The place a complaint is routed by")
struct PlaceChoiceTests {
    private func place(
        _ rural: String, _ urban: String, _ setting: String?, _ given: [String],
        in world: World = .sample()
    ) -> String {
        var world = world
        world.put(.category, "X", .category(rural: rural, urban: urban))
        let decision = world.decide(.sample("X", at: given, setting: setting))
        return decision.place?.description ?? decision.reason?.rawValue ?? "-"
    }

    private static let all = ["district:101", "tehsil:501", "block:601", "urban_body:701"]

    @Test("is the one in the hierarchy of the category and the setting")
    func given() {
        #expect(place("panchayat", "urban", "rural", Self.all) == "block:601")
        #expect(place("panchayat", "urban", "urban", Self.all) == "urban_body:701")
        #expect(place("revenue", "revenue", nil, Self.all) == "tehsil:501")
    }

    @Test("is the district when the setting is unknown and the hierarchies differ")
    func unknownSetting() {
        #expect(place("panchayat", "urban", nil, Self.all) == "district:101")
        #expect(place("panchayat", "urban", nil, ["block:601"]) == "district:101")
    }

    @Test("is carried over when overlaps lead to exactly one place")
    func overlap() {
        var world = World.sample()
        let given = ["district:101", "block:601"]
        #expect(place("revenue", "revenue", nil, given, in: world) == "district:101")
        world.put(
            .overlap, "tehsil:501/block:601", [.place: "tehsil:501", .other: "block:601"])
        #expect(place("revenue", "revenue", nil, given, in: world) == "tehsil:501")
        world.put(
            .overlap, "tehsil:502/block:601", [.place: "tehsil:502", .other: "block:601"])
        #expect(place("revenue", "revenue", nil, given, in: world) == "district:101")
        // The district tells the two apart once one of them lies elsewhere.
        world.put(.district, "102", .district(under: "division:BIKANER"))
        world.put(.tehsil, "502", [.parentRevenue: "district:102"])
        #expect(place("revenue", "revenue", nil, given, in: world) == "tehsil:501")
    }

    @Test("is the common district when only a place of another hierarchy is known")
    func above() {
        #expect(place("urban", "urban", nil, ["block:601"]) == "district:101")
    }

    @Test("passes over codes that the release does not know")
    func unknown() {
        #expect(place("revenue", "revenue", nil, ["district:999", "tehsil:501"]) == "tehsil:501")
        #expect(place("revenue", "revenue", nil, ["district:101", "tehsil:999"]) == "district:101")
        #expect(place("revenue", "revenue", nil, ["district:999"]) == "unknown-place")
        #expect(place("revenue", "revenue", nil, []) == "unknown-place")
    }

    @Test("exists on the day, and so does the category")
    func ended() {
        var world = World.sample()
        world.remove(.tehsil, "501")
        world.put(.tehsil, "501", [.parentRevenue: "district:101"], to: 10)
        world.put(.category, "OLD", .category(), to: 10)
        let table = world.table(days: 20)
        let decide = { (category: String, day: Int) in
            table.decide(.sample(category, at: ["tehsil:501"], day: day)).reason
        }
        #expect(decide("WAT", 9) == nil)
        #expect(decide("WAT", 10) == .unknownPlace)
        #expect(decide("OLD", 10) == .categoryRetired)
        #expect(decide("NEW", 10) == .unknownCategory)
        #expect(decide("WAT", 20) == .dayNotCovered)
        #expect(decide("WAT", -1) == .dayNotCovered)
    }
}
