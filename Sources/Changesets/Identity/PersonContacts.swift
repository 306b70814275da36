internal import MasterData

/// The contacts that tell some people from others.
///
/// One that more than two people have, of all in the masters and in the feed, is an office's
/// and tells nobody. The old and the new key of one person make two.
struct PersonContacts {
    /// A contact that few people have.
    struct Contact: Hashable {
        /// `mobile` or `email`.
        var field: Field
        var value: String
    }

    private var byPerson: [RowKey: [Contact]] = [:]
    /// Fields in which many values are an office's: what stands there goes with a seat.
    private(set) var ofOffices: Set<Field> = []
    /// Of so many values one that is shared makes a field an office's.
    private static let oneIn = 20

    init() {}

    init(of people: [RowKey], in changeset: Changeset, base: MasterRows) {
        let changed = changeset.changes.filter { $0.key.kind == .contact }
        var holders: [Contact: Set<RowKey>] = [:]
        var told: [RowKey: Set<Contact>] = [:]
        var feed: [RowKey: [RowVersion]] = [:]
        for change in changed { feed[change.key] = change.removed + change.added }
        for person in people {
            let key = RowKey(.contact, person.code)
            let versions = (base[key]?.versions ?? []) + (feed[key] ?? [])
            for contact in versions.flatMap({ Self.contacts($0.content) }) {
                told[person, default: []].insert(contact)
                holders[contact] = []
            }
        }
        func count(_ key: RowKey, _ versions: [RowVersion]) {
            for version in versions {
                for contact in Self.contacts(version.content)
                where (holders[contact]?.count ?? 3) < 3 {
                    holders[contact]?.insert(key)
                }
            }
        }
        if holders.isEmpty { return }
        base.rows(of: .contact).forEachThing(having: Set(holders.keys.map(\.value))) {
            key, timeline in count(key, timeline.versions)
        }
        for change in changed { count(change.key, change.removed + change.added) }
        for (person, contacts) in told {
            byPerson[person] = contacts.filter { (holders[$0]?.count ?? 0) <= 2 }
                .sorted { ($0.field.rawValue, $0.value) < ($1.field.rawValue, $1.value) }
        }
        for field in Self.fields {
            let all = holders.filter { $0.key.field == field }
            let shared = all.count { $0.value.count > 2 }
            if shared * Self.oneIn > all.count { ofOffices.insert(field) }
        }
    }

    private static let fields: [Field] = [.mobile, .email]

    private static func contacts(_ content: Content) -> [Contact] {
        fields.compactMap { field in content[field].map { Contact(field: field, value: $0) } }
    }

    subscript(person: RowKey) -> [Contact] { byPerson[person] ?? [] }
}
