internal import MasterData

/// A thing that vanishes or appears, with what tells it from others.
struct IdentitySubject {
    let key: RowKey
    private let english: NameShape
    private let hindi: NameShape
    /// Parents, office, designation, department: what it hangs on.
    private let neighbours: [String]
    let contacts: [PersonContacts.Contact]

    init(_ key: RowKey, _ content: Content, _ contacts: [PersonContacts.Contact]) {
        self.key = key
        self.contacts = contacts
        english = NameShape(content[.nameEn] ?? "")
        hindi = NameShape(content[.nameHi] ?? "")
        neighbours = key.kind.schema.specs.filter(\.type.isReference).compactMap { spec in
            content[spec.field].map { "\(spec.field.rawValue)=\($0)" }
        }
    }

    /// What a pair must share to be compared at all.
    var traits: [String] {
        var traits = contacts.map { "contact \($0.value)" } + neighbours
        if !english.isEmpty { traits.append("sounds \(english.sound)") }
        if !hindi.isEmpty { traits.append("is \(hindi.key.text)") }
        return traits
    }

    func isNamedLike(_ other: IdentitySubject) -> Bool {
        english.key == other.english.key && (hindi.isEmpty || hindi.key == other.hindi.key)
    }

    /// Whether two people may be one by their names; a spelling in one script may differ.
    func isOfOneName(with other: IdentitySubject) -> Bool {
        nameLikeness(to: other) >= Self.sameName
    }

    /// From 0 to 1000. A name alone reaches the threshold only when it sounds the same.
    ///
    /// - Parameter habits: which contacts of people tell them from others.
    func score(against other: IdentitySubject, _ habits: ContactHabits?) -> Int {
        let name = nameLikeness(to: other)
        if let habits, !contacts.isEmpty, !other.contacts.isEmpty {
            let shared = habits.telling(self, other)
            // A contact of one's own that goes on under a like name is the person; two people
            // with other contacts share no more than a name.
            if shared == 0 || name < Self.sameName { return min(name, Self.strangers) }
            return min(1_000, name * 6 / 10 + (shared > 1 ? 400 : 300))
        }
        // A namesake is no evidence for people: hundreds bear one name.
        if key.kind == .person { return min(name, Self.strangers) }
        if english.isEmpty {
            let all = Set(neighbours).union(other.neighbours).count
            return all == 0 ? 0 : Set(neighbours).intersection(other.neighbours).count * 900 / all
        }
        // Neighbours of one parent are many: they only confirm a name that is like.
        if name < Self.likeName { return min(name, Self.strangers) }
        return name * 7 / 10 + neighbourhood(with: other) * 3 / 10
    }

    private static let strangers = 500
    /// Who answers an office's only telephone after somebody else has another name; a person
    /// whose name was spelt anew in one script does not.
    private static let sameName = 800
    private static let likeName = 500

    private func nameLikeness(to other: IdentitySubject) -> Int {
        let likeness = english.likeness(to: other.english)
        guard !hindi.isEmpty, !other.hindi.isEmpty else { return likeness }
        return (likeness + hindi.likeness(to: other.hindi)) / 2
    }

    private func neighbourhood(with other: IdentitySubject) -> Int {
        let all = max(neighbours.count, other.neighbours.count)
        return all == 0 ? 0 : Set(neighbours).intersection(other.neighbours).count * 1_000 / all
    }

    /// What speaks for the pair, in words.
    func evidence(for other: IdentitySubject) -> [String] {
        var evidence: [String] = []
        if english.key == other.english.key {
            evidence.append("same name")
        } else if english.sound == other.english.sound {
            evidence.append("a name that sounds the same")
        } else {
            evidence.append("a like name")
        }
        evidence += neighbours.filter(other.neighbours.contains).map { "same \($0)" }
        let shared = Set(contacts).intersection(other.contacts).count
        if shared > 0 { evidence.append("\(shared) of the same contacts") }
        return evidence
    }
}
