import MasterData

/// Describes blocks of cells by the largest categories and places they fill.
struct HoleGrouping {
    private let source: CellSource
    /// What the channel numbers of blocks stand for.
    private let channels: [String?]

    init(_ source: CellSource, channels: [String?]) {
        self.source = source
        self.channels = channels
    }

    func hole(_ block: CellBlock<HoleCollector.Lack>) -> Hole {
        let model = source.model
        let what = description(
            categories: block.categories, places: block.places, settings: block.settings,
            channels: block.channels, during: block.essence.span)
        return Hole(
            level: Int(block.essence.level), reason: block.essence.reason,
            department: model.departments.key(block.essence.department),
            chain: model.chains.book.key(block.essence.chain),
            categories: what.categories, categoryCount: block.categories.count,
            places: what.places, settings: what.settings, channels: what.channels,
            days: block.essence.span.validity, cells: block.cells)
    }

    /// What a block of cells is called.
    struct Description {
        var categories: [RowKey]
        var places: HolePlaces
        var settings: [String]
        var channels: [String?]
    }

    func description(
        categories: [Int32], places: [Int32], settings: [UInt8], channels: [UInt8],
        during span: Span
    ) -> Description {
        let day = source.days.first { $0.span.overlaps(span) } ?? source.days[0]
        return Description(
            categories: subtrees(of: categories, on: day), places: self.places(places, on: day),
            settings: settings.map { SettingCode.text($0) ?? "unknown" }.sorted(),
            channels: channels.map { self.channels[Int($0)] })
    }

    func department(_ number: Int32) -> RowKey? { source.model.departments.key(number) }

    /// The largest subtrees whose cells are all among the categories.
    private func subtrees(of categories: [Int32], on day: CoverDay) -> [RowKey] {
        let tree = source.model.categories
        let members = Set(categories)
        return largest(
            members: categories,
            universe: day.groupOf.indices.map(Int32.init).filter {
                day.groupOf[Int($0)] >= 0 || members.contains($0)
            }
        ) { tree.line(from: $0, on: day.span.from).array }
        .map { tree.book[$0] }
    }

    private func places(_ places: [Int32], on day: CoverDay) -> HolePlaces {
        let graph = source.model.places
        if places.count == 1 {
            let key = graph.book[places[0]]
            return HolePlaces(count: 1, kinds: [key.kind: 1], within: [key])
        }
        let members = Set(places)
        let kinds = Set(places.map { graph.book[$0].kind })
        let universe = (0..<Int32(graph.book.count)).filter {
            members.contains($0) || (kinds.contains(graph.book[$0].kind) && day.isCell($0))
        }
        let within = largest(members: places, universe: universe) { place in
            let hierarchy =
                (0..<4).first { graph.lies(place, in: $0, on: day.span.from) } ?? 0
            return graph.line(from: place, in: hierarchy, on: day.span.from).array
        }
        return HolePlaces(
            count: places.count,
            kinds: Dictionary(grouping: places) { graph.book[$0].kind }.mapValues(\.count),
            within: within.map { graph.book[$0] })
    }

    /// The highest nodes below which every one of the universe is a member.
    private func largest(
        members: [Int32], universe: [Int32], line: (Int32) -> [Int32]
    ) -> [Int32] {
        let isMember = Set(members)
        var missing: Set<Int32> = []
        for item in universe where !isMember.contains(item) { missing.formUnion(line(item)) }
        var found: Set<Int32> = []
        for item in members {
            found.insert(line(item).last { !missing.contains($0) } ?? item)
        }
        return found.sorted()
    }
}
