import MasterData

@testable import RouteEngine

/// A generated world and a changed one, each with every cell decided on every day.
struct NaiveComparison {
    let base: World
    let candidate: World
    let old: [NaiveCover.Cell: [Int: NaiveCover.State]]
    let new: [NaiveCover.Cell: [Int: NaiveCover.State]]

    /// - Parameter seed: of the world; the change takes one thing of most kinds away.
    init(world seed: Int, change: Int, days: Int) {
        let base = RandomWorld(seed: seed).world
        var candidate = base
        var random = Seeded(change)
        for kind in [MasterKind.office, .rule, .post, .tehsil, .category, .chainLevel] {
            candidate.rows[random.pick(candidate.rows.keys(of: kind))] = nil
        }
        candidate.rule("R50", "D2", "K2", [.place: "district:1", .channel: "app"])
        let tables = (base.table(days: days), candidate.table(days: days))
        let channels = Set(tables.0.model.rules.channels + tables.1.model.rules.channels).sorted()
        self.base = base
        self.candidate = candidate
        old = NaiveCover(base, days: days, channels: [nil] + channels).states
        new = NaiveCover(candidate, days: days, channels: [nil] + channels).states
    }
}
