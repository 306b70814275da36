internal import Changesets
internal import Digests
internal import MappingStore
public import MasterData
internal import Plans

extension RebaseOutcome {
    /// What differs between the old plan and the new one: the part to read first.
    public func text(style: TextStyle = .plain) -> String {
        var lines = [
            style.heading(
                "Carried over from release \(old.plan.terms.base.number) to release \(base.number): plan \(old.plan.id.short)"
            )
        ]
        lines += dropped.map { "  dropped: \($0.key) (\($0.reason.words))" }
        lines += taken.sorted { $0.key < $1.key }.map {
            "  answered: \($0.key): \($0.value.rawValue)"
        }
        guard case .planned(let new) = proposal else { return lines.joined(separator: "\n") }
        let before = Dictionary(
            uniqueKeysWithValues: old.changeset.changes.map { ($0.key, $0) })
        let altered = new.changeset.changes.filter { before[$0.key] != $0 }
        let listing = ChangeListing(changeset: new.changeset, style: style)
        for change in altered { lines.append("  now:" + listing.line(of: change)) }
        let same = new.changeset.changes.count - altered.count
        lines.append("  \(Lakh.grouped(same)) changes are as they were.")
        for (name, was, now) in [
            ("findings", old.findingCount, new.findingCount),
            ("holds", old.plan.terms.holds.count, new.plan.terms.holds.count),
            ("cells that change post", old.cells("changed_post"), new.cells("changed_post")),
            ("cells that lose cover", old.cells("lost_cover"), new.cells("lost_cover")),
        ] where was != now {
            lines.append("  \(name): \(Lakh.grouped(was)) before, \(Lakh.grouped(now)) now")
        }
        return lines.joined(separator: "\n")
    }

    public var json: JSONValue {
        var plan = JSONValue.null
        var altered: [JSONValue] = []
        if case .planned(let new) = proposal {
            plan = new.json
            let before = Dictionary(
                uniqueKeysWithValues: old.changeset.changes.map { ($0.key, $0) })
            altered = new.changeset.changes.filter { before[$0.key] != $0 }.map { $0.key.json }
        }
        return .object([
            "format_version": .integer(1), "type": .string("rebase"),
            "from_release": .integer(old.plan.terms.base.number),
            "to_release": .integer(base.number), "replaces": .string(old.plan.id.description),
            "dropped": .array(
                dropped.map {
                    .object(["key": $0.key.json, "reason": .string($0.reason.rawValue)])
                }),
            "answered": .array(
                taken.sorted { $0.key < $1.key }.map {
                    .object(["key": $0.key.json, "answer": .string($0.value.rawValue)])
                }), "altered": .array(altered), "plan": plan,
        ])
    }
}

extension PlanReport {
    fileprivate var findingCount: Int {
        plan.terms.findings.counts.reduce(0) { $0 + $1.count }
    }

    fileprivate func cells(_ name: String) -> Int {
        plan.terms.routeImpact["routes"]?["counts"]?[name]?.integer ?? 0
    }
}

extension Rebase.Dropped.Reason {
    fileprivate var words: String {
        switch self {
        case .sameChange: "a later release did the same"
        case .endedAlready: "a later release ended it already"
        case .tookLive: "what is live was kept"
        case .gone: "it is gone already"
        }
    }
}
