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

    private struct Key: Hashable {
        var lack: Lack
        /// The first category stands for all that no rule tells apart.
        var group: Int32
        var setting: UInt8
        var channel: UInt8
    }

    /// Cells that make a block: all of its categories, places, settings and channels.
    struct Block {
        var lack: Lack
        var categories: [Int32]
        var places: [Int32]
        var settings: [UInt8]
        var channels: [UInt8]

        var cells: Int { categories.count * places.count * settings.count * channels.count }
    }

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
            let key = Key(lack: lack, group: categories[0], setting: setting, channel: channel)
            places[key, default: []].append(place)
        }
    }

    /// The holes joined: first settings and channels, then categories at the same places.
    func holes(_ grouping: HoleGrouping) -> [Hole] {
        let single = places.map { key, places in
            Block(
                lack: key.lack, categories: categories[key.group] ?? [key.group],
                places: places.sorted(), settings: [key.setting], channels: [key.channel])
        }
        let bySetting = Self.join(single, \.settings)
        let byChannel = Self.join(bySetting, \.channels)
        let byCategory = Self.join(byChannel, \.categories)
        return byCategory.map(grouping.hole).sorted(by: Self.isListedBefore)
    }

    /// Joins blocks that agree in all but one respect.
    private static func join<Item: Comparable>(
        _ blocks: [Block], _ respect: WritableKeyPath<Block, [Item]>
    ) -> [Block] {
        var joined: [BlockKey: Block] = [:]
        for block in blocks {
            var rest = block
            rest[keyPath: respect] = []
            let key = BlockKey(rest)
            if joined[key] == nil {
                joined[key] = block
            } else {
                joined[key]?[keyPath: respect] += block[keyPath: respect]
            }
        }
        return joined.values.map { block in
            var sorted = block
            sorted[keyPath: respect].sort()
            return sorted
        }
    }

    private struct BlockKey: Hashable {
        var lack: Lack
        var categories: [Int32]
        var places: [Int32]
        var settings: [UInt8]
        var channels: [UInt8]

        init(_ block: Block) {
            lack = block.lack
            categories = block.categories
            places = block.places
            settings = block.settings
            channels = block.channels
        }
    }

    /// Larger holes first; equal ones in a fixed order.
    private static func isListedBefore(_ a: Hole, _ b: Hole) -> Bool {
        if a.cells != b.cells { return a.cells > b.cells }
        if a.level != b.level { return a.level < b.level }
        return a.description < b.description
    }
}
