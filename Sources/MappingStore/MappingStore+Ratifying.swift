internal import Digests
public import MasterData
public import Plans

extension MappingStore {
    /// Ratifies an emergency release, also when its time is over.
    ///
    /// The ratifier is another person than those who made the plan and than its publisher.
    public func ratify(
        _ number: Int, by actor: ActorID, at instant: Instant, reason: String
    ) throws {
        try driver.write { session in
            let release = SQLValue.integer(Int64(number))
            let known = try session.first(
                """
                SELECT release.plan, release.publisher, release.ratify_by, ratification.actor
                FROM release LEFT JOIN ratification ON ratification.release = release.number
                WHERE release.number = ?
                """, [release]
            ) { row in
                (
                    plan: row.blob(0), publisher: row.integer(1), isEmergency: !row.isNull(2),
                    isRatified: !row.isNull(3)
                )
            }
            guard let known, let plan = SHA256Digest(stored: known.plan) else {
                throw StoreError.noRelease(number)
            }
            guard known.isEmergency else { throw EmergencyError.noEmergency(number) }
            guard !known.isRatified else { throw EmergencyError.ratified(number) }
            let makers = try Self.plan(plan, in: session).makers
            guard actor.number != known.publisher, !makers.contains(actor) else {
                throw EmergencyError.sameHands(number)
            }
            try session.run(
                "INSERT INTO ratification (release, actor, ratified_at, reason) VALUES (?, ?, ?, ?)",
                [release, .integer(actor.number), .integer(instant.seconds), .text(reason)])
            try Audit.append(
                "ratify", subject: plan.description,
                actor: try Self.name(of: actor.number, in: session), at: instant,
                detail: ["reason": .string(reason), "release": .integer(number)], in: session)
        }
    }
}
