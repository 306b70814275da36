public import MasterData
public import Transfers

/// Which complaints are asked for by a portal that lists them.
public struct ServiceRequestFilter: Hashable, Sendable {
    /// Complaints by their numbers; the rest of the filter is then passed over.
    public var numbers: [String] = []
    public var categories: [String] = []
    /// Only those that are resolved, or only those that are not; nothing for both.
    public var isClosed: Bool?
    public var from: Instant
    /// The last moment of registration.
    public var to: Instant

    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}

/// What a portal is told of a complaint: no post, no person, no place, no word of the ledger.
public struct ServiceRequestLine: Hashable, Sendable {
    public var number: String
    public var category: String
    public var state: Standing.State
    public var department: String?
    public var registeredAt: Instant
    /// When its last event took effect.
    public var updatedAt: Instant
    public var due: Instant?
}

extension MappingStore {
    static func serviceRequestQuery(_ filter: ServiceRequestFilter) -> String {
        func marks(_ count: Int) -> String {
            Array(repeating: "?", count: count).joined(separator: ", ")
        }
        var condition = "number IN (\(marks(filter.numbers.count)))"
        if filter.numbers.isEmpty {
            condition = "registered_at >= ? AND registered_at <= ?"
            if !filter.categories.isEmpty {
                condition += " AND category IN (\(marks(filter.categories.count)))"
            }
            if let isClosed = filter.isClosed {
                condition += " AND state \(isClosed ? "=" : "<>") 'resolved'"
            }
        }
        return """
            SELECT number, category, state, department, registered_at, due,
                (SELECT at FROM ledger WHERE complaint = complaint.id AND step = complaint.step)
            FROM complaint WHERE \(condition) ORDER BY registered_at DESC, id DESC LIMIT ?
            """
    }

    /// The complaints that a filter asks for, newest first.
    public func serviceRequests(
        _ filter: ServiceRequestFilter, atMost limit: Int
    ) throws -> [ServiceRequestLine] {
        var arguments = filter.numbers.map(SQLValue.text)
        if arguments.isEmpty {
            arguments = [.integer(filter.from.seconds), .integer(filter.to.seconds)]
            arguments += filter.categories.map(SQLValue.text)
        }
        return try driver.read { session in
            var lines: [ServiceRequestLine] = []
            try session.rows(
                Self.serviceRequestQuery(filter), arguments + [.integer(Int64(limit))]
            ) { row in
                guard let state = Standing.State(rawValue: row.text(2)) else { return }
                let registered = Instant(seconds: row.integer(4))
                lines.append(
                    ServiceRequestLine(
                        number: row.text(0), category: row.text(1), state: state,
                        department: row.isNull(3) ? nil : row.text(3), registeredAt: registered,
                        updatedAt: row.isNull(6) ? registered : Instant(seconds: row.integer(6)),
                        due: row.isNull(5) ? nil : Instant(seconds: row.integer(5))))
            }
            return lines
        }
    }
}
