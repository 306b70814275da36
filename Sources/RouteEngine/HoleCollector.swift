import MasterData

/// Collects holes cell by cell and joins those that differ in one respect only.
struct HoleCollector {
    /// What the cells of one hole share.
    struct Lack: Hashable {
        var level: UInt8
        var reason: UnroutableReason
        var department: Int32
        var chain: Int32
        var span: Span
    }

    private typealias Key = CellKey<Lack>

    private var places: [Key: [Int32]] = [:]
    private var categories: [Int32: [Int32]] = [:]

    var isEmpty: Bool { places.isEmpty }

    mutating func add(
        _ stretches: [CellStretch], categories: [Int32], place: Int32, setting: UInt8,
        channel: UInt8
    ) {
        for stretch in stretches where stretch.state == .hole {
            let lack = Lack(
                level: stretch.level, reason: stretch.reason ?? .noPost,
                department: stretch.department, chain: stretch.chain, span: stretch.span)
            self.categories[categories[0]] = categories
            let key = Key(
                essence: lack, group: categories[0], setting: setting, channel: channel)
            places[key, default: []].append(place)
        }
    }

    /// The holes joined: first settings and channels, then categories at the same places.
    func holes(_ grouping: HoleGrouping) -> [Hole] {
        let single = places.map { key, places in
            let categories = categories[key.group] ?? [key.group]
            return (shape: key.block(categories: categories, places: places), tally: ())
        }
        return TalliedBlocks(blocks: single).joined { _, _ in }.blocks
            .map { grouping.hole($0.shape) }.sorted(by: Self.isListedBefore)
    }

    /// Larger holes first; equal ones in a fixed order.
    private static func isListedBefore(_ a: Hole, _ b: Hole) -> Bool {
        if a.cells != b.cells { return a.cells > b.cells }
        if a.level != b.level { return a.level < b.level }
        return a.description < b.description
    }
}
