import MasterData

/// The names of the things that explanations mention.
struct NameBook: Sendable {
    /// A name of a thing, by where its texts lie.
    struct Name: BitwiseCopyable, Hashable, Sendable {
        var english: TextPool.Place
        var hindi: TextPool.Place
    }

    /// What a post is called by.
    struct Seat: BitwiseCopyable, Hashable, Sendable {
        /// -1 for one that the release does not list.
        var office: Int32
        var designation: Int32
    }

    /// The books of named things; of each, its names beside its keys.
    private let books: [CodeBook]
    private let names: [DatedLists<Name>]
    private let posts: CodeBook
    private let seats: DatedLists<Seat>
    var text = TextPool.empty

    /// - Parameter books: those of places, categories, departments, designations, chains,
    ///   offices and persons.
    init(
        _ rows: MasterRows, books: [CodeBook], posts: CodeBook, _ text: inout TextPoolBuilder
    ) {
        self.books = books
        self.posts = posts
        names = books.map { book in
            DatedLists(
                book.keys.map { key in
                    var list: [Dated<Name>] = []
                    for version in rows[key]?.versions ?? [] {
                        let name = Name(
                            english: text.place(version.content[.nameEn]),
                            hindi: text.place(version.content[.nameHi]))
                        list.appendJoining(name, over: Span(version.validity))
                    }
                    return list
                })
        }
        let (designations, offices) = (books[3], books[5])
        seats = DatedLists(
            posts.keys.map { key in
                (rows[key]?.versions ?? []).map { version in
                    let content = version.content
                    return Dated(
                        span: Span(version.validity),
                        value: Seat(
                            office: content.reference(.office, in: .post)
                                .map(offices.id) ?? -1,
                            designation: content.reference(.designation, in: .post)
                                .map(designations.id) ?? -1))
                }
            })
    }

    /// The name of a thing on a day, else its last name.
    ///
    /// A post is called by its designation and office.
    func name(of key: RowKey, on day: Int32) -> BilingualName? {
        guard key.kind == .post else {
            for (number, book) in books.enumerated() {
                let id = book.id(key)
                if id >= 0 { return name(id, in: number, on: day) }
            }
            return nil
        }
        let post = posts.id(key)
        guard post >= 0 else { return nil }
        let index = seats.lastIndex(post, on: day)
        guard index >= 0 else { return nil }
        let seat = seats.entries[index].value
        guard seat.office >= 0, seat.designation >= 0,
            let title = name(seat.designation, in: 3, on: day),
            let office = name(seat.office, in: 5, on: day)
        else { return nil }
        let hindi = title.hindi.flatMap { title in office.hindi.map { "\(title), \($0)" } }
        return BilingualName(english: "\(title.english), \(office.english)", hindi: hindi)
    }

    private func name(_ id: Int32, in book: Int, on day: Int32) -> BilingualName? {
        let index = names[book].lastIndex(id, on: day)
        guard index >= 0 else { return nil }
        let name = names[book].entries[index].value
        return text[name.english].map { BilingualName(english: $0, hindi: text[name.hindi]) }
    }
}

extension NameBook {
    init(
        _ reader: inout RouteTableReader, books: [CodeBook], posts: CodeBook, _ text: TextPool
    ) throws(RouteFileError) {
        var names: [DatedLists<Name>] = []
        for book in books {
            names.append(
                try DatedLists(&reader, .names, rows: book.count) {
                    text.has($0.english) && text.has($0.hindi)
                })
        }
        seats = try DatedLists(&reader, .postSeats, rows: posts.count) {
            $0.office >= -1 && $0.office < books[5].count && $0.designation >= -1
                && $0.designation < books[3].count
        }
        self.names = names
        self.books = books
        self.posts = posts
        self.text = text
    }

    func write(to writer: inout RouteTableWriter) {
        for list in names { list.write(to: &writer, .names) }
        seats.write(to: &writer, .postSeats)
    }
}
