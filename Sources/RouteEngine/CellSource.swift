import MasterData

/// The cells of one table over a window, asked for one after the other.
///
/// The window is cut where categories or places change; the cuts may be those of two
/// tables together, so that their cells can be compared. Rules cut the days of a cell only
/// where they match it.
struct CellSource {
    let model: RouteModel
    let days: [CoverDay]
    private var timelines: TargetTimelines
    /// Scratch space: the rules that may win in the cell at hand.
    private var contenders: [Int32] = []

    init(_ model: RouteModel, over window: Span, cut cuts: [Int32]) {
        self.model = model
        var spans = CutDays(within: window)
        for cut in cuts { spans.add(cut) }
        days = spans.spans.map { CoverDay(model, over: $0) }
        timelines = TargetTimelines(model, over: window)
    }

    /// The days on which a category or a place starts or ends.
    static func cuts(_ model: RouteModel, in window: Span) -> [Int32] {
        Set(model.categories.cuts + model.places.cuts)
            .filter { $0 > window.from && $0 < window.to }.sorted()
    }

    /// The group of a category on each of ``days``; nothing when it is a cell on none.
    func groups(of category: Int32) -> [Int32]? {
        let groups = days.map { category < 0 ? -1 : $0.groupOf[Int(category)] }
        return groups.allSatisfy { $0 < 0 } ? nil : groups
    }

    /// The stretches of all levels of a cell, appended in the order of days.
    mutating func fill(
        groups: [Int32], place: Int32, setting: UInt8, channel: UInt8,
        into stretches: inout [CellStretch]
    ) {
        for index in days.indices where groups[index] >= 0 {
            let number = Int(groups[index])
            let hierarchy = days[index].hierarchy(
                of: days[index].groups[number], at: place, setting: setting)
            if hierarchy < 0 { continue }
            let span = days[index].span
            model.index.contenders(
                RuleProbe(
                    categories: days[index].categoryLines[number],
                    places: days[index].line(of: place, in: hierarchy), channel: channel,
                    setting: setting, day: span.from),
                over: span, into: &contenders)
            var cuts = CutDays(within: span)
            for record in contenders { cuts.add(model.rules.records[Int(record)].span) }
            for part in cuts.spans {
                append(over: part, place: place, hierarchy: hierarchy, to: &stretches)
            }
        }
    }

    /// The levels of the winner on days on which no contender starts or ends.
    private mutating func append(
        over span: Span, place: Int32, hierarchy: Int, to stretches: inout [CellStretch]
    ) {
        let winner = contenders.first { model.rules.records[Int($0)].span.contains(span.from) }
        guard let winner else {
            stretches.appendJoining(
                CellStretch(
                    span: span, level: 1, state: .hole, reason: .noRule, answers: -1,
                    department: -1, chain: -1))
            return
        }
        let target = model.rules.records[Int(winner)].target
        let range = timelines.range(target: target, place: place, hierarchy: hierarchy)
        for position in range {
            var stretch = timelines.stretches[position]
            guard stretch.span.overlaps(span) else { continue }
            stretch.span = stretch.span.clipped(to: span)
            stretches.appendJoining(stretch)
        }
    }
}
