public import MasterData

extension RouteTable {
    /// Where a complaint goes that enters a level on a later day than it was registered.
    ///
    /// Rule, chain and the time each level has are those of the request's day; the posts, and
    /// the people who answer for them, are those of the other day. A place that is gone by
    /// then is the place that stands for it; without one it keeps the ancestors that it had.
    /// A department that has no office by then is the one that stands for it. A category that
    /// began only after the complaint was registered is asked on its first day.
    ///
    /// - Parameters:
    ///   - request: the complaint, as of the day on which it was registered.
    ///   - day: the day on which a level is entered.
    public func decide(_ request: RouteRequest, entering day: Day) -> Decision {
        guard days.contains(day) else {
            return decision(Route(reason: .dayNotCovered), for: request)
        }
        return decide(request) { model.route($0, entering: day.number) }
    }
}

extension RouteModel {
    fileprivate func route(_ request: RouteRequest, entering day: Int32) -> Route {
        if day == request.day.number { return route(request) }
        var (route, _) = matched(request)
        if route.reason == .unknownCategory, let first = begin(of: request, by: day) {
            var later = request
            later.day = Day(number: first)
            return self.route(later, entering: day)
        }
        guard route.record >= 0 else { return route }
        var place = route.choice.place
        if let heir = placeHeir(place, on: day) {
            route.laterPlace = heir
            place = heir.after
        }
        let line = places.line(
            from: place, in: route.choice.hierarchy,
            on: places.exists(place, on: day) ? day : request.day.number)
        route.levels = posts(
            of: rules.records[Int(route.record)].target, along: line, on: day,
            chainOn: request.day.number)
        fillAnswers(&route.levels, on: day)
        route.reason = route.levels.entryHole
        return route
    }

    /// The first day of a request's category, when that is after the request's day and not after
    /// another.
    private func begin(of request: RouteRequest, by day: Int32) -> Int32? {
        let category = categories.book.id(.category, request.category)
        guard category >= 0 else { return nil }
        let range = categories.versions.range(category)
        let first = range.map { categories.versions.entries[$0].span.from }.min()
        return first.flatMap { request.day.number < $0 && $0 <= day ? $0 : nil }
    }
}
