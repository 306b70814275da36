internal import MasterData

/// Who stands above whom among the live places and those an import brings.
struct PlaceLines {
    private let base: MasterRows
    private let day: Day
    private var staged: [RowKey: [Hierarchy: RowKey]] = [:]

    init(base: MasterRows, staged groups: [[StagedRow]], on day: Day) {
        self.base = base
        self.day = day
        for group in groups {
            for row in group where row.key.kind.isPlace && base[row.key] == nil {
                for hierarchy in Hierarchy.allCases {
                    guard let parent = row.value(of: hierarchy.parentField).flatMap({ RowKey($0) })
                    else { continue }
                    // Two feeds may name a near and a far parent; the near one leads upwards.
                    let known = staged[row.key]?[hierarchy]
                    if known == nil || (known?.kind).map({ $0 < parent.kind }) == true {
                        staged[row.key, default: [:]][hierarchy] = parent
                    }
                }
            }
        }
    }

    /// Whether one place stands above another; a place does not stand above itself.
    func isAncestor(_ place: RowKey, of other: RowKey, in hierarchy: Hierarchy) -> Bool {
        var seen: Set<RowKey> = [other]
        var next = parent(of: other, in: hierarchy)
        while let above = next, seen.insert(above).inserted {
            if above == place { return true }
            next = parent(of: above, in: hierarchy)
        }
        return false
    }

    private func parent(of place: RowKey, in hierarchy: Hierarchy) -> RowKey? {
        base.parent(of: place, in: hierarchy, on: day) ?? staged[place]?[hierarchy]
    }
}
