public import MasterData
internal import RouteEngine

/// A category that the public may complain under.
public struct OpenCategory: Hashable, Sendable {
    public var key: RowKey
    /// The category at the top of its branch.
    public var branch: RowKey
    /// The guaranteed service that its complaints follow, when there is one.
    public var service: String?
}

extension Marking {
    /// The categories that a complaint may be sent under on a day: public, and with none below.
    public func openCategories(on day: Day) -> [OpenCategory] {
        var parents: [RowKey: RowKey] = [:]
        var open: [RowKey] = []
        for key in rows.keys(of: .category) {
            guard let content = rows.content(of: key, on: day) else { continue }
            parents[key] = content.reference(.parent, in: .category)
            if content[.audience] != "internal" { open.append(key) }
        }
        let inner = Set(parents.values)
        return open.filter { !inner.contains($0) }.sorted().map { key in
            var branch = key
            // A line of parents has an end, unless the masters go round in it.
            for _ in 0..<16 {
                guard let above = parents[branch] else { break }
                branch = above
            }
            return OpenCategory(
                key: key, branch: branch,
                service: services.service(category: key.code, department: nil, on: day)?.code)
        }
    }

    /// The things of a kind that are there on a day, in the order of their keys.
    public func listed(_ kind: MasterKind, on day: Day) -> [RowKey] {
        rows.keys(of: kind).filter { rows.content(of: $0, on: day) != nil }
    }
}
