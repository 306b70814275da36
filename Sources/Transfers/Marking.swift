public import MasterData
public import RouteEngine

/// What one release says of complaints: where they go, level by level, and by which clock.
///
/// Makes what the ledger then records; it changes nothing itself.
public struct Marking: Sendable {
    public let table: RouteTable
    public let services: ServiceBook
    let rows: MasterRows
    let calendars: WorkCalendars
    let seats: AppealSeats

    /// - Parameter table: compiled from the same rows.
    public init(_ rows: MasterRows, table: RouteTable) {
        self.rows = rows
        self.table = table
        calendars = WorkCalendars(rows)
        services = ServiceBook(rows)
        seats = AppealSeats(rows)
    }

    public var release: Int { table.release.number }

    /// What comes of a complaint that is to get its chain.
    public enum Arrival: Hashable, Sendable {
        case routed(Assignment, LevelEntry, passed: [PassedLevel])
        case unroutable(reason: String)
    }

    /// A level that is entered next.
    public struct Step: Hashable, Sendable {
        /// The assignment, when this release made another than the complaint had.
        public var assignment: Assignment?
        public var entry: LevelEntry
        public var passed: [PassedLevel]
    }

    /// Where a complaint begins: at registration, at a retry, or with another category.
    public func arrival(
        of complaint: Complaint, category: String, at instant: Instant
    ) -> Arrival {
        let decision = table.decide(
            complaint.request(category: category), entering: instant.day)
        guard decision.outcome == .routed, let first = decision.levels.first else {
            return .unroutable(
                reason: decision.reason?.rawValue ?? UnroutableReason.noChain.rawValue)
        }
        let service = services.service(
            category: decision.category(for: category), department: decision.department?.code,
            on: complaint.registeredAt.day)
        let assignment = assignment(decision, service: service?.code)
        guard var entry = chainEntry(first, of: complaint, at: instant) else {
            return .unroutable(reason: UnroutableReason.noPost.rawValue)
        }
        guard let service else { return .routed(assignment, entry, passed: []) }
        let statutory = Deadline.end(of: statutoryLastDay(of: service, complaint))
        if statutory <= instant,
            let appeal = appealEntry(2, service, decision, of: complaint, at: instant)
        {
            return .routed(
                assignment, appeal,
                passed: [PassedLevel(level: entry.level, reason: "statutory-days-over")])
        }
        if statutory > instant, statutory <= entry.due {
            entry.due = statutory
            entry.basis = complaint.applicationDay.map { .application($0) } ?? .registration
        }
        return .routed(assignment, entry, passed: [])
    }

    /// The last day of a service's statutory time for a complaint.
    public func statutoryLastDay(of service: GuaranteedService, _ complaint: Complaint) -> Day {
        service.lastDay(from: complaint.applicationDay ?? complaint.registeredAt.day)
    }

    func assignment(_ decision: Decision, service: String?) -> Assignment {
        Assignment(
            release: release, rule: decision.rule?.code, department: decision.department?.code,
            chain: decision.chain?.code, service: service)
    }

    /// How long a level has that the rule names and the chain does not have.
    static let unstated = LevelTerms(
        days: 30, calendar: .calendar, escalatesAutomatically: true, maySendBack: false)

    /// A level of the chain, entered at a moment; nothing for a hole.
    func chainEntry(
        _ answer: LevelAnswer, of complaint: Complaint, at instant: Instant
    ) -> LevelEntry? {
        guard let post = answer.post else { return nil }
        let terms = answer.terms ?? Self.unstated
        let calendar =
            terms.calendar == .calendar
            ? WorkCalendar()
            : calendars.calendar(
                department: answer.department?.code, places: complaint.places, on: instant.day)
        return LevelEntry(
            level: answer.level, post: post.code,
            answers: answer.answers.flatMap { $0 == post ? nil : $0.code },
            holder: answer.holder?.code, how: answer.how.word, howDetail: answer.how.detail,
            department: answer.department?.code, enteredAt: instant,
            due: Deadline.due(
                entered: instant, days: terms.days, count: terms.calendar, calendar: calendar),
            terms: terms)
    }

    /// The level of the first (2) or second (3) appeal officer of a service.
    ///
    /// The chain's own post of the designation when it has one, else the nearest in the
    /// department; nothing when the service names no officer or there is no such post.
    func appealEntry(
        _ level: Int, _ service: GuaranteedService, _ decision: Decision,
        of complaint: Complaint, at instant: Instant
    ) -> LevelEntry? {
        let (designation, days) =
            level == 2
            ? (service.firstAppeal, service.firstDays) : (service.secondAppeal, service.secondDays)
        guard let designation, let days else { return nil }
        let own = decision[level: level]
        let terms = LevelTerms(
            days: days, calendar: .calendar, escalatesAutomatically: true,
            maySendBack: own?.terms?.maySendBack ?? false)
        let inChain = decision.levels.first { answer in
            answer.level > 1
                && answer.post.flatMap { rows.content(of: $0, on: instant.day)?[.designation] }
                    == designation
        }
        var entry: LevelEntry
        if let inChain, let found = chainEntry(inChain, of: complaint, at: instant) {
            entry = found
        } else {
            guard let place = decision.place, let hierarchy = decision.hierarchy,
                let department = decision.department?.code ?? Optional(service.department),
                let post = seats.post(
                    of: designation, department: department, place: place, in: hierarchy,
                    on: instant.day)
            else { return nil }
            let holder = seats.holder(of: post, on: instant.day)
            let how: Answering =
                holder.map { $0.nature == .substantive ? .holder : .standIn($0.nature) }
                ?? .vacant(.vacant)
            entry = LevelEntry(
                level: level, post: post.code, holder: holder?.person, how: how.word,
                howDetail: how.detail, department: department, enteredAt: instant, due: instant,
                terms: terms)
        }
        entry.level = level
        entry.terms = terms
        entry.basis = .appeal
        entry.due = Deadline.due(
            entered: instant, days: days, count: .calendar, calendar: WorkCalendar())
        return entry
    }
}

extension Marking {
    /// Whether the release lists a thing on a day.
    public func lists(_ key: RowKey, on day: Day) -> Bool {
        rows.content(of: key, on: day) != nil
    }

    /// What a thing is called: a post by its designation and office.
    public func name(of key: RowKey, on day: Day, in language: Language) -> String {
        guard let content = rows[key]?.content(on: day) ?? rows[key]?.last?.content else {
            return key.code
        }
        if key.kind == .post, let designation = content.reference(.designation, in: .post),
            let office = content.reference(.office, in: .post)
        {
            return
                "\(name(of: designation, on: day, in: language)), \(name(of: office, on: day, in: language))"
        }
        let english = content[.nameEn] ?? key.code
        return language == .hindi ? content[.nameHi] ?? english : english
    }

    public enum Language: String, CaseIterable, Sendable {
        case english = "en"
        case hindi = "hi"
    }
}
