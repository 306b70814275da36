public import Changesets
internal import Digests
public import MappingStore
public import MasterData
public import Plans

/// A stored plan as an administrator reads it: in JSON and in text.
public struct PlanReport: Sendable {
    public let plan: StoredPlan
    public let changeset: Changeset
    public let counts: PlanCounts

    public init(_ plan: StoredPlan, _ changeset: Changeset) {
        self.plan = plan
        self.changeset = changeset
        counts = PlanCounts(changeset, unchanged: plan.terms.unchanged)
    }

    /// The JSON of `plan show ID --json`; `schemas/plan.schema.json` describes it.
    public var json: JSONValue {
        .object([
            "format_version": .integer(1),
            "plan": .string(plan.id.description),
            "state": .string(plan.state.rawValue),
            "base_release": .integer(plan.terms.base.number),
            "as_of": .string(changeset.asOf.description),
            "maker": .string(plan.makerName),
            "created_at": .string(plan.createdAt.description),
            "files": .array(plan.files.map(JSONValue.string)),
            "summary": .string(counts.sentence),
            "counts": counts.json,
            "changes": .array(
                changeset.changes.map {
                    $0.json(asOf: changeset.asOf, origin: changeset.origins[$0.key])
                }),
            "groups": .array(changeset.groups.map(\.json)),
            "proposals": .array(IdentityMatching(changeset).proposals.map(\.json)),
            "findings": .array(plan.terms.findings.listed.map(\.json)),
            "finding_counts": .array(
                plan.terms.findings.counts.map {
                    .object([
                        "code": .string($0.code), "severity": .string($0.severity.rawValue),
                        "count": .integer($0.count),
                    ])
                }),
            "waivers": .array(plan.terms.waivers.map(\.json)),
            "holds": .array(
                plan.terms.holds.map {
                    .object(["code": .string($0.code.text), "message": .string($0.message)])
                }),
            "impact": plan.terms.routeImpact,
            "act": plan.terms.act.json,
        ])
    }
}

extension RowKey {
    /// `{"scheme","kind","code"}`.
    public var json: JSONValue {
        .object([
            "scheme": .string(scheme.rawValue), "kind": .string(kind.rawValue),
            "code": .string(code),
        ])
    }
}
