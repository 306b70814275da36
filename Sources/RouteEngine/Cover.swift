public import MasterData

/// Who would get every complaint there can be: the state of all cells over some days.
///
/// A cell is an active public leaf category at a leaf place of its hierarchy, or at a
/// district for complaints known no better, in a setting, by a channel that some rule
/// tells apart, at one level. It counts once, under the worst state it has on any day.
public struct Cover: Sendable {
    public var days: Validity
    public var cells: [CoverState: Int]
    /// Cells without a post, grouped to the largest description; most cells first.
    public var holes: [Hole]

    /// How many cells there are.
    public var cellCount: Int { cells.values.reduce(0, +) }
}

extension RouteTable {
    /// The cover from a day on, within the days of the table.
    public func cover(from day: Day, days: Int = 400) -> Cover {
        let window = span(from: day, days: days)
        var source = CellSource(
            model, over: window, cut: CellSource.cuts(model, in: window))
        var counts = Array(repeating: 0, count: CoverState.allCases.count)
        var holes = HoleCollector()
        let cells = CellPlan(source)
        var stretches: [CellStretch] = []
        for (group, categories) in cells.groups {
            for place in cells.places {
                for setting in CellPlan.settings {
                    for channel in cells.channels {
                        stretches.removeAll(keepingCapacity: true)
                        source.fill(
                            groups: group, place: place, setting: setting, channel: channel,
                            into: &stretches)
                        if stretches.isEmpty { continue }
                        for state in worstStates(stretches) {
                            counts[state.rank] += categories.count
                        }
                        holes.add(
                            stretches, categories: categories, place: place, setting: setting,
                            channel: channel)
                    }
                }
            }
        }
        let grouping = HoleGrouping(
            source, channels: [nil] + model.rules.channels.map(Optional.some))
        return Cover(
            days: window.validity,
            cells: Dictionary(
                uniqueKeysWithValues: CoverState.allCases.map { ($0, counts[$0.rank]) }),
            holes: holes.holes(grouping))
    }

    func span(from day: Day, days: Int) -> Span {
        let end = Int(day.number) + min(max(days, 0), Int(Int32.max))
        let window = Span(from: day.number, to: Int32(clamping: end))
        return window.clipped(to: model.days)
    }

    /// The worst state of each level that the stretches speak of.
    private func worstStates(_ stretches: [CellStretch]) -> LevelWorst {
        var worst = LevelWorst()
        for stretch in stretches { worst.note(stretch) }
        return worst
    }
}

/// The worst state of each level seen so far.
private struct LevelWorst: Sequence, IteratorProtocol {
    private var worst = InlineArray<4, CoverState?>(repeating: nil)
    private var position = 0

    init() {}

    mutating func note(_ stretch: CellStretch) {
        let index = Int(stretch.level) - 1
        guard let known = worst[index] else {
            worst[index] = stretch.state
            return
        }
        if stretch.state.rank > known.rank { worst[index] = stretch.state }
    }

    mutating func next() -> CoverState? {
        while position < 4 {
            position += 1
            if let state = worst[position - 1] { return state }
        }
        return nil
    }
}

extension CoverState {
    /// 0 for the best state.
    var rank: Int {
        switch self {
        case .ownHolder: 0
        case .standIn: 1
        case .nextLevel: 2
        case .vacant: 3
        case .hole: 4
        }
    }
}

/// What to go through to see every cell of one table.
struct CellPlan {
    static let settings = [SettingCode.rural, SettingCode.urban, SettingCode.any]

    /// The categories by the groups they are in on each of the days, in key order.
    let groups: [(groups: [Int32], categories: [Int32])]
    let places: [Int32]
    /// The channels that rules tell apart, and 0 for all others.
    let channels: [UInt8]

    init(_ source: CellSource) {
        var found: [[Int32]: [Int32]] = [:]
        for category in 0..<Int32(source.model.categories.book.count) {
            guard let groups = source.groups(of: category) else { continue }
            found[groups, default: []].append(category)
        }
        groups = found.map { ($0.key, $0.value) }.sorted { $0.1[0] < $1.1[0] }
        places = (0..<Int32(source.model.places.book.count)).filter { place in
            source.days.contains { $0.isCell(place) }
        }
        channels = [0] + source.model.rules.channels.indices.map { UInt8($0 + 1) }
    }
}
