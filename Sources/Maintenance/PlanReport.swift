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
    /// What may be the same thing under another key and nobody judged yet; numbered from 1.
    public let proposals: [IdentityProposal]

    /// - Parameters:
    ///   - base: the masters that the plan is against; they describe what is missing.
    ///   - declined: pairs of which a person said that they are two things.
    public init(
        _ plan: StoredPlan, _ changeset: Changeset, base: MasterRows = MasterRows(),
        declined: Set<IdentityPair> = []
    ) {
        self.plan = plan
        self.changeset = changeset
        proposals = IdentityMatching(changeset, base: base).proposals.filter {
            !declined.contains($0.pair)
        }
        counts = PlanCounts(changeset, unchanged: plan.terms.unchanged)
    }

    /// The JSON of `plan show ID --json`; `schemas/plan.schema.json` describes it.
    public var json: JSONValue {
        var members = facts
        members["changes"] = .array(
            changeset.changes.map {
                $0.json(asOf: changeset.asOf, origin: changeset.origins[$0.key])
            })
        members["groups"] = .array(changeset.groups.map(\.json))
        return .object(members)
    }

    /// All members but the lists that grow with the changes.
    private var facts: [String: JSONValue] {
        [
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
            "proposals": .array(proposals.map(\.json)),
            "findings": .array(plan.terms.findings.listed.map(\.json)),
            "finding_counts": .array(
                plan.terms.findings.counts.map {
                    .object([
                        "code": .string($0.code), "severity": .string($0.severity.rawValue),
                        "count": .integer($0.count),
                    ])
                }),
            "policies": plan.terms.policies.json,
            "waivers": .array(plan.terms.waivers.map(\.json)),
            "holds": .array(
                plan.terms.holds.map {
                    .object(["code": .string($0.code.text), "message": .string($0.message)])
                }),
            "impact": plan.terms.routeImpact,
            "act": plan.terms.act.json,
        ]
    }

    /// Writes what ``json`` says, with its canonical bytes, piece by piece: a plan of all masters
    /// is much larger as a tree of values, and as one text.
    ///
    /// - Parameters:
    ///   - more: further members.
    ///   - write: takes the pieces, of about 64 KiB.
    public func writeJSON(
        adding more: [String: JSONValue] = [:], _ write: ([UInt8]) throws -> Void
    ) rethrows {
        var writer = JSONWriter()
        func flush(over limit: Int) throws {
            guard writer.bytes.count > limit else { return }
            try write(writer.bytes)
            writer = JSONWriter()
        }
        func list<Items: Sequence>(_ items: Items, _ one: (Items.Element) -> Void) throws {
            writer.raw("[")
            var isFirst = true
            for item in items {
                if !isFirst { writer.raw(",") }
                isFirst = false
                one(item)
                try flush(over: 1 << 16)
            }
            writer.raw("]")
        }
        let members = facts.merging(more) { own, _ in own }
        let names = (Array(members.keys) + ["changes", "groups"]).sorted()
        for (position, name) in names.enumerated() {
            writer.raw(position == 0 ? "{" : ",")
            writer.write(name)
            writer.raw(":")
            switch name {
            case "changes":
                try list(changeset.changes) {
                    writer.write($0, asOf: changeset.asOf, origin: changeset.origins[$0.key])
                }
            case "groups": try list(changeset.groups) { writer.write($0.json) }
            default: writer.write(members[name] ?? .null)
            }
        }
        writer.raw("}")
        try flush(over: 0)
    }
}

extension Desk {
    /// The report of a stored plan, with the identities that nobody judged yet.
    ///
    /// - Parameter base: the masters that it is against, where they are at hand.
    func report(
        of plan: StoredPlan, _ changeset: Changeset, base: MasterRows? = nil
    ) throws -> PlanReport {
        // Only what is missing needs the masters to be described.
        let isMissing = changeset.changes.contains { $0.kinds == [.missing] }
        let rows =
            try base
            ?? (isMissing ? store.rows(ofRelease: plan.terms.base.number) : MasterRows())
        return PlanReport(
            plan, changeset, base: rows, declined: try store.declinedIdentities())
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
