import MasterData

@testable import RouteEngine

/// The cells of a table, asked one by one and day by day.
struct NaiveCover {
    struct Cell: Hashable {
        var category: String
        var place: RowKey
        var setting: String?
        var channel: String?
        var level: Int
    }

    struct State: Hashable {
        var state: CoverState
        var reason: UnroutableReason?
        var answers: RowKey?
    }

    /// The state of each cell on each day on which it is one.
    private(set) var states: [Cell: [Int: State]] = [:]

    init(_ world: World, days: Int, channels: [String?]) {
        let table = world.table(days: days)
        let naive = NaiveRouter(rows: world.rows, release: World.release, days: table.days)
        for number in 0..<days {
            let day = World.day(number)
            for category in world.rows.keys(of: .category) {
                guard let content = world.rows.content(of: category, on: day),
                    content[.audience] == "public",
                    !world.rows.keys(of: .category).contains(where: {
                        world.rows.content(of: $0, on: day)?[.parent] == category.code
                    })
                else { continue }
                for setting in ["rural", "urban", nil] {
                    let variant = content[.variant] ?? "any"
                    if let setting, variant != "any", variant != setting { continue }
                    for place in naive.cellPlaces(content, setting, day) {
                        for channel in channels {
                            let decision = table.decide(
                                RouteRequest(
                                    category: category.code, channel: channel, setting: setting,
                                    day: day, places: [place]))
                            note(decision, category.code, place, setting, channel, number)
                        }
                    }
                }
            }
        }
    }

    private mutating func note(
        _ decision: Decision, _ category: String, _ place: RowKey, _ setting: String?,
        _ channel: String?, _ day: Int
    ) {
        func cell(_ level: Int) -> Cell {
            Cell(
                category: category, place: place, setting: setting, channel: channel, level: level)
        }
        if decision.levels.isEmpty {
            states[cell(1), default: [:]][day] = State(state: .hole, reason: decision.reason)
        }
        for level in decision.levels {
            var state = State(state: level.standing, answers: level.answers)
            if case .hole(let reason) = level.how { state.reason = reason }
            states[cell(level.level), default: [:]][day] = state
        }
    }

    /// How many cells there are by the worst state they have on any day.
    var counts: [CoverState: Int] {
        var counts = Dictionary(uniqueKeysWithValues: CoverState.allCases.map { ($0, 0) })
        for days in states.values {
            let order = CoverState.allCases
            let worst = days.values.compactMap { order.firstIndex(of: $0.state) }.max() ?? 0
            counts[order[worst], default: 0] += 1
        }
        return counts
    }

    struct Lack: Hashable {
        var day: Int
        var level: Int
        var reason: UnroutableReason
    }

    /// How many cells are a hole, by day, level and reason.
    var holes: [Lack: Int] {
        var counts: [Lack: Int] = [:]
        for (cell, days) in states {
            for (day, state) in days {
                guard let reason = state.reason else { continue }
                counts[Lack(day: day, level: cell.level, reason: reason), default: 0] += 1
            }
        }
        return counts
    }
}

extension NaiveRouter {
    /// The leaf places of the hierarchy a category is routed in, and every district.
    func cellPlaces(_ category: Content, _ setting: String?, _ day: Day) -> [RowKey] {
        let rural = Hierarchy(rawValue: category[.hierarchyRural] ?? "") ?? .revenue
        let urban = Hierarchy(rawValue: category[.hierarchyUrban] ?? "") ?? .revenue
        let used = setting == "urban" ? urban : rural
        return MasterKind.places.flatMap { rows.keys(of: $0) }.filter { place in
            guard exists(place, day) else { return false }
            if isShared(place) { return place.kind == .district }
            let isLeaf =
                lies(place, used, day)
                && !MasterKind.places.contains { kind in
                    rows.keys(of: kind).contains { rows.parent(of: $0, in: used, on: day) == place }
                }
            return isLeaf && (setting != nil || lies(place, urban, day))
        }
    }
}
