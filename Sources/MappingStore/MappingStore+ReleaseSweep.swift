public import MasterData
internal import Plans
public import Transfers

extension MappingStore {
    /// Releases whose effect on complaints is not carried out yet, oldest first.
    public func releasesToSweep() throws -> [Int] {
        try driver.read { session in
            var releases: [Int] = []
            try session.rows(
                """
                SELECT number FROM release WHERE number NOT IN
                    (SELECT release FROM release_sweep WHERE done = 1) ORDER BY number
                """, []
            ) { releases.append(Int($0.integer(0))) }
            return releases
        }
    }

    // The second condition says nothing new, and lets the index of open complaints be used.
    static let openQuery =
        "SELECT id FROM complaint WHERE state = ? AND state <> 'resolved' AND id > ? ORDER BY id LIMIT ?"

    /// Whether any complaint is in one of some states, none of which is resolved.
    public func hasComplaints(in states: [Standing.State]) throws -> Bool {
        try driver.read { session in
            try states.contains { state in
                try session.first(
                    Self.openQuery, [.text(state.rawValue), .integer(0), .integer(1)]
                ) { _ in true } ?? false
            }
        }
    }

    /// Hands the next open complaints to what a release does to them, in one transaction that
    /// also remembers how far it came.
    ///
    /// - Parameter states: which complaints the release concerns, in the order they are swept.
    /// - Returns: the events that were made; nothing when the release is carried out.
    public func sweepRelease(
        _ release: Int, states: [Standing.State], now: Instant, atMost limit: Int,
        make: (StoredComplaint) throws -> [LedgerEvent]
    ) throws -> [LedgerEvent]? {
        try driver.write { session in
            let number = SQLValue.integer(Int64(release))
            let known = try session.first(
                "SELECT last, done FROM release_sweep WHERE release = ?", [number]
            ) { (last: $0.integer(0), isDone: $0.integer(1) == 1) }
            if known?.isDone == true { return nil }
            // The states one after another: the cursor counts states in its upper part.
            let span: Int64 = 1 << 48
            let position = known?.last ?? 0
            let index = Int(position / span)
            guard index < states.count else {
                try Self.keep(release, last: position, isDone: true, in: session)
                return nil
            }
            var ids: [Int64] = []
            try session.rows(
                Self.openQuery,
                [
                    .text(states[index].rawValue), .integer(position % span),
                    .integer(Int64(limit)),
                ]
            ) { ids.append($0.integer(0)) }
            let destinations = try ComplaintRecord.destinations(in: session)
            var all: [LedgerEvent] = []
            for id in ids {
                guard let stored = try ComplaintRecord.find(id: id, in: session) else { continue }
                let events = try make(stored)
                try ComplaintRecord.append(
                    events, to: id, stored.standing, recordedAt: now, destinations: destinations,
                    in: session)
                all += events
            }
            let next =
                ids.last.map { Int64(index) * span + $0 } ?? Int64(index + 1) * span
            try Self.keep(release, last: next, isDone: false, in: session)
            return all
        }
    }

    private static func keep(
        _ release: Int, last: Int64, isDone: Bool, in session: any SQLSession
    ) throws {
        try session.run(
            """
            INSERT INTO release_sweep (release, last, done) VALUES (?, ?, ?)
            ON CONFLICT (release) DO UPDATE SET last = excluded.last, done = excluded.done
            """,
            [.integer(Int64(release)), .integer(last), .integer(isDone ? 1 : 0)])
    }

    /// What each release does to open complaints, by the plan it came from.
    public func complaintPolicies() throws -> [Int: ComplaintPolicy] {
        try driver.read { session in
            var policies: [Int: ComplaintPolicy] = [:]
            try session.rows(
                "SELECT release.number, plan.terms FROM release JOIN plan ON plan.id = release.plan",
                []
            ) { row in
                let terms = try? JSONValue(parsing: row.text(1).utf8)
                policies[Int(row.integer(0))] =
                    terms?["act"]?["complaints"]?.string.flatMap(ComplaintPolicy.init)
                    ?? .standard
            }
            return policies
        }
    }
}
