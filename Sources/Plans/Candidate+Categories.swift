internal import MasterData

extension Candidate {
    /// The category above a category on the as-of day.
    func parentCategory(of key: RowKey) -> RowKey? {
        rows.content(of: key, on: asOf)?.reference(.parent, in: .category)
    }

    /// The categories that others stand under on the as-of day.
    var categoriesWithChildren: Set<RowKey> {
        Set(live(.category).compactMap { $0.content.reference(.parent, in: .category) })
    }

    /// The categories that stand under each on the as-of day.
    var categoryChildren: [RowKey: [RowKey]] {
        var below: [RowKey: [RowKey]] = [:]
        for (key, content) in live(.category) {
            if let parent = content.reference(.parent, in: .category) {
                below[parent, default: []].append(key)
            }
        }
        return below
    }

    /// The hierarchies in which a category and all that stands under it are routed.
    func hierarchies(of category: RowKey, below: [RowKey: [RowKey]]) -> Set<Hierarchy> {
        var found: Set<Hierarchy> = []
        var open = [category]
        var seen: Set<RowKey> = []
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            let content = rows.content(of: next, on: asOf)
            for field in [Field.hierarchyRural, .hierarchyUrban] {
                if let hierarchy = content?[field].flatMap({ Hierarchy(rawValue: $0) }) {
                    found.insert(hierarchy)
                }
            }
            open += below[next] ?? []
        }
        return found
    }
}
