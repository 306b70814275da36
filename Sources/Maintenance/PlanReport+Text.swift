internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
internal import Plans

extension PlanReport {
    /// How many changes of a kind are listed unless all are asked for.
    public static let listedPerKind = 8

    /// The plan in words, for a terminal.
    public func text(listingAll: Bool = false) -> String {
        var lines = [
            "Plan \(plan.id.short) (\(plan.state.rawValue)), against release \(plan.terms.base.number), as of \(changeset.asOf), made by \(plan.makerName)",
            "", counts.sentence, "",
        ]
        lines += table()
        for kind in counts.kinds.keys.sorted() where (counts.kinds[kind]?.rows ?? 0) > 0 {
            lines += self.lines(of: kind, listingAll: listingAll)
        }
        lines += findings(listingAll: listingAll)
        lines += ImpactReport.lines(plan.terms.routeImpact)
        if !plan.terms.holds.isEmpty {
            lines += ["", "Held until answered:"]
            lines += plan.terms.holds.map { "  \($0.code): \($0.message)" }
        }
        return lines.joined(separator: "\n")
    }

    /// Kinds down, ways of changing across; columns that are all nothing are left out.
    private func table() -> [String] {
        let ways = ChangeKind.allCases.filter { way in
            counts.kinds.values.contains { ($0.byChange[way] ?? 0) > 0 }
        }
        let header = ways.map(\.rawValue) + ["rows", "unchanged"]
        func row(_ name: String, _ cells: [String]) -> String {
            "  " + name.padded(to: 18) + cells.map { $0.padded(to: 12, right: true) }.joined()
        }
        var lines = [row("", header)]
        for kind in counts.kinds.keys.sorted() {
            guard let count = counts.kinds[kind] else { continue }
            let cells =
                ways.map { count.byChange[$0].map { Lakh.grouped($0) } ?? "·" }
                + [Lakh.grouped(count.rows), Lakh.grouped(count.unchanged)]
            lines.append(row(kind.rawValue, cells))
        }
        return lines
    }

    private func lines(of kind: MasterKind, listingAll: Bool) -> [String] {
        let changes = changeset.changes.filter { $0.key.kind == kind }
        var lines = ["", "\(kind.rawValue):"]
        for way in ChangeKind.allCases {
            let those = changes.filter { $0.kinds.first == way }
            let shown = listingAll ? those.count : min(those.count, Self.listedPerKind)
            lines += those.prefix(shown).map(line(of:))
            if those.count > shown {
                lines.append("    … and \(Lakh.grouped(those.count - shown)) more \(way.rawValue)")
            }
        }
        return lines
    }

    private func line(of change: Change) -> String {
        let ways = change.kinds.map(\.rawValue).joined(separator: "+")
        let fields = change.fields(asOf: changeset.asOf)
        let what: String
        let name = (change.added.last ?? change.removed.last)?.content[.nameEn]
        if change.kinds == [.added] {
            what = name.map { "'\($0)'" } ?? ""
        } else {
            let isNamed = fields.contains { $0.field == Field.nameEn.rawValue }
            what =
                (isNamed ? "" : name.map { "'\($0)' " } ?? "")
                + fields.map {
                    "\($0.field) \(Self.quoted($0.before)) → \(Self.quoted($0.after))"
                }.joined(separator: ", ")
        }
        let origin = changeset.origins[change.key].map { "  (\($0.file):\($0.line))" } ?? ""
        let reason = change.reason == .feed ? "" : "  [\(change.reason.rawValue)]"
        return
            "    \(ways.padded(to: 15)) \(change.key.code.padded(to: 12)) \(what)\(reason)\(origin)"
    }

    private static func quoted(_ value: String?) -> String { value.map { "'\($0)'" } ?? "nothing" }

    private func findings(listingAll: Bool) -> [String] {
        let summary = plan.terms.findings
        if summary.counts.isEmpty { return ["", "Findings: none."] }
        var lines = [
            "",
            "Findings: \(summary.count(of: .error)) errors, \(summary.count(of: .warning)) warnings, \(summary.count(of: .note)) notes",
        ]
        for count in summary.counts {
            lines.append("  \(count.severity.rawValue) \(count.code): \(Lakh.grouped(count.count))")
            let listed = summary.listed.filter {
                $0.code.text == count.code && $0.severity == count.severity
            }
            lines += listed.prefix(listingAll ? listed.count : 2).map { "    \($0.description)" }
        }
        return lines
    }
}
