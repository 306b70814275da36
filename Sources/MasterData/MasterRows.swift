/// A whole set of masters: every thing of every kind with its timeline.
///
/// This is what a release says, and what a release would say with a changeset applied
/// to it. A value; copying is cheap until one side changes.
public struct MasterRows: Equatable, Sendable {
    private var kinds: [MasterKind: MasterTable] = [:]

    public init() {}

    init(_ kinds: [MasterKind: MasterTable]) {
        self.kinds = kinds
    }

    public subscript(key: RowKey) -> Timeline? {
        get { kinds[key.kind]?[key] }
        set {
            kinds[key.kind, default: MasterTable()].set(key, to: newValue ?? Timeline())
            if kinds[key.kind]?.isEmpty == true { kinds[key.kind] = nil }
        }
    }

    /// Whether there is a thing.
    public func contains(_ key: RowKey) -> Bool { kinds[key.kind]?.contains(key) ?? false }

    public var count: Int { kinds.values.reduce(0) { $0 + $1.count } }
    public var isEmpty: Bool { kinds.isEmpty }

    /// The kinds present, in the order of reports.
    public var presentKinds: [MasterKind] { kinds.keys.sorted() }

    public func count(of kind: MasterKind) -> Int { kinds[kind]?.count ?? 0 }

    /// The keys of a kind in code order.
    public func keys(of kind: MasterKind) -> [RowKey] { kinds[kind]?.keys ?? [] }

    /// The rows of a kind, in no particular order.
    public func rows(of kind: MasterKind) -> MasterTable { kinds[kind] ?? MasterTable() }

    /// Takes over the things of some kinds from other masters.
    public mutating func take(_ kinds: [MasterKind], from other: MasterRows) {
        for kind in kinds { self.kinds[kind] = other.kinds[kind] }
    }

    public func content(of key: RowKey, on day: Day) -> Content? { self[key]?.content(on: day) }

    /// The parent of a place in a hierarchy on a day.
    public func parent(of place: RowKey, in hierarchy: Hierarchy, on day: Day) -> RowKey? {
        content(of: place, on: day)?.reference(hierarchy.parentField, in: place.kind)
    }

    /// The ancestors of a place in a hierarchy on a day, nearest first, without the place.
    ///
    /// A cycle, which a checked release cannot hold, ends the line.
    public func ancestors(of place: RowKey, in hierarchy: Hierarchy, on day: Day) -> [RowKey] {
        var line: [RowKey] = []
        var next = parent(of: place, in: hierarchy, on: day)
        while let place = next, !line.contains(place) {
            line.append(place)
            next = parent(of: place, in: hierarchy, on: day)
        }
        return line
    }
}
