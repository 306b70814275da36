public import MappingStore
public import MasterData
internal import Plans

extension Desk {
    /// A plan that its maker may publish alone, where a policy that is live today lets him.
    func emergencyPlan(
        _ plan: Plan, _ stored: StoredPlan, by name: String, reason: String,
        under policies: Policies
    ) throws -> ApprovedPlan {
        let actor = try store.actor(named: name)
        guard actor == stored.maker else { throw EmergencyError.notTheMaker(name) }
        let warrant = try policies.warrant(
            for: actor, named: name, reason: reason, at: now,
            overdue: try emergencies().filter { $0.isOverdue(at: now) }.map(\.number))
        return try ApprovedPlan(plan, maker: stored.maker, under: warrant)
    }

    /// Ratifies an emergency release, as a person who had no hand in it.
    @discardableResult
    public func ratify(
        _ release: Int, checker: String, reason: String
    ) throws -> ReleaseRecord {
        try store.ratify(
            release, by: try store.actor(named: checker), at: now, reason: reason)
        journal.info("release \(release) ratified by \(checker)")
        return try store.release(release)
    }

    /// The emergency releases that nobody ratified yet, oldest first.
    public func emergencies() throws -> [ReleaseRecord] {
        try store.releases().filter { $0.ratifyBy != nil && $0.ratification == nil }
    }
}

extension ReleaseRecord {
    /// Who approved it, or what stands for that.
    var approvedBy: String {
        ratifyBy == nil ? "approved by \(checkerName)" : "published alone in an emergency"
    }

    /// How an emergency release stands, in words; empty for any other.
    public func emergencyText(at now: Instant) -> String {
        guard let ratifyBy else { return "" }
        let reason = emergencyReason.map { " (\($0))" } ?? ""
        if let ratification {
            let late = ratifyBy < ratification.at ? ", late" : ""
            return
                "emergency\(reason), ratified by \(ratification.actorName) \(ratification.at)\(late)"
        }
        return isOverdue(at: now)
            ? "EMERGENCY\(reason), OVERDUE: to be ratified by \(ratifyBy)"
            : "emergency\(reason), to be ratified by \(ratifyBy)"
    }

    /// `{"reason","ratify_by","ratified_by","ratified_at","ratification"}`; null for one that
    /// was approved.
    var emergencyJSON: JSONValue {
        guard let ratifyBy else { return .null }
        return .object([
            "reason": .optional(emergencyReason),
            "ratify_by": .string(ratifyBy.description),
            "ratified_by": .optional(ratification?.actorName),
            "ratified_at": .optional(ratification?.at.description),
            "ratification": .optional(ratification?.reason),
        ])
    }
}
