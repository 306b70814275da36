internal import Changesets
internal import Digests
internal import MappingStore
internal import MasterData
internal import Plans

/// A plan as one page that can be mailed or printed: no script, nothing loaded from elsewhere.
struct PlanPage {
    let report: PlanReport
    let grouping: ChangeGrouping
    let language: ReportLanguage

    /// How many changes of a kind of master are listed.
    static let listedPerKind = 60

    private func word(_ word: ReportWord) -> String { language(word) }

    func html() -> String {
        var html = HTMLText()
        html.raw("<!DOCTYPE html>\n<html lang=\"")
        html.add(language.rawValue)
        html.raw(
            "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        )
        html.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        )
        html.element("title", "\(word(.plan)) \(report.plan.id.short)")
        html.raw("<style>")
        html.raw(PlanPageStyle.sheet)
        html.raw("</style></head>\n<body>\n")
        html.element("h1", word(.plan))
        html.element("p", report.plan.id.description, class: "id")
        facts(&html)
        list(.acts, report.plan.terms.act.lines.filter { !$0.isEmpty }, "acts", &html)
        list(
            .holds,
            report.plan.terms.holds.map { hold in
                let headline =
                    language == .hindi
                    ? FindingHeadlines.hindi(hold.code.text).map { "\($0) (\(hold.code))" } : nil
                return "\(headline ?? hold.code.text): \(hold.message)"
            }, "holds", &html)
        counts(&html)
        impact(&html)
        moves(&html)
        groups(.byDepartment, &html) { grouping.department(of: $0) }
        groups(.byDistrict, &html) { grouping.district(of: $0) }
        changes(&html)
        findings(&html)
        html.raw("</body></html>\n")
        return html.text
    }

    private func facts(_ html: inout HTMLText) {
        let plan = report.plan
        html.element("h2", word(.summary))
        html.element("p", language == .hindi ? hindiSentence : report.counts.sentence)
        html.raw("<table class=\"facts\">\n")
        html.row([word(.state), language.name(of: plan.state.rawValue)])
        html.row([word(.base), "\(plan.terms.base.number) (\(plan.terms.base.digest.short))"])
        html.row([word(.asOf), report.changeset.asOf.description])
        html.row([word(.maker), "\(plan.makerName), \(plan.createdAt)"])
        if !plan.files.isEmpty { html.row([word(.files), plan.files.joined(separator: ", ")]) }
        for decision in plan.decisions {
            html.row([
                word(.decisions),
                "\(language.name(of: decision.verb == "approve" ? "approved" : "rejected")): \(decision.actorName), \(decision.at) \(decision.reason)",
            ])
        }
        html.raw("</table>\n")
    }

    private var hindiSentence: String {
        report.counts.kinds.keys.sorted().compactMap { kind -> String? in
            guard let counts = report.counts.kinds[kind], counts.rows > 0 else { return nil }
            let ways = ChangeKind.allCases.compactMap { way in
                counts.byChange[way].map { "\(Lakh.grouped($0)) \(language.name(of: way))" }
            }
            return "\(language.name(of: kind)): \(ways.joined(separator: ", "))"
        }.joined(separator: "; ") + "।"
    }

    private func list(
        _ title: ReportWord, _ lines: [String], _ name: StaticString, _ html: inout HTMLText
    ) {
        if lines.isEmpty { return }
        html.element("h2", word(title))
        html.raw("<ul>\n")
        for line in lines { html.element("li", line, class: name) }
        html.raw("</ul>\n")
    }

    private func counts(_ html: inout HTMLText) {
        let ways = ChangeKind.allCases.filter { way in
            report.counts.kinds.values.contains { ($0.byChange[way] ?? 0) > 0 }
        }
        html.raw("<table>\n")
        html.row(
            [word(.kind)] + ways.map(language.name(of:)) + [word(.rows)], heading: true,
            numbersFrom: 1)
        for kind in report.counts.kinds.keys.sorted() {
            guard let count = report.counts.kinds[kind], count.rows > 0 else { continue }
            html.row(
                [language.name(of: kind)]
                    + ways.map { count.byChange[$0].map { Lakh.grouped($0) } ?? "·" }
                    + [Lakh.grouped(count.rows)], numbersFrom: 1)
        }
        html.raw("</table>\n")
    }

    private func impact(_ html: inout HTMLText) {
        guard let routes = report.plan.terms.routeImpact["routes"] else { return }
        func number(_ json: MasterData.JSONValue?) -> String { Lakh.grouped(json?.integer ?? 0) }
        html.element("h2", word(.impact))
        html.raw("<table class=\"facts\">\n")
        html.row([word(.cellsCompared), number(routes["compared"])], numbersFrom: 1)
        html.row([word(.changePost), number(routes["counts"]?["changed_post"])], numbersFrom: 1)
        html.row([word(.loseCover), number(routes["counts"]?["lost_cover"])], numbersFrom: 1)
        html.row([word(.gainCover), number(routes["counts"]?["gained_cover"])], numbersFrom: 1)
        html.row([word(.newCells), number(routes["new_cells"])], numbersFrom: 1)
        html.raw("</table>\n")
    }

