public import MasterData
public import Transfers

/// What a report reads of one complaint.
public struct ComplaintLine: Sendable {
    public var state: Standing.State
    public var level: Int?
    public var department: String?
    public var places: String
    public var category: String
    public var registeredAt: Instant
    public var due: Instant?
    public var closedAt: Instant?
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
                SELECT state, level, department, places, category, registered_at, due, closed_at
                FROM complaint
                """, []
            ) { row in
                guard let state = Standing.State(rawValue: row.text(0)) else { return }
                try body(
                    ComplaintLine(
                        state: state, level: row.isNull(1) ? nil : Int(row.integer(1)),
                        department: row.isNull(2) ? nil : row.text(2), places: row.text(3),
                        category: row.text(4), registeredAt: Instant(seconds: row.integer(5)),
                        due: row.isNull(6) ? nil : Instant(seconds: row.integer(6)),
                        closedAt: row.isNull(7) ? nil : Instant(seconds: row.integer(7))))
            }
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
