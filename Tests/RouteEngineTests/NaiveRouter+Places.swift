import MasterData

@testable import RouteEngine

/// The choice of a complaint's place, read from the rows.
extension NaiveRouter {
    func place(_ request: RouteRequest, _ category: Content) -> (RowKey, Hierarchy)? {
        let rural = Hierarchy(rawValue: category[.hierarchyRural] ?? "") ?? .revenue
        let urban = Hierarchy(rawValue: category[.hierarchyUrban] ?? "") ?? .revenue
        let day = request.day
        let known = request.places.filter { exists($0, day) }
        if known.isEmpty { return nil }
        var used: [Hierarchy]
        switch request.setting {
        case "rural": used = [rural]
        case "urban": used = [urban]
        default: used = rural == urban ? [rural] : [rural, urban]
        }
        let liesInAll = { (place: RowKey) in used.allSatisfy { self.lies(place, $0, day) } }
        if used.count == 1 {
            let own = known.filter { !isShared($0) && liesInAll($0) }
            if let place = deepest(own, rural: used[0], day) { return (place, used[0]) }
            if let place = carried(known, used[0], day) { return (place, used[0]) }
        }
        let common = known.filter(liesInAll)
        if let place = deepest(common, rural: used[0], day) { return (place, used[0]) }
        var above: [RowKey] = []
        for place in known {
            for hierarchy in Hierarchy.allCases {
                if let node = line(place, hierarchy, day).first(where: liesInAll) {
                    above.append(node)
                }
            }
        }
        return deepest(above, rural: used[0], day).map { ($0, used[0]) }
    }

    private func carried(_ known: [RowKey], _ hierarchy: Hierarchy, _ day: Day) -> RowKey? {
        var left: Set<RowKey>?
        for place in known where !isShared(place) {
            var others: Set<RowKey> = []
            for key in rows.keys(of: .overlap) {
                guard let content = rows.content(of: key, on: day),
                    let one = content.reference(.place, in: .overlap),
                    let two = content.reference(.other, in: .overlap)
                else { continue }
                if one == place { others.insert(two) }
                if two == place { others.insert(one) }
            }
            others = others.filter { !isShared($0) && lies($0, hierarchy, day) }
            if others.isEmpty { continue }
            left = left?.intersection(others) ?? others
        }
        guard var left else { return nil }
        if left.count > 1 {
            for district in known where isShared(district) {
                left = left.filter { line($0, hierarchy, day).contains(district) }
            }
        }
        return left.count == 1 ? left.first : nil
    }

    private func deepest(_ places: [RowKey], rural: Hierarchy, _ day: Day) -> RowKey? {
        places.min { a, b in
            let depths = (line(a, rural, day).count, line(b, rural, day).count)
            return depths.0 == depths.1 ? a < b : depths.0 > depths.1
        }
    }

    func exists(_ place: RowKey, _ day: Day) -> Bool { rows.content(of: place, on: day) != nil }

    func isShared(_ place: RowKey) -> Bool {
        [.state, .division, .district].contains(place.kind)
    }

    func lies(_ place: RowKey, _ hierarchy: Hierarchy, _ day: Day) -> Bool {
        guard let content = rows.content(of: place, on: day) else { return false }
        if isShared(place) || content[hierarchy.parentField] != nil { return true }
        return MasterKind.places.contains { kind in
            rows.keys(of: kind).contains { rows.parent(of: $0, in: hierarchy, on: day) == place }
        }
    }

    func line(_ place: RowKey, _ hierarchy: Hierarchy, _ day: Day) -> [RowKey] {
        var line: [RowKey] = []
        var next: RowKey? = place
        while let key = next, exists(key, day) {
            line.append(key)
            let revenue = isShared(key) ? rows.parent(of: key, in: .revenue, on: day) : nil
            next = revenue ?? rows.parent(of: key, in: hierarchy, on: day)
        }
        return line
    }
}
