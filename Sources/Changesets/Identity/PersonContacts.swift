internal import MasterData

/// The contacts that tell some people from others.
///
/// One that more than two people have, of all in the masters and in the feed, is an office's
/// and tells nobody. The old and the new key of one person make two.
struct PersonContacts {
    private var byPerson: [RowKey: [String]] = [:]

    init() {}

    init(of people: [RowKey], in changeset: Changeset, base: MasterRows) {
        let changed = changeset.changes.filter { $0.key.kind == .contact }
        var holders: [String: Set<RowKey>] = [:]
        var told: [RowKey: Set<String>] = [:]
        var feed: [RowKey: [RowVersion]] = [:]
        for change in changed { feed[change.key] = change.removed + change.added }
        for person in people {
            let key = RowKey(.contact, person.code)
            let versions = (base[key]?.versions ?? []) + (feed[key] ?? [])
            for value in versions.flatMap({ Self.values($0.content) }) {
                told[person, default: []].insert(value)
                holders[value] = []
            }
        }
        func count(_ key: RowKey, _ versions: [RowVersion]) {
            for version in versions {
                for value in Self.values(version.content) where (holders[value]?.count ?? 3) < 3 {
                    holders[value]?.insert(key)
                }
            }
        }
        if holders.isEmpty { return }
        for (key, timeline) in base.rows(of: .contact) { count(key, timeline.versions) }
        for change in changed { count(change.key, change.removed + change.added) }
        for (person, values) in told {
            byPerson[person] = values.filter { (holders[$0]?.count ?? 0) <= 2 }.sorted()
        }
    }

    private static func values(_ contact: Content) -> [String] {
        [contact[.mobile], contact[.email]].compactMap(\.self)
    }

    subscript(person: RowKey) -> [String] { byPerson[person] ?? [] }
}
