internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
internal import Plans

extension PlanReport {
    /// The plan in words, for a terminal.
    public func text(listingAll: Bool = false, style: TextStyle = .plain) -> String {
        let listing = ChangeListing(
            changeset: changeset, listingAll: listingAll, style: style)
        var lines = [
            "Plan \(plan.id.short) (\(plan.state.rawValue)), against release \(plan.terms.base.number), as of \(changeset.asOf), made by \(plan.makerName)",
            "", counts.sentence, "",
        ]
        lines += plan.terms.act.lines
        lines += counts.table()
        for kind in counts.kinds.keys.sorted() where (counts.kinds[kind]?.rows ?? 0) > 0 {
            lines += listing.lines(of: kind)
        }
        lines += proposals()
        lines += findings(listingAll: listingAll, style: style)
        lines += ImpactReport.lines(plan.terms.routeImpact)
        if !plan.terms.waivers.isEmpty {
            lines += ["", style.heading("Waived:")]
            lines += plan.terms.waivers.map { use in
                "  \(use.waiver.code) for \(use.waiver.key): \(use.count), until \(use.waiver.expires): \(use.waiver.reason)"
            }
        }
        if !plan.terms.holds.isEmpty {
            lines += ["", style.heading("Held until answered:")]
            lines += plan.terms.holds.map { style.error("  \($0.code): \($0.message)") }
        }
        return lines.joined(separator: "\n")
    }

    /// What may be the same thing under another key; nothing is matched on its own.
    private func proposals() -> [String] {
        let proposals = IdentityMatching(changeset).proposals
        guard !proposals.isEmpty else { return [] }
        return ["", "Perhaps the same thing (score of 1000), not applied:"]
            + proposals.enumerated().map { number, proposal in
                "  \(number + 1). \(proposal.nature.rawValue) \(proposal.before) → \(proposal.after)  \(proposal.score): \(proposal.evidence.joined(separator: ", "))"
            }
    }

    private func findings(listingAll: Bool, style: TextStyle) -> [String] {
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
