public import MasterData

extension RouteTable {
    /// Where a complaint goes that enters a level on a later day than it was registered.
    ///
    /// Rule, chain and the time each level has are those of the request's day; the posts, and
    /// the people who answer for them, are those of the other day. A place that is gone by
    /// then keeps the ancestors that it had.
    public func decide(_ request: RouteRequest, entering day: Day) -> Decision {
        guard days.contains(day) else {
            return decision(Route(reason: .dayNotCovered), for: request)
        }
        return decision(model.route(request, entering: day.number), for: request)
    }
}

extension RouteModel {
    fileprivate func route(_ request: RouteRequest, entering day: Int32) -> Route {
        var route = route(request)
        guard route.record >= 0, day != request.day.number else { return route }
        let place = route.choice.place
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
}
