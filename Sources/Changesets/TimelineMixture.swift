internal import MasterData

/// What two sides made of one thing, field by field; nothing where both changed a field.
struct TimelineMixture {
    let timeline: Timeline?

    init(base: Timeline, live: Timeline, mine: Timeline) {
        var cuts: Set<Day> = []
        for version in base.versions + live.versions + mine.versions {
            cuts.insert(version.validity.from)
            cuts.insert(version.validity.to)
        }
        let days = cuts.sorted()
        var mixed = Timeline()
        for (from, to) in zip(days, days.dropFirst()) {
            let sides = (
                base.content(on: from), live.content(on: from), mine.content(on: from)
            )
            switch Self.mix(base: sides.0, live: sides.1, mine: sides.2) {
            case .content(let content): mixed.put(content, over: Validity(from: from, to: to))
            case .nothing: break
            case .both:
                timeline = nil
                return
            }
        }
        timeline = mixed
    }

    private enum Mixed {
        case content(Content)
        case nothing
        /// Both sides changed it, each in another way.
        case both
    }

    private static func mix(base: Content?, live: Content?, mine: Content?) -> Mixed {
        if mine == base || mine == live { return live.map(Mixed.content) ?? .nothing }
        if live == base { return mine.map(Mixed.content) ?? .nothing }
        guard let base, let live, let mine else { return .both }
        var mixed = live
        for field in Set((base.entries + mine.entries).map(\.field))
        where base[field] != mine[field] {
            guard live[field] == base[field] || live[field] == mine[field] else { return .both }
            mixed[field] = mine[field]
        }
        return .content(mixed)
    }
}
