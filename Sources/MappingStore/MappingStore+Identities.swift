public import Changesets
internal import MasterData
internal import Plans

extension MappingStore {
    /// The pairs of keys of which a person said last that they are two things.
    ///
    /// They are remembered whatever became of the plan in which it was said, and not proposed
    /// again; confirming such a pair after all makes it forgotten.
    public func declinedIdentities() throws -> Set<IdentityPair> {
        try driver.read { session in
            var declined: Set<IdentityPair> = []
            try session.rows(
                "SELECT before_key, after_key, verdict FROM identity_verdict ORDER BY id", []
            ) { row in
                guard let before = RowKey(row.text(0)), let after = RowKey(row.text(1)) else {
                    return
                }
                let pair = IdentityPair(before: before, after: after)
                if row.text(2) == "rejected" {
                    declined.insert(pair)
                } else {
                    declined.remove(pair)
                }
            }
            return declined
        }
    }

    static func keep(
        _ verdicts: [IdentityVerdict], of plan: SQLValue, in session: any SQLSession
    ) throws {
        for verdict in verdicts {
            try session.run(
                """
                INSERT INTO identity_verdict (plan, before_key, after_key, verdict)
                VALUES (?, ?, ?, ?)
                """,
                [
                    plan, .text(verdict.pair.before.description),
                    .text(verdict.pair.after.description),
                    .text(verdict.isConfirmed ? "confirmed" : "rejected"),
                ])
        }
    }
}
