/// Officers in the order they were first named, each with postings.
struct Roster {
    private(set) var people: [Person] = []
    private(set) var postings: [String: [Posting]] = [:]

    /// Adds a posting, and the person when not yet named.
    mutating func add(_ posting: Posting, of person: Person) {
        if postings[person.code] == nil { people.append(person) }
        postings[person.code, default: []].append(posting)
    }

    func postings(of person: Person) -> [Posting] { postings[person.code] ?? [] }
}
