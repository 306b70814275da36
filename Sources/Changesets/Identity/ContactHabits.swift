internal import MasterData

/// What the fields of contacts mean in one feed: whether what stands there goes with the person
/// or with the seat.
///
/// A post's address and an office's mobile go to whoever comes next, who may be a namesake. A
/// feed in which an address goes from one person to another of another name has addresses of
/// posts; then an address tells nobody, whatever the names.
struct ContactHabits {
    /// Fields whose values go with a seat.
    private var ofSeats: Set<Field>
    /// Fields that went along with a name and with all else that is known of the person.
    private var ofPeople: Set<Field> = []
    /// The posts that each person had or has.
    private let posts: [RowKey: Set<String>]

    init(
        _ old: [IdentitySubject], _ new: [IdentitySubject], _ contacts: PersonContacts,
        posts: [RowKey: Set<String>]
    ) {
        ofSeats = contacts.ofOffices
        self.posts = posts
        var byContact: [PersonContacts.Contact: [Int]] = [:]
        for (position, subject) in new.enumerated() {
            for contact in subject.contacts { byContact[contact, default: []].append(position) }
        }
        var whole: [Set<Field>] = []
        for before in old {
            for contact in before.contacts {
                for position in byContact[contact] ?? [] {
                    let meeting = before.meeting(new[position])
                    if !before.isOfOneName(with: new[position]) {
                        ofSeats.insert(contact.field)
                    } else if meeting.shared.count > 1, meeting.differing.isEmpty {
                        whole.append(meeting.shared)
                    }
                }
            }
        }
        for fields in whole { ofPeople.formUnion(fields) }
    }

    /// How many contacts tell that two people of one name are one; 0 when it could as well be
    /// somebody who took over a post with its address, or an office with its mobile.
    func telling(_ one: IdentitySubject, _ other: IdentitySubject) -> Int {
        let meeting = one.meeting(other)
        let shared = meeting.shared.subtracting(ofSeats)
        let differing = meeting.differing.subtracting(ofSeats)
        if shared.isEmpty { return 0 }
        if !differing.isEmpty, shared.isDisjoint(with: ofPeople) { return 0 }
        let isOnePost = !(posts[one.key] ?? []).isDisjoint(with: posts[other.key] ?? [])
        if isOnePost, shared == [.email] { return 0 }
        return shared.count
    }

    /// The posts of people, as the rows of postings say that a changeset changes.
    static func posts(
        of people: [RowKey], in changeset: Changeset, base: MasterRows
    ) -> [RowKey: Set<String>] {
        let people = Set(people)
        var posts: [RowKey: Set<String>] = [:]
        for change in changeset.changes where change.key.kind == .posting {
            let known = change.removed + change.added
            for version in known.isEmpty ? base[change.key]?.versions ?? [] : known {
                guard let person = version.content.reference(.person, in: .posting),
                    people.contains(person), let post = version.content[.post]
                else { continue }
                posts[person, default: []].insert(post)
            }
        }
        return posts
    }
}

extension IdentitySubject {
    /// The fields of contacts in which two people agree, and those in which they do not.
    func meeting(_ other: IdentitySubject) -> (shared: Set<Field>, differing: Set<Field>) {
        let shared = Set(Set(contacts).intersection(other.contacts).map(\.field))
        let both = Set(contacts.map(\.field)).intersection(other.contacts.map(\.field))
        return (shared, both.subtracting(shared))
    }
}
