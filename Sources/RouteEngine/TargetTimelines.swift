import MasterData

/// The levels of a target at a place over a whole window of days, each computed once.
///
/// A stretch ends only where something it rests on starts or ends: an edge above the
/// place, a chain level, a jurisdiction or post that was looked at, a posting, a leave.
struct TargetTimelines {
    private let model: RouteModel
    private let window: Span
    private var index = PackedIndexBuilder()
    private var ranges: [Range<Int>] = []
    private(set) var stretches: [CellStretch] = []

    init(_ model: RouteModel, over window: Span) {
        self.model = model
        self.window = window
    }

    /// Where the stretches of a target at a place stand in ``stretches``.
    mutating func range(target: Int32, place: Int32, hierarchy: Int) -> Range<Int> {
        let key = Packed.triple(UInt8(hierarchy), target, place)
        let known = index.find(key)
        if known >= 0 { return ranges[Int(known)] }
        let timeline = make(target: target, place: place, hierarchy: hierarchy)
        let range = stretches.count..<(stretches.count + timeline.count)
        stretches += timeline
        index.set(key, to: Int32(ranges.count))
        ranges.append(range)
        return range
    }

    private func make(target: Int32, place: Int32, hierarchy: Int) -> [CellStretch] {
        var timeline: [CellStretch] = []
        let chain = model.rules.targets[Int(target)].chain
        var outer = CutDays(within: window)
        for cut in model.places.cuts { outer.add(cut) }
        if chain >= 0 {
            for index in model.chains.levels.range(chain) {
                outer.add(model.chains.levels.entries[index].span)
            }
        }
        for fixed in outer.spans {
            // Within these days neither the line nor the chain changes.
            guard model.places.exists(place, on: fixed.from) else { continue }
            let line = model.places.line(from: place, in: hierarchy, on: fixed.from)
            var found = CutDays(within: fixed)
            addCuts(ofPosts: target, along: line, to: &found)
            for posts in found.spans {
                let levels = model.posts(of: target, along: line, on: posts.from)
                var staffed = CutDays(within: posts)
                for level in 0..<levels.count where levels[level].post >= 0 {
                    addCuts(ofPeopleAt: levels[level].post, to: &staffed)
                }
                for span in staffed.spans {
                    var states = levels
                    model.fillAnswers(&states, on: span.from)
                    append(states, chain: chain, over: span, to: &timeline)
                }
            }
        }
        return timeline
    }

    private func append(
        _ states: LevelStates, chain: Int32, over span: Span, to timeline: inout [CellStretch]
    ) {
        if states.count == 0 {
            timeline.appendJoining(
                CellStretch(
                    span: span, level: 1, state: .hole, reason: .noChain, answers: -1,
                    department: -1, chain: chain))
        }
        for index in 0..<states.count {
            let state = states[index]
            timeline.appendJoining(
                CellStretch(
                    span: span, level: state.level, state: state.standing, reason: state.hole,
                    answers: state.answers, department: state.department, chain: chain))
        }
    }

    /// The days on which another office or post may be found.
    private func addCuts(ofPosts number: Int32, along line: PlaceLine, to cuts: inout CutDays) {
        let target = model.rules.targets[Int(number)]
        for position in 0..<4 where target.posts[position] >= 0 {
            for span in model.offices.days(ofPost: target.posts[position]) { cuts.add(span) }
        }
        guard target.chain >= 0 else { return }
        for index in model.chains.levels.range(target.chain)
        where model.chains.levels.entries[index].span.contains(cuts.window.from) {
            let spec = model.chains.levels.entries[index].value
            let department = spec.department >= 0 ? spec.department : target.department
            addCuts(
                department, spec.officeLevel, spec.designation, along: line, to: &cuts)
            guard spec.coarseDesignation >= 0 else { continue }
            addCuts(
                department, spec.coarseOfficeLevel, spec.coarseDesignation, along: line, to: &cuts)
        }
    }

    private func addCuts(
        _ department: Int32, _ level: UInt8, _ designation: Int32, along line: PlaceLine,
        to cuts: inout CutDays
    ) {
        for step in 0..<line.count {
            for service in model.offices.services(
                department: department, level: level, place: line[step])
            {
                cuts.add(service.span)
                for seat in model.offices.seats(
                    office: service.value.office, designation: designation)
                { cuts.add(seat.span) }
            }
        }
    }

    /// The days on which somebody else may answer for a post.
    private func addCuts(ofPeopleAt post: Int32, to cuts: inout CutDays) {
        for index in model.postings.postings.range(post) {
            let posting = model.postings.postings.entries[index]
            guard posting.span.overlaps(cuts.window) else { continue }
            cuts.add(posting.span)
            for leave in model.postings.leaves.range(posting.value.person) {
                cuts.add(model.postings.leaves.entries[leave].span)
            }
        }
    }
}

/// Collects the days within a window on which something starts or ends.
struct CutDays {
    let window: Span
    private var days: [Int32] = []

    init(within window: Span) {
        self.window = window
    }

    mutating func add(_ day: Int32) {
        if day > window.from && day < window.to && !days.contains(day) { days.append(day) }
    }

    mutating func add(_ span: Span) {
        add(span.from)
        add(span.to)
    }

    /// The window cut at the days.
    var spans: [Span] {
        if days.isEmpty { return window.isEmpty ? [] : [window] }
        let starts = [window.from] + days.sorted()
        return starts.indices.map {
            Span(from: starts[$0], to: $0 + 1 < starts.count ? starts[$0 + 1] : window.to)
        }
    }
}
