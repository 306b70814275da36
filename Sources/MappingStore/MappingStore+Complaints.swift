public import MasterData
internal import Plans
public import Transfers

extension MappingStore {
    /// Takes in complaints with what comes of them, all in one transaction.
    ///
    /// A complaint whose number is there already changes nothing, so that a feed may be given
    /// again: each is taken in exactly once.
    ///
    /// - Parameters:
    ///   - release: the release that made the events; refused with ``ReleaseNeeded`` when
    ///     another has become live since.
    public func takeIn(
        _ complaints: [(complaint: Complaint, events: [LedgerEvent])], by release: Int,
        recordedAt: Instant
    ) throws -> [IntakeResult] {
        try driver.write { session in
            let live = try Self.head(session).number
            guard live == release else { throw ReleaseNeeded(release: live) }
            let destinations = try ComplaintRecord.destinations(in: session)
            return try complaints.map { item in
                let id = try ComplaintRecord.insert(
                    item.complaint, item.events, recordedAt: recordedAt,
                    destinations: destinations, in: session)
                if id == nil {
                    let known = try ComplaintRecord.find(
                        number: item.complaint.number, in: session)
                    return known?.complaint == item.complaint ? .known : .differs
                }
                return .added
            }
        }
    }

    /// A complaint by its number.
    public func complaint(_ number: String) throws -> StoredComplaint {
        let found = try driver.read { try ComplaintRecord.find(number: number, in: $0) }
        guard let found else { throw ComplaintError.unknown(number) }
        return found
    }

    /// Does something to one complaint: what `make` gives is added to its ledger.
    ///
    /// - Parameter requestKey: a request that comes again with its key does nothing more and
    ///   is answered with where the complaint stands.
    public func amend(
        _ number: String, requestKey: String?, recordedAt: Instant,
        make: (StoredComplaint) throws -> [LedgerEvent]
    ) throws -> StoredComplaint {
        try driver.write { session in
            guard let stored = try ComplaintRecord.find(number: number, in: session) else {
                throw ComplaintError.unknown(number)
            }
            if let requestKey {
                let used = try session.first(
                    """
                    SELECT complaint.id, complaint.number FROM request_key
                    JOIN complaint ON complaint.id = request_key.complaint WHERE request = ?
                    """, [.text(requestKey)]
                ) { (id: $0.integer(0), number: $0.text(1)) }
                if let used {
                    guard used.id == stored.id else {
                        throw ComplaintError.requestKeyUsed(requestKey, complaint: used.number)
                    }
                    return stored
                }
            }
            let events = try make(stored)
            try ComplaintRecord.append(
                events, to: stored.id, stored.standing, recordedAt: recordedAt,
                destinations: try ComplaintRecord.destinations(in: session), in: session)
            if let requestKey, let last = events.last {
                try session.run(
                    "INSERT INTO request_key (request, complaint, step) VALUES (?, ?, ?)",
                    [.text(requestKey), .integer(stored.id), .integer(Int64(last.step))])
            }
            return try ComplaintRecord.find(id: stored.id, in: session) ?? stored
        }
    }

    /// Does the same thing to many complaints in one transaction; what `make` gives nothing for
    /// stays as it is, and so does an unknown number.
    ///
    /// - Returns: how many got a new event.
    public func amendAll(
        _ orders: [(number: String, requestKey: String?)], recordedAt: Instant,
        make: (StoredComplaint) throws -> [LedgerEvent]
    ) throws -> Int {
        try driver.write { session in
            let destinations = try ComplaintRecord.destinations(in: session)
            var count = 0
            for order in orders {
                if let key = order.requestKey {
                    let used = try session.first(
                        "SELECT 1 FROM request_key WHERE request = ?", [.text(key)]
                    ) { _ in true }
                    if used == true { continue }
                }
                guard let stored = try ComplaintRecord.find(number: order.number, in: session)
                else { continue }
                let events = try make(stored)
                guard let last = events.last else { continue }
                try ComplaintRecord.append(
                    events, to: stored.id, stored.standing, recordedAt: recordedAt,
                    destinations: destinations, in: session)
                if let key = order.requestKey {
                    try session.run(
                        "INSERT INTO request_key (request, complaint, step) VALUES (?, ?, ?)",
                        [.text(key), .integer(stored.id), .integer(Int64(last.step))])
                }
                count += 1
            }
            return count
        }
    }

    /// How many complaints are over their time and not handled yet.
    public func overdueBacklog(at now: Instant) throws -> Int {
        try driver.read {
            try $0.first(
                "SELECT COUNT(*) FROM complaint WHERE next_due IS NOT NULL AND next_due <= ?",
                [.integer(now.seconds)]
            ) { Int($0.integer(0)) } ?? 0
        }
    }

    static let dueQuery =
        "SELECT id FROM complaint WHERE next_due IS NOT NULL AND next_due <= ? ORDER BY next_due LIMIT ?"

    /// Handles the complaints whose time is over, longest overdue first, in one transaction.
    ///
    /// Every one must come out with a later due instant or none, so that sweeping until
    /// nothing is left ends, and nobody is passed over.
    ///
    /// - Returns: how many were handled, and how many events that made.
    public func sweepDue(
        to now: Instant, atMost limit: Int,
        make: (StoredComplaint) throws -> [LedgerEvent]
    ) throws -> (complaints: Int, events: [LedgerEvent]) {
        try driver.write { session in
            var ids: [Int64] = []
            try session.rows(Self.dueQuery, [.integer(now.seconds), .integer(Int64(limit))]) {
                ids.append($0.integer(0))
            }
            let destinations = try ComplaintRecord.destinations(in: session)
            var all: [LedgerEvent] = []
            for id in ids {
                guard let stored = try ComplaintRecord.find(id: id, in: session) else { continue }
                let events = try make(stored)
                let after = try ComplaintRecord.append(
                    events, to: id, stored.standing, recordedAt: now, destinations: destinations,
                    in: session)
                if let next = after.nextDue, next <= now {
                    throw StoreError.io(
                        "complaint \(stored.complaint.number) would be swept for ever")
                }
                all += events
            }
            return (ids.count, all)
        }
    }
}
