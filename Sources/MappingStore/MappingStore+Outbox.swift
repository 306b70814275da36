public import MasterData

/// Where events are delivered to.
public struct Destination: Hashable, Sendable {
    public var name: String
    /// `https://…`, or `file:` and a path; nothing while it is not known.
    public var target: String?
    /// The file that holds the secret messages are signed with.
    public var secretFile: String?
    public var waiting = 0
    /// Given up after too many tries.
    public var dead = 0
    let id: Int64
}

/// One event that waits to be delivered.
public struct OutboxRow: Hashable, Sendable {
    public var id: Int64
    public var number: String
    public var step: Int
    public var word: String
    public var attempts: Int
    public var isDead: Bool
    public var nextTry: Instant
    public var error: String?
}

/// What became of a try to deliver.
public struct DeliveryFailure: Hashable, Sendable {
    public var id: Int64
    public var error: String
    /// When to try again; nothing to give up.
    public var nextTry: Instant?

    public init(id: Int64, error: String, nextTry: Instant?) {
        self.id = id
        self.error = error
        self.nextTry = nextTry
    }
}

extension MappingStore {
    public func destinations() throws -> [Destination] {
        try driver.read { session in
            var found: [Destination] = []
            try session.rows(
                """
                SELECT id, name, target, secret_file,
                    (SELECT COUNT(*) FROM outbox WHERE destination = destination.id
                        AND state = 'waiting'),
                    (SELECT COUNT(*) FROM outbox WHERE destination = destination.id
                        AND state = 'dead')
                FROM destination ORDER BY id
                """, []
            ) { row in
                found.append(
                    Destination(
                        name: row.text(1), target: row.isNull(2) ? nil : row.text(2),
                        secretFile: row.isNull(3) ? nil : row.text(3),
                        waiting: Int(row.integer(4)), dead: Int(row.integer(5)),
                        id: row.integer(0)))
            }
            return found
        }
    }

    public func destination(_ name: String) throws -> Destination {
        guard let found = try destinations().first(where: { $0.name == name }) else {
            throw ComplaintError.noDestination(name)
        }
        return found
    }

    /// Adds a destination, which gets the events from now on, or changes where it is.
    public func setDestination(_ name: String, target: String?, secretFile: String?) throws {
        try driver.write { session in
            try session.run(
                """
                INSERT INTO destination (name, target, secret_file) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET target = excluded.target,
                    secret_file = excluded.secret_file
                """,
                [
                    .text(name), target.map(SQLValue.text) ?? .null,
                    secretFile.map(SQLValue.text) ?? .null,
                ])
        }
    }

    /// Takes a destination away, with what waits for it.
    public func removeDestination(_ name: String) throws {
        let found = try destination(name)
        try driver.write { session in
            try session.run("DELETE FROM outbox WHERE destination = ?", [.integer(found.id)])
            try session.run("DELETE FROM destination WHERE id = ?", [.integer(found.id)])
        }
    }

    /// What waits, oldest first, after a row.
    ///
    /// A complaint whose earlier event waits for another try is left out, so that its events
    /// arrive in order.
    public func outbox(
        of destination: Destination, after id: Int64 = 0, dueBy now: Instant?,
        includingDead: Bool = false, atMost limit: Int
    ) throws -> [OutboxRow] {
        try driver.read { session in
            var found: [OutboxRow] = []
            let states = includingDead ? "'waiting', 'dead'" : "'waiting'"
            let due =
                now == nil
                ? ""
                : """
                 AND NOT EXISTS (SELECT 1 FROM outbox AS earlier
                    WHERE earlier.complaint = outbox.complaint AND earlier.step <= outbox.step
                    AND earlier.destination = outbox.destination AND earlier.state = 'waiting'
                    AND earlier.next_try > ?)
                """
            try session.rows(
                """
                SELECT outbox.id, complaint.number, outbox.step, ledger.word, outbox.attempts,
                    outbox.state, outbox.next_try, outbox.error
                FROM outbox JOIN complaint ON complaint.id = outbox.complaint
                JOIN ledger ON ledger.complaint = outbox.complaint AND ledger.step = outbox.step
                WHERE outbox.id > ? AND outbox.destination = ? AND outbox.state IN (\(states))\(due)
                ORDER BY outbox.id LIMIT ?
                """,
                [.integer(id), .integer(destination.id)]
                    + (now.map { [.integer($0.seconds)] } ?? []) + [.integer(Int64(limit))]
            ) { row in
                found.append(
                    OutboxRow(
                        id: row.integer(0), number: row.text(1), step: Int(row.integer(2)),
                        word: row.text(3), attempts: Int(row.integer(4)),
                        isDead: row.text(5) == "dead", nextTry: Instant(seconds: row.integer(6)),
                        error: row.isNull(7) ? nil : row.text(7)))
            }
            return found
        }
    }

    /// Takes what was delivered out of the outbox, and notes what failed.
    public func settle(delivered: [Int64], failed: [DeliveryFailure]) throws {
        try driver.write { session in
            for id in delivered {
                try session.run("DELETE FROM outbox WHERE id = ?", [.integer(id)])
            }
            for failure in failed {
                try session.run(
                    """
                    UPDATE outbox SET attempts = attempts + 1, state = ?, next_try = ?, error = ?
                    WHERE id = ?
                    """,
                    [
                        .text(failure.nextTry == nil ? "dead" : "waiting"),
                        .integer(failure.nextTry?.seconds ?? 0), .text(failure.error),
                        .integer(failure.id),
                    ])
            }
        }
    }
}
