import MasterData

/// The offices by what they serve: department, level and place; and the posts in them.
struct OfficeIndex: Sendable {
    struct Service: BitwiseCopyable, Hashable, Sendable {
        var office: Int32
        private var inclusion: Int32

        init(office: Int32, isIncluded: Bool) {
            self.office = office
            inclusion = isIncluded ? 1 : 0
        }

        /// Whether the place is in the jurisdiction, or taken out of it.
        var isIncluded: Bool { inclusion != 0 }
    }

    struct Seat: BitwiseCopyable, Hashable, Sendable {
        var post: Int32
        private var receiving: Int32

        init(post: Int32, receives: Bool) {
            self.post = post
            receiving = receives ? 1 : 0
        }

        var receives: Bool { receiving != 0 }
    }

    let offices: CodeBook
    let posts: CodeBook
    private let services: GroupedLists<Service>
    private let seats: GroupedLists<Seat>
    /// The days on which each post exists.
    private let postDays: DatedLists<Int32>

    init(
        _ rows: MasterRows, places: CodeBook, departments: inout CodeBookBuilder,
        designations: inout CodeBookBuilder
    ) {
        var offices = CodeBookBuilder([.office], in: rows)
        let standing = offices.keys.map { key in
            (rows[key]?.versions ?? []).map { version in
                Dated(
                    span: Span(version.validity),
                    value: (
                        department: version.content[.department].map {
                            departments.intern(.bare(.department, $0))
                        } ?? -1,
                        level: OfficeLevel.code(version.content[.level])
                    ))
            }
        }
        var services: [UInt64: [Dated<Service>]] = [:]
        for (_, timeline) in rows.rows(of: .jurisdiction).inOrder {
            for version in timeline.versions {
                guard let code = version.content[.office],
                    let place = version.content[.place].flatMap(RowKey.init)
                else { continue }
                let office = offices.id(.bare(.office, code))
                let area = places.id(place)
                guard office >= 0, area >= 0 else { continue }
                let service = Service(
                    office: office, isIncluded: version.content[.mode] != "exclude")
                for entry in standing[Int(office)] {
                    let span = entry.span.clipped(to: Span(version.validity))
                    guard !span.isEmpty else { continue }
                    let key = Packed.triple(entry.value.level, entry.value.department, area)
                    services[key, default: []].append(Dated(span: span, value: service))
                }
            }
        }
        let posts = CodeBookBuilder([.post], in: rows)
        var seats: [UInt64: [Dated<Seat>]] = [:]
        let postDays = posts.keys.enumerated().map { number, key in
            var days: [Dated<Int32>] = []
            for version in rows[key]?.versions ?? [] {
                let span = Span(version.validity)
                days.appendJoining(1, over: span)
                guard let office = version.content[.office],
                    let designation = version.content[.designation]
                else { continue }
                let key = Packed.pair(
                    offices.intern(.bare(.office, office)),
                    designations.intern(.bare(.designation, designation)))
                let seat = Seat(post: Int32(number), receives: version.content.flag(.receives))
                seats[key, default: []].appendJoining(seat, over: span)
            }
            return days
        }
        self.offices = offices.finished()
        self.posts = posts.finished()
        self.services = GroupedLists(services)
        self.seats = GroupedLists(seats)
        self.postDays = DatedLists(postDays)
    }

    func exists(post: Int32, on day: Int32) -> Bool { postDays.index(post, on: day) >= 0 }

    /// The days on which a post exists.
    func days(ofPost post: Int32) -> [Span] {
        postDays.range(post).map { postDays.entries[$0].span }
    }

    /// Hands out the offices of a department and level that name a place that day.
    @inline(__always)
    func forEachService(
        department: Int32, level: UInt8, place: Int32, on day: Int32, _ body: (Service) -> Void
    ) {
        for index in services.range(Packed.triple(level, department, place))
        where services.entries[index].span.contains(day) { body(services.entries[index].value) }
    }

    /// Hands out the posts of a designation in an office that day.
    @inline(__always)
    func forEachSeat(
        office: Int32, designation: Int32, on day: Int32, _ body: (Seat) -> Void
    ) {
        for index in seats.range(Packed.pair(office, designation))
        where seats.entries[index].span.contains(day) { body(seats.entries[index].value) }
    }

    /// The dated offices that name a place, whatever the day.
    func services(department: Int32, level: UInt8, place: Int32) -> Slice<Column<Dated<Service>>> {
        services.entries[services.range(Packed.triple(level, department, place))]
    }

    /// The dated posts of a designation in an office, whatever the day.
    func seats(office: Int32, designation: Int32) -> Slice<Column<Dated<Seat>>> {
        seats.entries[seats.range(Packed.pair(office, designation))]
    }
}

extension OfficeIndex {
    init(_ reader: inout RouteTableReader) throws(RouteFileError) {
        let offices = try CodeBook(&reader)
        let posts = try CodeBook(&reader)
        services = try GroupedLists(&reader, .services) {
            $0.office >= 0 && $0.office < offices.count
        }
        seats = try GroupedLists(&reader, .seats) { $0.post >= 0 && $0.post < posts.count }
        postDays = try DatedLists(&reader, .spans, rows: posts.count) { $0 == 1 }
        self.offices = offices
        self.posts = posts
    }

    func write(to writer: inout RouteTableWriter) {
        offices.write(to: &writer)
        posts.write(to: &writer)
        services.write(to: &writer, .services)
        seats.write(to: &writer, .seats)
        postDays.write(to: &writer, .spans)
    }
}
