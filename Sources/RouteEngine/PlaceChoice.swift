import MasterData

/// Which place a complaint is routed by, in which hierarchy, and how it was found.
struct PlaceChoice: Sendable {
    /// How the place came to be the one.
    enum Way: String, Sendable {
        /// The complaint names a place of the hierarchy.
        case given
        /// An overlap leads from a place the complaint names to exactly one of the hierarchy.
        case overlap
        /// The complaint names no place of the hierarchy but a district, division or state.
        case shared
        /// The first place of the hierarchy above a place that the complaint names.
        case above
    }

    /// -1 when no place is known.
    var place: Int32
    var hierarchy: Int
    var way: Way

    static let nowhere = PlaceChoice(place: -1, hierarchy: 0, way: .given)
}

extension PlaceGraph {
    /// The place to route by in one hierarchy, of places that exist that day.
    ///
    /// A place of the hierarchy itself, the lowest; else the one place that overlaps lead
    /// to; else the district given; else the nearest ancestor that the hierarchy shares.
    func choose(_ given: PlaceLine, in hierarchy: Int, on day: Int32) -> PlaceChoice {
        let own = lowest(of: given, in: hierarchy, on: day) {
            !isShared($0) && lies($0, in: hierarchy, on: day)
        }
        if own >= 0 { return PlaceChoice(place: own, hierarchy: hierarchy, way: .given) }
        let carried = carriedOver(given, to: hierarchy, on: day)
        if carried >= 0 { return PlaceChoice(place: carried, hierarchy: hierarchy, way: .overlap) }
        let shared = lowest(of: given, in: hierarchy, on: day) { isShared($0) }
        if shared >= 0 { return PlaceChoice(place: shared, hierarchy: hierarchy, way: .shared) }
        return above(given, in: hierarchy, and: hierarchy, on: day)
    }

    /// The place to route by when the setting is unknown and the two hierarchies differ.
    func choose(_ given: PlaceLine, inBoth rural: Int, _ urban: Int, on day: Int32) -> PlaceChoice {
        let common = lowest(of: given, in: rural, on: day) {
            lies($0, in: rural, on: day) && lies($0, in: urban, on: day)
        }
        if common >= 0 {
            let way: PlaceChoice.Way = isShared(common) ? .shared : .given
            return PlaceChoice(place: common, hierarchy: rural, way: way)
        }
        return above(given, in: rural, and: urban, on: day)
    }

    /// The deepest of some places that fit; of two as deep, the first in key order.
    private func lowest(
        of places: PlaceLine, in hierarchy: Int, on day: Int32, where fits: (Int32) -> Bool
    ) -> Int32 {
        var best: Int32 = -1
        var bestDepth = 0
        for position in 0..<places.count {
            let place = places[position]
            guard fits(place) else { continue }
            // The depth is only worth its walk when there is something to compare.
            guard best >= 0 else {
                best = place
                continue
            }
            if bestDepth == 0 { bestDepth = line(from: best, in: hierarchy, on: day).count }
            let depth = line(from: place, in: hierarchy, on: day).count
            if depth > bestDepth || (depth == bestDepth && place < best) {
                best = place
                bestDepth = depth
            }
        }
        return best
    }

    /// The one place of the hierarchy that overlaps of the given places leave, or -1.
    private func carriedOver(_ given: PlaceLine, to hierarchy: Int, on day: Int32) -> Int32 {
        var left: [Int32]?
        for position in 0..<given.count where !isShared(given[position]) {
            var others: [Int32] = []
            for index in overlaps.range(given[position])
            where overlaps.entries[index].span.contains(day) {
                let other = overlaps.entries[index].value
                if !isShared(other) && lies(other, in: hierarchy, on: day)
                    && !others.contains(other)
                {
                    others.append(other)
                }
            }
            guard !others.isEmpty else { continue }
            left = left.map { $0.filter(others.contains) } ?? others
        }
        guard var left else { return -1 }
        if left.count > 1 {
            left = left.filter { place in
                let line = line(from: place, in: hierarchy, on: day)
                return (0..<given.count).allSatisfy {
                    !isShared(given[$0]) || line.contains(given[$0])
                }
            }
        }
        return left.count == 1 ? left[0] : -1
    }

    /// The deepest place, in both hierarchies, that stands above a given place.
    private func above(_ given: PlaceLine, in one: Int, and other: Int, on day: Int32)
        -> PlaceChoice
    {
        var found = PlaceLine()
        for position in 0..<given.count {
            for hierarchy in 0..<4 {
                let line = line(from: given[position], in: hierarchy, on: day)
                for step in 0..<line.count
                where lies(line[step], in: one, on: day) && lies(line[step], in: other, on: day) {
                    if !found.isFull && !found.contains(line[step]) { found.append(line[step]) }
                    break
                }
            }
        }
        let best = lowest(of: found, in: one, on: day) { _ in true }
        return PlaceChoice(place: best, hierarchy: one, way: .above)
    }
}
