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
            "Plan \(plan.id.short) (\(plan.state.rawValue)), against release \(plan.terms.base.number), as of \(changeset.asOf), made by \(plan.makerName)"
        ]
        if plan.state == .rejected, let last = plan.decisions.last(where: { $0.verb == "reject" }) {
            lines.append(
                "Turned down by \(last.actorName), \(last.at): \(last.reason). The same files make another plan with 'rajmap import --again'."
            )
        }
        lines += ["", counts.sentence, ""]
        lines += plan.terms.act.lines
        lines += counts.table()
        for kind in counts.kinds.keys.sorted() where (counts.kinds[kind]?.rows ?? 0) > 0 {
            lines += listing.lines(of: kind)
        }
        lines += acts(listingAll: listingAll, style: style)
        lines += proposed()
        lines += findings(listingAll: listingAll, style: style)
        lines += ImpactReport.lines(plan.terms.routeImpact)
        if !plan.terms.waivers.isEmpty {
            lines += ["", style.heading("Waived:")]
            lines += plan.terms.waivers.map { use in
                "  \(use.waiver.code) for \(use.waiver.key): \(use.count), until \(use.waiver.expires): \(use.waiver.reason)"
            }
        }
        if !plan.terms.policies.rows.isEmpty {
            lines += ["", style.heading("Made under the policies:")]
            lines += plan.terms.policies.rows.sorted { $0.key < $1.key }.map { code, content in
                "  \(code): "
                    + content.entries.map { "\($0.field.rawValue) \($0.value)" }
                    .joined(separator: ", ")
            }
        }
        if !plan.terms.holds.isEmpty {
            lines += ["", style.heading("Held until answered:")]
            lines += plan.terms.holds.map { style.error("  \($0.code): \($0.message)") }
        }
        return lines.joined(separator: "\n")
    }

    /// Postings that end and begin as one act of one person.
    private func acts(listingAll: Bool, style: TextStyle) -> [String] {
        let transfers = changeset.groups.filter { $0.act == .transfer || listingAll }
        guard !transfers.isEmpty else { return [] }
        let shown = listingAll ? transfers.count : ChangeListing.listedPerKind
        var lines = ["", style.heading("Changes that are one act:")]
        lines += transfers.prefix(shown).map { group in
            func codes(_ keys: [RowKey]) -> String {
                keys.map(\.code).joined(separator: ", ")
            }
            return "    \(group.act.rawValue.padded(to: 9)) \(group.person.code): "
                + [
                    group.left.isEmpty ? nil : "leaves \(codes(group.left))",
                    group.joined.isEmpty ? nil : "joins \(codes(group.joined))",
                    group.vacated.isEmpty ? nil : "vacant: \(codes(group.vacated))",
                ].compactMap(\.self).joined(separator: "; ")
        }
        if transfers.count > shown {
            lines.append(style.faint("    … and \(Lakh.grouped(transfers.count - shown)) more"))
        }
        return lines
    }

    /// What may be the same thing under another key; nothing is matched on its own.
    private func proposed() -> [String] {
        guard !proposals.isEmpty else { return [] }
        return [
            "",
            "Perhaps the same thing (score of 1000), not applied; answer with 'rajmap plan resolve \(plan.id.short) --confirm N' or '--reject N':",
        ]
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
