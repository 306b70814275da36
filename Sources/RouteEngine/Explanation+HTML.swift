import MasterData

extension Explanation {
    /// The explanation as one page: nothing else is loaded, and no value of the data is markup.
    public var html: String {
        var page = ExplanationPage(self)
        return page.written()
    }
}

/// Puts an explanation on a page.
struct ExplanationPage {
    let explanation: Explanation
    var out = HTMLText()

    init(_ explanation: Explanation) {
        self.explanation = explanation
    }

    mutating func written() -> String {
        out.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        out.element("title", explanation.headline)
        out.raw(Self.style)
        out.raw("</head><body><main>\n")
        head()
        place()
        levels()
        promise()
        rules()
        whyNot()
        misses()
        out.raw("<footer>")
        out.element("p", explanation.readFrom)
        out.element("p", explanation.decision.release.digest, class: "code")
        out.raw("</footer></main></body></html>\n")
        return out.text
    }

    private mutating func head() {
        let decision = explanation.decision
        if decision.release.plan != nil {
            out.element("p", "What if: this plan is not published.", class: "what-if")
        }
        out.raw("<header><h1>")
        name(.bare(.category, explanation.request.category))
        out.raw("</h1>")
        let facts = [
            explanation.request.id, explanation.request.day.description,
            explanation.request.channel ?? "channel unknown",
            explanation.request.setting ?? "setting unknown",
        ]
        out.element("p", facts.filter { !$0.isEmpty }.joined(separator: " · "), class: "facts")
        switch decision.outcome {
        case .routed:
            out.raw("<p class=\"outcome routed\">goes to ")
            if let post = decision.levels.first?.post { name(post) }
            out.raw(" by rule ")
            out.element("b", decision.rule?.code ?? "")
            out.raw("</p>")
        case .unroutable:
            out.element(
                "p", "cannot be routed: \(decision.reason?.rawValue ?? "")",
                class: "outcome unroutable")
        }
        for line in explanation.followedLines { out.element("p", line, class: "facts") }
        out.raw("</header>\n")
    }

    private mutating func place() {
        out.raw("<section><h2>Place</h2>")
        if let hierarchy = explanation.decision.hierarchy {
            out.raw("<ol class=\"line\">")
            for key in explanation.place.line.reversed() {
                out.raw("<li>")
                name(key)
                out.raw("</li>")
            }
            out.raw("</ol>")
            out.element("p", "\(hierarchy.rawValue) hierarchy, \(explanation.placeWay)")
        }
        if !explanation.place.unknown.isEmpty {
            let unknown = explanation.place.unknown.map(\.description).joined(separator: ", ")
            out.element("p", "passed over, as not in the release that day: \(unknown)")
        }
        out.raw("</section>\n")
    }

    private mutating func rules() {
        guard explanation.decision.place != nil else { return }
        out.raw("<section><h2>Rules that match, best rank first</h2>")
        if explanation.candidates.isEmpty { out.element("p", "None matches.") }
        let explanation = explanation
        table(explanation.candidates) { explanation.verdict($0.verdict) }
        out.raw("</section>\n")
    }

    private mutating func promise() {
        let lines = explanation.promiseLines
        guard let heading = lines.first else { return }
        out.raw("<section><h2>Guaranteed service</h2>")
        out.element("p", heading)
        out.raw("<ul>")
        for line in lines.dropFirst() { out.element("li", String(line.dropFirst(2))) }
        out.raw("</ul></section>\n")
    }

    private mutating func misses() {
        let misses = explanation.unlistedMisses
        guard !misses.isEmpty || explanation.leftOut != nil else { return }
        out.raw("<section><h2>Near misses</h2>")
        var words = misses.map { explanation.miss($0) }[...]
        table(misses.map(\.rule)) { _ in words.popFirst() ?? "" }
        if let leftOut = explanation.leftOut { out.element("p", leftOut) }
        out.raw("</section>\n")
    }

    private mutating func table(_ rules: [RuleTrace], _ words: (RuleTrace) -> String) {
        guard !rules.isEmpty else { return }
        out.raw("<div class=\"wide\"><table><thead><tr><th>Rule</th><th>For</th><th>To</th>")
        out.raw("<th>Days</th><th>What became of it</th><th>Said by</th></tr></thead><tbody>")
        for rule in rules {
            out.raw(rule.verdict == .won ? "<tr class=\"won\">" : "<tr>")
            out.element("td", rule.rule.code, class: "code")
            out.element("td", explanation.scope(rule))
            out.element("td", explanation.target(rule), class: "code")
            out.element("td", RouteTable.words(rule.days))
            out.element("td", words(rule))
            out.element("td", said(rule.rule))
            out.raw("</tr>")
        }
        out.raw("</tbody></table></div>")
    }

    private mutating func whyNot() {
        let lines = explanation.whyNotLines
        guard let asked = explanation.whyNot, !lines.isEmpty else { return }
        out.raw("<section><h2>Why not ")
        out.escaped(asked.rule.code)
        out.raw("</h2>")
        for line in lines {
            if line.hasPrefix("  ") {
                out.element("p", "· \(line.dropFirst(2))")
            } else {
                out.element("p", line, class: "facts")
            }
        }
        out.raw("</section>\n")
    }

    /// A thing by its names: English, and Hindi beside it.
    mutating func name(_ key: RowKey) {
        let code = key.kind.isPlace ? key.description : key.code
        guard let name = explanation.names[key] else {
            out.element("span", code, class: "code")
            return
        }
        out.element("span", name.english, class: "en")
        if let hindi = name.hindi {
            out.raw(" <span class=\"hi\" lang=\"hi\">")
            out.escaped(hindi)
            out.raw("</span>")
        }
        out.raw(" ")
        out.element("span", code, class: "code")
    }

    /// Where a row was said, without the brackets of the text.
    func said(_ key: RowKey) -> String {
        String(explanation.source(key).dropFirst(2).dropLast())
    }
}
