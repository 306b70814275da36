import MasterData

/// Collects differing cells one by one and joins those that differ alike.
struct ShiftCollector {
    /// What the cells of one shift share.
    struct Essence: Hashable {
        var kind: RouteShift.Kind
        var level: UInt8
        var reason: UnroutableReason?
        /// As the side that describes the cells numbers it: the base for cells that only it
        /// has, else the candidate.
        var department: Int32
        var formerDepartment: RowKey?
        var span: Span
    }

    /// The posts on either side, as that side numbers them; -1 for none.
    struct Posts: Hashable {
        var from: Int32
        var to: Int32
    }

    private typealias Key = CellKey<Essence>

    private struct Cells {
        var places: [Int32] = []
        var posts: [Posts: Int] = [:]
    }

    private var cells: [Key: Cells] = [:]
    private var categories: [Int32: [Int32]] = [:]

    /// What both sides say on the days of `after`; on those of `before` when that is nothing.
    typealias Stretches = (after: CellStretch?, before: CellStretch?)

    /// Adds one level of the cells of some categories at a place.
    ///
    /// - Parameter former: the department that answered before, when it was another.
    mutating func add(
        _ kind: RouteShift.Kind, _ stretches: [Stretches],
        former: (Stretches) -> RowKey? = { _ in nil }, categories: [Int32], place: Int32,
        setting: UInt8, channel: UInt8
    ) {
        guard let first = categories.first else { return }
        self.categories[first] = categories
        // A cell is in one shift for each reason, over all its days.
        var found: [Essence: (span: Span, posts: Set<Posts>)] = [:]
        for item in stretches {
            guard let own = item.after ?? item.before else { continue }
            let reason: UnroutableReason? =
                switch kind {
                case .lost: item.after?.reason
                case .gained: item.before?.reason
                case .changed: nil
                case .new, .removed: own.reason
                }
            let essence = Essence(
                kind: kind, level: own.level, reason: reason, department: own.department,
                formerDepartment: former(item), span: Span(from: 0, to: 0))
            let posts = Posts(from: item.before?.answers ?? -1, to: item.after?.answers ?? -1)
            let known = found[essence] ?? (own.span, [])
            found[essence] = (known.span.joined(with: own.span), known.posts.union([posts]))
        }
        for (essence, (span, posts)) in found {
            var essence = essence
            essence.span = span
            let key = Key(essence: essence, group: first, setting: setting, channel: channel)
            cells[key, default: Cells()].places.append(place)
            for pair in posts {
                cells[key, default: Cells()].posts[pair, default: 0] += categories.count
            }
        }
    }

    /// The shifts joined: first settings and channels, then categories at the same places.
    ///
    /// - Parameters:
    ///   - grouping: describes cells as the side that numbered them knows them.
    ///   - keys: the keys of a pair of posts.
    func shifts(
        _ grouping: HoleGrouping, keys: (Posts) -> (from: RowKey?, to: RowKey?)
    ) -> [RouteShift] {
        let single = cells.map { key, cells in
            let categories = categories[key.group] ?? [key.group]
            return (
                shape: key.block(categories: categories, places: cells.places), tally: cells.posts
            )
        }
        return TalliedBlocks(blocks: single).joined { $0.merge($1, uniquingKeysWith: +) }.blocks
            .map { Self.shift($0.shape, $0.tally, grouping, keys) }
            .sorted(by: Self.isListedBefore)
    }

    private static func shift(
        _ shape: CellBlock<Essence>, _ posts: [Posts: Int], _ grouping: HoleGrouping,
        _ keys: (Posts) -> (from: RowKey?, to: RowKey?)
    ) -> RouteShift {
        let essence = shape.essence
        let what = grouping.description(
            categories: shape.categories, places: shape.places, settings: shape.settings,
            channels: shape.channels, during: essence.span)
        let pairs = posts.map { posts, cells in
            RouteShift.Pair(from: keys(posts).from, to: keys(posts).to, cells: cells)
        }
        return RouteShift(
            kind: essence.kind, level: Int(essence.level), reason: essence.reason,
            department: grouping.department(essence.department),
            formerDepartment: essence.formerDepartment, categories: what.categories,
            categoryCount: shape.categories.count, places: what.places, settings: what.settings,
            channels: what.channels, days: essence.span.validity, cells: shape.cells,
            pairs: pairs.sorted {
                ($1.cells, $0.from?.code ?? "", $0.to?.code ?? "")
                    < ($0.cells, $1.from?.code ?? "", $1.to?.code ?? "")
            })
    }

    /// Larger shifts first; equal ones in a fixed order.
    private static func isListedBefore(_ a: RouteShift, _ b: RouteShift) -> Bool {
        if a.cells != b.cells { return a.cells > b.cells }
        if a.level != b.level { return a.level < b.level }
        return a.description < b.description
    }
}

extension Span {
    /// From the first day of either to the last.
    func joined(with other: Span) -> Span {
        Span(from: min(from, other.from), to: max(to, other.to))
    }
}
