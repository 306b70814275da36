public import MasterData

/// Codes that are gone, and what stands for them.
extension RouteModel {
    var hasHeirs: Bool { !placeHeirs.isEmpty || !categoryHeirs.isEmpty }

    /// A request with what stands, on its day, for the codes of it that are gone.
    func following(_ request: RouteRequest) -> (request: RouteRequest, followed: [FollowedCode]) {
        var known = request
        var followed: [FollowedCode] = []
        let day = request.day.number
        for (index, place) in request.places.enumerated() {
            guard let entry = placeHeir(places.book.id(place), on: day) else { continue }
            known.places[index] = places.book[entry.after]
            followed.append(code(place, entry, in: places.book))
        }
        let category = categories.book.id(.category, request.category)
        if let entry = categoryHeir(category, on: day) {
            known.category = categories.book[entry.after].code
            followed.append(code(.bare(.category, request.category), entry, in: categories.book))
        }
        return (known, followed)
    }

    /// What stands for a place that does not exist on a day.
    func placeHeir(_ place: Int32, on day: Int32) -> HeirBook.Entry? {
        guard place >= 0, !places.exists(place, on: day) else { return nil }
        return placeHeirs.followed(from: place) { places.exists($0, on: day) }
    }

    /// What stands for a category that is over by a day; one still to begin has no heir.
    func categoryHeir(_ category: Int32, on day: Int32) -> HeirBook.Entry? {
        guard category >= 0, categories.version(category, on: day) == nil,
            categories.hasEnded(category, by: day)
        else { return nil }
        return categoryHeirs.followed(from: category) { categories.version($0, on: day) != nil }
    }

    /// The step to what stands for a thing, written out.
    func code(_ named: RowKey, _ entry: HeirBook.Entry, in book: CodeBook) -> FollowedCode {
        let row = successions[entry.row]
        return FollowedCode(
            named: named, heir: book[entry.after], since: Day(number: entry.since), row: row,
            release: sources?.source(of: row, on: entry.since)?.release)
    }
}

extension RouteTable {
    /// What stands for a category that is over on a day; nothing when it is not over, or when
    /// nothing stands for it.
    public func heir(ofCategory code: String, on day: Day) -> FollowedCode? {
        let book = model.categories.book
        return model.categoryHeir(book.id(.category, code), on: day.number).map {
            model.code(.bare(.category, code), $0, in: book)
        }
    }

    /// Whether a category of the release is over by a day, and none of it has begun again.
    public func hasEnded(category code: String, by day: Day) -> Bool {
        let category = model.categories.book.id(.category, code)
        return category >= 0 && model.categories.version(category, on: day.number) == nil
            && model.categories.hasEnded(category, by: day.number)
    }
}
