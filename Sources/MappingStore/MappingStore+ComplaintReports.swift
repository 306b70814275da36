public import MasterData
public import Transfers

/// What a report reads of one complaint.
public struct ComplaintLine: Sendable {
    public var state: Standing.State
    public var level: Int?
    public var department: String?
    /// The guaranteed service that it follows.
    public var service: String?
    public var places: String
    public var category: String
    public var registeredAt: Instant
    public var due: Instant?
    public var closedAt: Instant?
}

/// An open complaint as it stands: under the category it has now, at its level.
public struct OpenComplaint: Sendable {
    public var complaint: Complaint
    /// The category it was marked with last.
    public var category: String
    public var state: Standing.State
    public var level: Int?
}

/// One complaint that a release gave to another post.
public struct MovedLine: Sendable {
    public var number: String
    public var at: Instant
    public var release: Int
    public var from: String
    public var to: String
}

extension MappingStore {
    /// Hands over every complaint, in no order that matters, for counting.
    public func forEachComplaint(_ body: (ComplaintLine) throws -> Void) throws {
        try driver.read { session in
            try session.rows(
                """
                SELECT state, level, department, places, category, registered_at, due, closed_at,
                    service
                FROM complaint
                """, []
            ) { row in
                guard let state = Standing.State(rawValue: row.text(0)) else { return }
                try body(
                    ComplaintLine(
                        state: state, level: row.isNull(1) ? nil : Int(row.integer(1)),
                        department: row.isNull(2) ? nil : row.text(2),
                        service: row.isNull(8) ? nil : row.text(8), places: row.text(3),
                        category: row.text(4), registeredAt: Instant(seconds: row.integer(5)),
                        due: row.isNull(6) ? nil : Instant(seconds: row.integer(6)),
                        closedAt: row.isNull(7) ? nil : Instant(seconds: row.integer(7))))
            }
        }
    }

    /// Whether any complaint is not resolved.
    public func hasOpenComplaints() throws -> Bool {
        try driver.read {
            try $0.first("SELECT 1 FROM complaint WHERE state <> 'resolved' LIMIT 1", []) { _ in
                true
            } ?? false
        }
    }

    /// Hands over every complaint that is not resolved, state by state, each in the
    /// order they came.
    public func forEachOpenComplaint(_ body: (OpenComplaint) throws -> Void) throws {
        try driver.read { session in
            for state in Standing.State.allCases where state != .resolved {
                try Self.forEachComplaint(in: state, of: session, body)
            }
        }
    }

    private static func forEachComplaint(
        in state: Standing.State, of session: any SQLSession,
        _ body: (OpenComplaint) throws -> Void
    ) throws {
        // The second condition lets the index of open complaints be used.
        try session.rows(
            """
            SELECT number, category, places, channel, setting, registered_at, application_day,
                level,
                (SELECT ledger.body FROM ledger
                 WHERE ledger.complaint = complaint.id AND ledger.word = 'remarked'
                 ORDER BY ledger.step DESC LIMIT 1)
            FROM complaint WHERE state = ? AND state <> 'resolved' ORDER BY id
            """, [.text(state.rawValue)]
        ) { row in
            let complaint = Complaint(
                number: row.text(0), category: row.text(1),
                places: row.text(2).split(separator: " ").compactMap { RowKey(String($0)) },
                channel: row.isNull(3) ? nil : row.text(3),
                setting: row.isNull(4) ? nil : row.text(4),
                registeredAt: Instant(seconds: row.integer(5)),
                applicationDay: row.isNull(6) ? nil : Day(number: Int32(row.integer(6))))
            let remarked =
                row.isNull(8)
                ? nil : (try? JSONValue(parsing: row.text(8).utf8))?["category"]?.string
            try body(
                OpenComplaint(
                    complaint: complaint, category: remarked ?? complaint.category,
                    state: state, level: row.isNull(7) ? nil : Int(row.integer(7))))
        }
    }

    /// Hands over what releases moved, oldest first.
    public func forEachMove(_ body: (MovedLine) throws -> Void) throws {
        try driver.read { session in
            try session.rows(
                """
                SELECT complaint.number, ledger.at, ledger.body FROM ledger
                JOIN complaint ON complaint.id = ledger.complaint
                WHERE ledger.word = 'moved' ORDER BY ledger.at
                """, []
            ) { row in
                guard let json = try? JSONValue(parsing: row.text(2).utf8),
                    let event = LedgerEvent(
                        step: 1, at: Instant(seconds: row.integer(1)), word: "moved", body: json),
                    case .moved(let assignment, let entry, let from, _) = event.happening
                else { return }
                try body(
                    MovedLine(
                        number: row.text(0), at: event.at, release: assignment.release,
                        from: from, to: entry.acting))
            }
        }
    }

    /// When each live thing of a kind was last said by a release: its newest live version.
    public func lastSaid(of kind: MasterKind) throws -> [RowKey: Instant] {
        try driver.read { session in
            var said: [RowKey: Instant] = [:]
            try session.rows(
                """
                SELECT code_binding.scheme, code_binding.code, MAX(release.published_at)
                FROM code_binding
                JOIN row_version ON row_version.thing = code_binding.thing
                    AND row_version.retired IS NULL
                JOIN release ON release.number = row_version.introduced
                WHERE code_binding.kind = ? AND code_binding.retired IS NULL
                GROUP BY code_binding.scheme, code_binding.code
                """, [.text(kind.rawValue)]
            ) { row in
                guard let scheme = CodeScheme(rawValue: row.text(0)) else { return }
                said[RowKey(kind, row.text(1), scheme: scheme)] = Instant(seconds: row.integer(2))
            }
            return said
        }
    }
}
