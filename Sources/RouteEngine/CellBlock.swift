import MasterData

/// Cells with one essence that make a block: all of its categories, places, settings and channels.
struct CellBlock<Essence: Hashable>: Hashable {
    var essence: Essence
    var categories: [Int32]
    var places: [Int32]
    var settings: [UInt8]
    var channels: [UInt8]

    var cells: Int { categories.count * places.count * settings.count * channels.count }
}

/// Cells with one essence that differ in their places alone.
struct CellKey<Essence: Hashable>: Hashable {
    var essence: Essence
    /// The first category stands for all that no rule tells apart.
    var group: Int32
    var setting: UInt8
    var channel: UInt8

    func block(categories: [Int32], places: [Int32]) -> CellBlock<Essence> {
        CellBlock(
            essence: essence, categories: categories, places: places.sorted(),
            settings: [setting], channels: [channel])
    }
}

/// Blocks of cells, each with what was counted over its cells.
struct TalliedBlocks<Essence: Hashable, Tally> {
    var blocks: [(shape: CellBlock<Essence>, tally: Tally)]

    /// Joins the blocks that differ in one respect only: first settings and channels, then
    /// categories at the same places.
    func joined(adding add: (inout Tally, Tally) -> Void) -> Self {
        joined(\.settings, adding: add).joined(\.channels, adding: add)
            .joined(\.categories, adding: add)
    }

    /// Joins the blocks that agree in all but one respect.
    private func joined<Item: Comparable & Hashable>(
        _ respect: WritableKeyPath<CellBlock<Essence>, [Item]>,
        adding add: (inout Tally, Tally) -> Void
    ) -> Self {
        var joined: [CellBlock<Essence>: (items: [Item], tally: Tally)] = [:]
        for block in blocks {
            var rest = block.shape
            rest[keyPath: respect] = []
            if var known = joined.removeValue(forKey: rest) {
                known.items += block.shape[keyPath: respect]
                add(&known.tally, block.tally)
                joined[rest] = known
            } else {
                joined[rest] = (block.shape[keyPath: respect], block.tally)
            }
        }
        return Self(
            blocks: joined.map { rest, known in
                var shape = rest
                shape[keyPath: respect] = known.items.sorted()
                return (shape, known.tally)
            })
    }
}
