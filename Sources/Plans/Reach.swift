internal import MasterData

/// What the changes of a plan have to do with among the things of sound kinds: only there can
/// something be wrong that was not before.
struct Reach: Sendable {
    /// The things to look at, by kind in code order. A kind that is not here is looked at whole.
    private(set) var things: [MasterKind: [RowKey]] = [:]
    /// The seals of mobiles and e-mails to look for; when there are none at all, every contact is
    /// compared with every other.
    private(set) var seals: Set<String>?

    /// All of it.
    init() {}

    /// - Parameters:
    ///   - changed: the things that the plan writes.
    ///   - kinds: those of which nothing is wrong in the base.
    ///   - comparesAll: whether contacts that no change touches are to be compared too.
    ///   - masters: the base, and the base with the changes made.
    init(
        of changed: Set<RowKey>, soundKinds kinds: Set<MasterKind>, comparesAll: Bool,
        in masters: [MasterRows], asOf day: Day
    ) {
        for kind in kinds {
            let own = changed.filter { $0.kind == kind }
            things[kind] = (kind == .contact ? own.union(Self.contacts(of: changed)) : own).sorted()
        }
        guard let contacts = things[.contact], !comparesAll else { return }
        var seals: Set<String> = []
        for rows in masters {
            for content in contacts.compactMap({ rows.content(of: $0, on: day) }) {
                seals.formUnion(Candidate.comparedFields.compactMap { content[$0] })
            }
        }
        self.seals = seals
    }

    /// The contacts of persons: their codes are how a row refers to the person.
    private static func contacts(of things: Set<RowKey>) -> [RowKey] {
        things.lazy.filter { $0.kind == .person }.flatMap { person in
            [RowKey(.contact, person.code), RowKey(.contact, person.description)]
        }
    }
}
