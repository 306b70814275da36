public import MasterData

extension RouteTable {
    /// Where a complaint goes that enters a level on a later day than it was registered.
    ///
    /// Rule, chain and the time each level has are those of the request's day; the posts, and
    /// the people who answer for them, are those of the other day. A place that is gone by
    /// then is the place that stands for it; without one it keeps the ancestors that it had.
    ///
    /// - Parameters:
    ///   - request: the complaint, as of the day on which it was registered.
    ///   - day: the day on which a level is entered.
    ///   - heirs: what stands for places, categories and departments that are gone.
    public func decide(
        _ request: RouteRequest, entering day: Day, heirs: [RowKey: RowKey] = [:]
    ) -> Decision {
        guard days.contains(day) else {
            return decision(Route(reason: .dayNotCovered), for: request)
        }
        var known = request
        if !heirs.isEmpty {
            known.places = request.places.map {
                model.places.present($0, on: request.day.number, heirs)
            }
            known.category = model.categories.present(
                request.category, on: request.day.number, heirs)
        }
        return decision(model.route(known, entering: day.number, heirs), for: request)
    }
}

extension RouteModel {
    fileprivate func route(
        _ request: RouteRequest, entering day: Int32, _ heirs: [RowKey: RowKey]
    ) -> Route {
        if day == request.day.number { return route(request) }
        var (route, _) = matched(request)
        guard route.record >= 0 else { return route }
        var place = route.choice.place
        if !heirs.isEmpty, !places.exists(place, on: day) {
            place = places.book.id(places.present(places.book[place], on: day, heirs))
        }
        let line = places.line(
            from: place, in: route.choice.hierarchy,
            on: places.exists(place, on: day) ? day : request.day.number)
        route.levels = posts(
            of: rules.records[Int(route.record)].target, along: line, on: day,
            chainOn: request.day.number, heirs: heirs)
        fillAnswers(&route.levels, on: day)
        route.reason = route.levels.entryHole
        return route
    }
}

extension PlaceGraph {
    /// A place, or what stands for it on a day on which it is gone; itself when nothing does.
    fileprivate func present(_ place: RowKey, on day: Int32, _ heirs: [RowKey: RowKey]) -> RowKey {
        func exists(_ place: RowKey) -> Bool {
            let number = book.id(place)
            return number >= 0 && self.exists(number, on: day)
        }
        var heir = place
        // Successions do not go in circles; a fault in them must not either.
        for _ in 0..<8 {
            if exists(heir) { return heir }
            guard let next = heirs[heir] else { return place }
            heir = next
        }
        return place
    }
}

extension CategoryTree {
    /// A category, or what stands for it on a day on which it is over; itself when nothing does.
    fileprivate func present(_ code: String, on day: Int32, _ heirs: [RowKey: RowKey]) -> String {
        var heir = RowKey(.category, code)
        for _ in 0..<8 {
            let number = book.id(heir)
            if number >= 0, version(number, on: day) != nil { return heir.code }
            guard number >= 0, hasEnded(number, by: day), let next = heirs[heir] else { break }
            heir = next
        }
        return code
    }
}
