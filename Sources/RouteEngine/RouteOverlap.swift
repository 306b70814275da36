public import MasterData

/// A cell that two sets of changes both change on some day.
public struct SharedCell: Hashable, Sendable, CustomStringConvertible {
    public var level: Int
    public var category: RowKey
    public var place: RowKey
    public var setting: String?
    public var channel: String?

    public var description: String {
        "level \(level) of \(category.code) at \(place)"
            + (setting.map { ", \($0)" } ?? "") + (channel.map { ", \($0)" } ?? "")
    }
}

extension RouteImpact {
    /// The first cell whose answer both sides change on the same days; nothing when the two
    /// go past each other.
    ///
    /// - Parameters:
    ///   - base: what both sides began with.
    ///   - mine: the base with one side's changes.
    ///   - theirs: the base with the other's.
    ///   - day: the first day that is compared.
    ///   - days: how many days from there.
    public static func shared(
        base: RouteTable, mine: RouteTable, theirs: RouteTable, from day: Day, days: Int = 400
    ) -> SharedCell? {
        let window = base.span(from: day, days: days)
            .clipped(to: mine.span(from: day, days: days))
            .clipped(to: theirs.span(from: day, days: days))
        var overlap = RouteOverlap(
            base: base.model, mine: mine.model, theirs: theirs.model, over: window)
        return overlap.first()
    }
}

/// Goes through the cells of three tables side by side.
private struct RouteOverlap {
    private var sides: [CellSource]
    /// The base's number of each side's posts; its own for the base.
    private let posts: [[Int32]]
    private let channels: [String?]

    init(base: RouteModel, mine: RouteModel, theirs: RouteModel, over window: Span) {
        let models = [base, mine, theirs]
        let cuts = models.flatMap { CellSource.cuts($0, in: window) }
        sides = models.map { CellSource($0, over: window, cut: cuts) }
        // Posts that the base does not list get numbers after its own, the same on both sides.
        var numbers: [RowKey: Int32] = [:]
        posts = models.map { model in
            model.offices.posts.keys.map { key in
                if let known = numbers[key] { return known }
                let number = Int32(numbers.count)
                numbers[key] = number
                return number
            }
        }
        channels = [nil] + Set(models.flatMap(\.rules.channels)).sorted().map(Optional.some)
    }

    mutating func first() -> SharedCell? {
        let places = Set(sides.flatMap(\.model.places.book.keys)).sorted()
        for group in groups() {
            for place in places {
                for setting in CellPlan.settings {
                    for channel in channels {
                        let levels = sides.indices.map {
                            stretches(
                                $0, groups: group.numbers[$0], place: place, setting: setting,
                                channel: channel)
                        }
                        guard let level = sharedLevel(levels) else { continue }
                        return SharedCell(
                            level: level, category: group.category, place: place,
                            setting: SettingCode.text(setting), channel: channel)
                    }
                }
            }
        }
        return nil
    }

    private struct Group: Hashable {
        /// The groups of each side; nothing where the categories are no cells.
        var numbers: [[Int32]?]
        /// Some category of it.
        var category: RowKey
    }

    /// The categories, those alike on all sides as one.
    private func groups() -> [Group] {
        var seen: Set<[[Int32]?]> = []
        return Set(sides.flatMap(\.model.categories.book.keys)).sorted().compactMap { key in
            let numbers = sides.map { $0.groups(of: $0.model.categories.book.id(key)) }
            guard numbers.contains(where: { $0 != nil }), seen.insert(numbers).inserted else {
                return nil
            }
            return Group(numbers: numbers, category: key)
        }
    }

    private mutating func stretches(
        _ side: Int, groups: [Int32]?, place: RowKey, setting: UInt8, channel: String?
    ) -> [CellStretch] {
        let model = sides[side].model
        let number = model.places.book.id(place)
        guard let groups, number >= 0 else { return [] }
        var stretches: [CellStretch] = []
        sides[side].fill(
            groups: groups, place: number, setting: setting,
            channel: model.rules.channelCode(channel), into: &stretches)
        for index in stretches.indices where stretches[index].answers >= 0 {
            stretches[index].answers = posts[side][Int(stretches[index].answers)]
        }
        return stretches
    }

    /// The first level that both sides change on some day.
    private func sharedLevel(_ sides: [[CellStretch]]) -> Int? {
        for level in UInt8(1)...4 {
            let levels = sides.map { side in side.filter { $0.level == level } }
            let mine = Self.changed(levels[0], levels[1])
            if mine.isEmpty { continue }
            let theirs = Self.changed(levels[0], levels[2])
            if mine.contains(where: { span in theirs.contains { $0.overlaps(span) } }) {
                return Int(level)
            }
        }
        return nil
    }

    /// The days on which two sides answer otherwise.
    private static func changed(_ old: [CellStretch], _ new: [CellStretch]) -> [Span] {
        if old.isEmpty || new.isEmpty { return (old + new).map(\.span) }
        var spans: [Span] = []
        for before in old {
            for after in new where before.span.overlaps(after.span) {
                let isSame =
                    before.state == .hole
                    ? after.state == .hole
                    : after.state != .hole && before.answers == after.answers
                if !isSame { spans.append(before.span.clipped(to: after.span)) }
            }
        }
        return spans
    }
}
