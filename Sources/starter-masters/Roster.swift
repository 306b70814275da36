/// Officers in the order they were first named, each with postings.
struct Roster {
    private(set) var people: [Person] = []
    private(set) var postings: [String: [Posting]] = [:]

    /// Adds a posting, and the person when not yet named.
    mutating func add(_ posting: Posting, of person: Person) {
        if postings[person.code] == nil { people.append(person) }
        postings[person.code, default: []].append(posting)
    }

    /// The same with another last day in service for some.
    func ending(serviceOf codes: Set<String>, on day: CalendarDay) -> Roster {
        var copy = self
        for index in people.indices where codes.contains(people[index].code) {
            copy.people[index].retiresOn = day
        }
        return copy
    }

    func postings(of person: Person) -> [Posting] { postings[person.code] ?? [] }
}
