internal import MasterData
internal import Transfers

/// Complaints and their ledgers, read and written inside one transaction.
enum ComplaintRecord {
    private static let facts =
        "id, number, category, places, channel, setting, registered_at, application_day"

    static func find(number: String, in session: any SQLSession) throws -> StoredComplaint? {
        try load("number = ?", .text(number), in: session)
    }

    static func find(id: Int64, in session: any SQLSession) throws -> StoredComplaint? {
        try load("id = ?", .integer(id), in: session)
    }

    private static func load(
        _ condition: String, _ value: SQLValue, in session: any SQLSession
    ) throws -> StoredComplaint? {
        let found = try session.first(
            "SELECT \(facts) FROM complaint WHERE \(condition)", [value]
        ) { row in
            (
                id: row.integer(0),
                complaint: Complaint(
                    number: row.text(1), category: row.text(2),
                    places: row.text(3).split(separator: " ").compactMap { RowKey(String($0)) },
                    channel: row.isNull(4) ? nil : row.text(4),
                    setting: row.isNull(5) ? nil : row.text(5),
                    registeredAt: Instant(seconds: row.integer(6)),
                    applicationDay: row.isNull(7) ? nil : Day(number: Int32(row.integer(7))))
            )
        }
        guard let (id, complaint) = found else { return nil }
        var events: [LedgerEvent] = []
        var recorded: [Instant] = []
        try session.rows(
            "SELECT step, at, word, body, recorded_at FROM ledger WHERE complaint = ? ORDER BY step",
            [.integer(id)]
        ) { row in
            guard let body = try? JSONValue(parsing: row.text(3).utf8),
                let event = LedgerEvent(
                    step: Int(row.integer(0)), at: Instant(seconds: row.integer(1)),
                    word: row.text(2), body: body)
            else {
                throw StoreError.io("the ledger of complaint \(complaint.number) cannot be read")
            }
            events.append(event)
            recorded.append(Instant(seconds: row.integer(4)))
        }
        return StoredComplaint(
            id: id, complaint: complaint, events: events, recordedAt: recorded,
            standing: try Standing(complaint, events))
    }

    /// Adds a complaint with its first events, which its row says already; nothing when its
    /// number is taken.
    static func insert(
        _ complaint: Complaint, _ events: [LedgerEvent], recordedAt: Instant,
        destinations: [Int64], in session: any SQLSession
    ) throws -> Int64? {
        let (standing, closedAt) = try fold(events, onto: Standing(complaint))
        var id: Int64?
        try session.rows(
            """
            INSERT INTO complaint (number, category, places, channel, setting, registered_at,
                application_day, state, step, level, post, department, service, release, due,
                next_due, closed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (number) DO NOTHING RETURNING id
            """,
            [
                .text(complaint.number), .text(complaint.category), .text(places(of: complaint)),
                complaint.channel.map(SQLValue.text) ?? .null,
                complaint.setting.map(SQLValue.text) ?? .null,
                .integer(complaint.registeredAt.seconds),
                complaint.applicationDay.map { .integer(Int64($0.number)) } ?? .null,
            ] + columns(of: standing, closedAt: closedAt)
        ) { id = $0.integer(0) }
        if let id {
            try write(
                events, to: id, recordedAt: recordedAt, destinations: destinations, in: session)
        }
        return id
    }

    private static func places(of complaint: Complaint) -> String {
        complaint.places.map(\.description).joined(separator: " ")
    }

    /// Adds events to a ledger, says in the complaint's row what they add up to, and puts each
    /// into the outbox for every destination.
    ///
    /// - Returns: where the complaint stands then.
    @discardableResult
    static func append(
        _ events: [LedgerEvent], to id: Int64, _ standing: Standing, recordedAt: Instant,
        destinations: [Int64], in session: any SQLSession
    ) throws -> Standing {
        guard !events.isEmpty else { return standing }
        let (after, closedAt) = try fold(events, onto: standing)
        try write(events, to: id, recordedAt: recordedAt, destinations: destinations, in: session)
        try session.run(
            """
            UPDATE complaint SET state = ?, step = ?, level = ?, post = ?, department = ?,
                service = ?, release = ?, due = ?, next_due = ?, closed_at = ?
            WHERE id = ?
            """, columns(of: after, closedAt: closedAt) + [.integer(id)])
        return after
    }

    /// Where a complaint stands after events, and when the last of them resolved it.
    private static func fold(
        _ events: [LedgerEvent], onto before: Standing
    ) throws -> (Standing, closedAt: Instant?) {
        var standing = before
        for event in events { try standing.apply(event) }
        return (standing, standing.state == .resolved ? events.last?.at : nil)
    }

    private static func write(
        _ events: [LedgerEvent], to id: Int64, recordedAt: Instant, destinations: [Int64],
        in session: any SQLSession
    ) throws {
        for event in events {
            try session.run(
                "INSERT INTO ledger (complaint, step, at, recorded_at, word, body) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .integer(id), .integer(Int64(event.step)), .integer(event.at.seconds),
                    .integer(recordedAt.seconds), .text(event.happening.word.rawValue),
                    .text(event.body.description),
                ])
            for destination in destinations {
                try session.run(
                    "INSERT INTO outbox (complaint, step, destination) VALUES (?, ?, ?)",
                    [.integer(id), .integer(Int64(event.step)), .integer(destination)])
            }
        }
    }

    /// The columns that say what the ledger adds up to, in the order of the statements.
    private static func columns(of standing: Standing, closedAt: Instant?) -> [SQLValue] {
        [
            .text(standing.state.rawValue), .integer(Int64(standing.step)),
            .optional(standing.level), standing.post.map(SQLValue.text) ?? .null,
            (standing.entry?.department ?? standing.assignment?.department)
                .map(SQLValue.text) ?? .null,
            standing.assignment?.service.map(SQLValue.text) ?? .null,
            .integer(Int64(standing.assignment?.release ?? 0)),
            standing.entry.map { .integer($0.due.seconds) } ?? .null,
            standing.nextDue.map { .integer($0.seconds) } ?? .null,
            closedAt.map { .integer($0.seconds) } ?? .null,
        ]
    }

    static func destinations(in session: any SQLSession) throws -> [Int64] {
        var ids: [Int64] = []
        try session.rows("SELECT id FROM destination ORDER BY id", []) { ids.append($0.integer(0)) }
        return ids
    }
}
