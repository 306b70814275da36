import MasterData

extension RouteTable {
    /// Where a complaint goes.
    ///
    /// The rule and the chain are those valid on the request's day, and so are the posts
    /// and the people who answer for them. A place or category that is gone by that day is
    /// what succession rows say stands for it; ``Decision/followed`` names it.
    public func decide(_ request: RouteRequest) -> Decision {
        decide(request) { model.route($0) }
    }

    /// Decides, and once more with what stands for the codes that were looked for in vain.
    func decide(_ request: RouteRequest, by route: (RouteRequest) -> Route) -> Decision {
        let first = route(request)
        if first.isMissing && model.hasHeirs {
            let (known, followed) = model.following(request)
            if !followed.isEmpty { return decision(route(known), for: request, followed) }
        }
        return decision(first, for: request)
    }

    /// A route written out with the release's own codes.
    func decision(
        _ route: Route, for request: RouteRequest, _ followed: [FollowedCode] = []
    ) -> Decision {
        var decision = Decision(
            id: request.id, outcome: route.reason == nil ? .routed : .unroutable,
            reason: route.reason, place: model.places.book.key(route.choice.place),
            hierarchy: nil, rule: nil, department: nil, chain: nil, levels: [], release: release)
        decision.followed = followed
        if let heir = route.laterPlace {
            let place = decision.place ?? model.places.book[heir.before]
            decision.followed.append(model.code(place, heir, in: model.places.book))
        }
        if route.choice.place >= 0 {
            decision.hierarchy = Hierarchy.allCases[route.choice.hierarchy]
        }
        guard route.record >= 0 else { return decision }
        let record = model.rules.records[Int(route.record)]
        let target = model.rules.targets[Int(record.target)]
        decision.rule = model.rules.book[record.rule]
        decision.department = model.departments.key(target.department)
        decision.chain = model.chains.book.key(target.chain)
        decision.levels.reserveCapacity(route.levels.count)
        for index in 0..<route.levels.count {
            decision.levels.append(model.answer(route.levels[index]))
        }
        return decision
    }
}

/// A decision as numbers.
struct Route: Sendable {
    var reason: UnroutableReason?
    var choice = PlaceChoice.nowhere
    /// The winning rule record, or -1.
    var record: Int32 = -1
    /// Whether the category, or one of the places, is not there that day.
    var isMissing = false
    /// What stands for the place on a later day, on which a level is entered.
    var laterPlace: HeirBook.Entry?
    var levels = LevelStates()
}

extension RouteModel {
    func route(_ request: RouteRequest) -> Route {
        let day = request.day.number
        var (route, line) = matched(request)
        guard route.record >= 0 else { return route }
        route.levels = levels(
            of: rules.records[Int(route.record)].target, along: line, on: day)
        route.reason = route.levels.entryHole
        return route
    }

    /// The place that a complaint is routed by, the places above it, and the rule that wins on
    /// its day; no levels yet.
    @inline(__always)
    func matched(_ request: RouteRequest) -> (route: Route, line: PlaceLine) {
        func none(_ reason: UnroutableReason) -> (Route, PlaceLine) {
            (Route(reason: reason, isMissing: reason != .dayNotCovered), PlaceLine())
        }
        let day = request.day.number
        guard days.contains(day) else { return none(.dayNotCovered) }
        let category = categories.book.id(.category, request.category)
        guard category >= 0 else { return none(.unknownCategory) }
        guard let version = categories.version(category, on: day) else {
            return none(
                categories.hasEnded(category, by: day) ? .categoryRetired : .unknownCategory)
        }
        let setting = SettingCode.code(request.setting)
        let given = given(request, on: day)
        let choice = choose(given, for: version, setting: setting, on: day)
        guard choice.place >= 0 else { return none(.unknownPlace) }
        var route = Route(choice: choice)
        route.isMissing = given.count < request.places.count
        let line = places.line(from: choice.place, in: choice.hierarchy, on: day)
        route.record = index.winner(
            RuleProbe(
                categories: categories.line(from: category, on: day), places: line,
                channel: rules.channelCode(request.channel), setting: setting, day: day))
        if route.record < 0 { route.reason = .noRule }
        return (route, line)
    }

    /// The places of a request that exist on its day.
    func given(_ request: RouteRequest, on day: Int32) -> PlaceLine {
        var given = PlaceLine()
        for key in request.places where !given.isFull {
            let place = places.book.id(key)
            if place >= 0 && places.exists(place, on: day) { given.append(place) }
        }
        return given
    }

    /// The place that a category is routed by in a setting.
    func choose(
        _ given: PlaceLine, for version: CategoryTree.Version, setting: UInt8, on day: Int32
    ) -> PlaceChoice {
        let rural = Int(version.rural)
        let urban = Int(version.urban)
        switch setting {
        case SettingCode.rural: return places.choose(given, in: rural, on: day)
        case SettingCode.urban: return places.choose(given, in: urban, on: day)
        default:
            return rural == urban
                ? places.choose(given, in: rural, on: day)
                : places.choose(given, inBoth: rural, urban, on: day)
        }
    }

    /// A level's state written out.
    func answer(_ state: LevelState) -> LevelAnswer {
        LevelAnswer(
            level: Int(state.level), department: departments.key(state.department),
            post: offices.posts.key(state.post), answers: offices.posts.key(state.answers),
            holder: postings.persons.key(state.person), how: state.how, standing: state.standing,
            terms: state.spec < 0 ? nil : chains.levels.entries[Int(state.spec)].value.terms)
    }
}

extension LevelState {
    var how: Answering {
        if isPassed { return .samePersonAsBelow }
        let vacancy: VacancyReason = someoneOnLeave ? .onLeave : .vacant
        switch standing {
        case .ownHolder: return .holder
        case .standIn: return .standIn(PostingNature.allCases[Int(nature)])
        case .nextLevel: return .nextLevel(reason: vacancy)
        case .vacant: return .vacant(vacancy)
        case .hole: return .hole(hole ?? .noPost)
        }
    }
}
