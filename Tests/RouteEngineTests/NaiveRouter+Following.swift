import MasterData

@testable import RouteEngine

/// What stands for codes that are gone, read from the succession rows.
extension NaiveRouter {
    func following(_ request: RouteRequest) -> (RouteRequest, [FollowedCode]) {
        var known = request
        var followed: [FollowedCode] = []
        func follow(_ key: RowKey) -> RowKey {
            guard let step = heir(of: key, request.day) else { return key }
            followed.append(step)
            return step.heir
        }
        known.places = request.places.map { exists($0, request.day) ? $0 : follow($0) }
        let category = RowKey(.category, request.category)
        if let versions = rows[category]?.versions, !exists(category, request.day),
            versions.contains(where: { $0.validity.to <= request.day })
        {
            known.category = follow(category).code
        }
        return (known, followed)
    }

    private func heir(of key: RowKey, _ day: Day) -> FollowedCode? {
        var next = key
        for _ in 0..<8 {
            var said: [(since: Day, row: RowKey, after: RowKey)] = []
            for row in rows.keys(of: .succession) {
                for version in rows[row]?.versions ?? []
                where version.content[.predecessor] == next.description {
                    if let after = version.content[.successor].flatMap(RowKey.init), after != next {
                        said.append((version.validity.from, row, after))
                    }
                }
            }
            guard Set(said.map(\.after)).count == 1,
                let last = said.max(by: { ($0.since, $0.row) < ($1.since, $1.row) })
            else { return nil }
            if exists(last.after, day) {
                return FollowedCode(
                    named: key, heir: last.after, since: last.since, row: last.row, release: nil)
            }
            next = last.after
        }
        return nil
    }
}