    private func moves(_ html: inout HTMLText) {
        let diagram = MoveDiagram(report.changeset)
        if diagram.bands.isEmpty { return }
        html.element("h2", word(.moves))
        html.add(diagram.svg(grouping, language))
        if diagram.hidden > 0 { html.element("p", "+ \(diagram.hidden) \(word(.more))") }
    }

    private func groups(
        _ title: ReportWord, _ html: inout HTMLText, _ group: (RowKey) -> RowKey?
    ) {
        var counts: [RowKey?: [ChangeKind: Int]] = [:]
        for change in report.changeset.changes {
            let key = group(change.key)
            for kind in change.kinds { counts[key, default: [:]][kind, default: 0] += 1 }
        }
        let ways = ChangeKind.allCases.filter { way in counts.values.contains { $0[way] != nil } }
        if counts.keys.allSatisfy({ $0 == nil }) { return }
        let none = word(title == .byDepartment ? .noDepartment : .noDistrict)
        html.element("h2", word(title))
        html.raw("<table>\n")
        html.row([word(.name)] + ways.map(language.name(of:)), heading: true, numbersFrom: 1)
        let sorted = counts.sorted {
            guard let a = $0.key else { return false }
            return $1.key.map { a < $0 } ?? true
        }
        for (key, kinds) in sorted {
            html.row(
                [key.map { grouping.name(of: $0, language) } ?? none]
                    + ways.map { kinds[$0].map { Lakh.grouped($0) } ?? "·" }, numbersFrom: 1)
        }
        html.raw("</table>\n")
    }

    private func changes(_ html: inout HTMLText) {
        html.element("h2", word(.changes))
        for kind in report.counts.kinds.keys.sorted() {
            let all = report.changeset.changes.filter { $0.key.kind == kind }
            if all.isEmpty { continue }
            html.element("h3", "\(language.name(of: kind)) (\(Lakh.grouped(all.count)))")
            html.raw("<table>\n")
            html.row(
                [word(.kind), word(.code), word(.name), word(.what), word(.source)], heading: true)
            for change in all.prefix(Self.listedPerKind) {
                let origin = report.changeset.origins[change.key].map {
                    $0.line > 0 ? "\($0.file):\($0.line)" : $0.file
                }
                html.row([
                    change.kinds.map(language.name(of:)).joined(separator: ", "), change.key.code,
                    grouping.name(of: change.key, language), what(change), origin ?? "",
                ])
            }
            html.raw("</table>\n")
            if all.count > Self.listedPerKind {
                html.element(
                    "p", "+ \(Lakh.grouped(all.count - Self.listedPerKind)) \(word(.more))")
            }
        }
    }

    private func what(_ change: Change) -> String {
        if change.kinds == [.added] { return "" }
        return change.fields(asOf: report.changeset.asOf).map {
            "\($0.field): \(value($0.before)) → \(value($0.after))"
        }.joined(separator: "; ")
    }

    private func value(_ text: String?) -> String {
        guard let text else { return word(.nothing) }
        guard let key = RowKey(text), grouping.rows[key] != nil else { return text }
        return "\(grouping.name(of: key, language)) (\(text))"
    }

    private func findings(_ html: inout HTMLText) {
        html.element("h2", word(.findings))
        let summary = report.plan.terms.findings
        if summary.counts.isEmpty {
            html.element("p", word(.none))
            return
        }
        for count in summary.counts {
            html.element(
                "h3",
                "\(language.heading(of: count.code, severity: count.severity.rawValue)): \(Lakh.grouped(count.count))"
            )
            if let remedy = language.remedy(of: count.code) { html.element("p", remedy) }
            html.raw("<ul>\n")
            let listed = summary.listed.filter {
                $0.code.text == count.code && $0.severity == count.severity
            }
            for finding in listed.prefix(10) { html.element("li", finding.description) }
            html.raw("</ul>\n")
        }
    }
}

extension Desk {
    /// A plan as one self-contained HTML page.
    public func page(ofPlan id: String, in language: ReportLanguage) throws -> String {
        let report = try plan(id)
        let base = try store.rows(ofRelease: report.plan.terms.base.number)
        return PlanPage(
            report: report,
            grouping: ChangeGrouping(
                rows: try report.changeset.applied(to: base), before: base,
                day: report.changeset.asOf), language: language
        ).html()
    }
}
