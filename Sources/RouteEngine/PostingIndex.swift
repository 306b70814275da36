import MasterData

/// Who is posted where, and who is on leave.
struct PostingIndex: Sendable {
    struct Posting: BitwiseCopyable, Hashable, Sendable {
        var person: Int32
        /// The position among ``PostingNature/allCases``.
        private var place: Int32

        init(person: Int32, nature: UInt8) {
            self.person = person
            place = Int32(nature)
        }

        var nature: UInt8 { UInt8(truncatingIfNeeded: place) }
        var isKnown: Bool { (0..<5).contains(place) }
    }

    /// Who answers for a post by itself, without the next level.
    struct Answerer: Sendable {
        /// -1 for nobody.
        var person: Int32
        var nature: UInt8
        /// Whether somebody is posted there but on leave.
        var someoneOnLeave: Bool
    }

    let persons: CodeBook
    /// The postings of each post in the order in which they answer.
    let postings: DatedLists<Posting>
    /// The days of leave of each person.
    let leaves: DatedLists<Int32>

    init(_ rows: MasterRows, posts: CodeBook) {
        // Only persons who hold a post: a release may list many more.
        var persons = CodeBookBuilder()
        var lists: [[Dated<Posting>]] = Array(repeating: [], count: posts.count)
        for (_, timeline) in rows.rows(of: .posting).inOrder {
            for version in timeline.versions {
                let content = version.content
                guard let post = content[.post], let person = content[.person],
                    let nature = content[.nature].flatMap(PostingNature.init)
                else { continue }
                let number = posts.id(.bare(.post, post))
                guard number >= 0 else { continue }
                lists[Int(number)].append(
                    Dated(
                        span: Span(version.validity),
                        value: Posting(
                            person: persons.intern(.bare(.person, person)), nature: nature.index)))
            }
        }
        for index in lists.indices where lists[index].count > 1 {
            lists[index].sort { a, b in
                if a.value.nature != b.value.nature { return a.value.nature < b.value.nature }
                if a.span.from != b.span.from { return a.span.from > b.span.from }
                return persons[a.value.person] < persons[b.value.person]
            }
        }
        var leaves: [[Dated<Int32>]] = Array(repeating: [], count: persons.count)
        for (_, timeline) in rows.rows(of: .leave).inOrder {
            for version in timeline.versions {
                guard let person = version.content[.person] else { continue }
                let number = persons.id(.bare(.person, person))
                guard number >= 0 else { continue }
                leaves[Int(number)].append(Dated(span: Span(version.validity), value: 1))
            }
        }
        self.persons = persons.finished()
        postings = DatedLists(lists)
        self.leaves = DatedLists(leaves)
    }

    func isOnLeave(_ person: Int32, on day: Int32) -> Bool { leaves.index(person, on: day) >= 0 }

    /// Who answers for a post on a day: the first posting whose person is not on leave.
    func answerer(of post: Int32, on day: Int32) -> Answerer {
        var answer = Answerer(person: -1, nature: 0, someoneOnLeave: false)
        for index in postings.range(post) where postings.entries[index].span.contains(day) {
            let posting = postings.entries[index].value
            if isOnLeave(posting.person, on: day) {
                answer.someoneOnLeave = true
                continue
            }
            answer.person = posting.person
            answer.nature = posting.nature
            return answer
        }
        return answer
    }
}

extension PostingIndex {
    init(_ reader: inout RouteTableReader, posts: Int) throws(RouteFileError) {
        let persons = try CodeBook(&reader)
        postings = try DatedLists(&reader, .postings, rows: posts) {
            $0.person >= 0 && $0.person < persons.count && $0.isKnown
        }
        leaves = try DatedLists(&reader, .spans, rows: persons.count) { $0 == 1 }
        self.persons = persons
    }

    func write(to writer: inout RouteTableWriter) {
        persons.write(to: &writer)
        postings.write(to: &writer, .postings)
        leaves.write(to: &writer, .spans)
    }
}

extension PostingNature {
    var index: UInt8 {
        switch self {
        case .substantive: 0
        case .officiating: 1
        case .additionalCharge: 2
        case .lookAfter: 3
        case .linkOfficer: 4
        }
    }
}
