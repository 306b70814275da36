import MasterData
import Transfers

/// Invents complaints that the masters of a release can place.
struct Invention {
    private var categories: [String] = []
    private var places: [[RowKey]] = []
    private static let channels = ["portal", "app", "call181", "emitra", "counter"]

    init(_ rows: MasterRows, on day: Day) {
        var parents: Set<String> = []
        for (_, timeline) in rows.rows(of: .category) {
            if let parent = timeline.last?.content[.parent] { parents.insert(parent) }
        }
        for key in rows.keys(of: .category) where !parents.contains(key.code) {
            guard let content = rows[key]?.last?.content, content[.audience] != "internal" else {
                continue
            }
            categories.append(key.code)
        }
        for kind in [MasterKind.tehsil, .block, .urbanBody] {
            for key in rows.keys(of: kind) where rows[key]?.last?.validity.isOpen == true {
                var known = [key]
                for hierarchy in Hierarchy.allCases {
                    for ancestor in rows.ancestors(of: key, in: hierarchy, on: day)
                    where ancestor.kind == .district && !known.contains(ancestor) {
                        known.append(ancestor)
                    }
                }
                places.append(known.reversed())
            }
        }
        if places.isEmpty { places = rows.keys(of: .state).map { [$0] } }
    }

    func complaint(_ number: String, _ draw: Draw, at moment: Instant) -> Complaint {
        let application =
            draw.below(10, 11) == 0
            ? moment.day.advanced(by: -draw.below(40, 12)) : nil
        return Complaint(
            number: number, category: categories[draw.below(categories.count, 13)],
            places: places[draw.below(places.count, 14)],
            channel: Self.channels[draw.below(5, 15)],
            setting: draw.below(3, 16) == 0 ? "urban" : "rural", registeredAt: moment,
            applicationDay: application)
    }
}
