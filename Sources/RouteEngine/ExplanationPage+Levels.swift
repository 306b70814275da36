import MasterData

extension ExplanationPage {
    /// The levels, each with how its post was found and who answers.
    mutating func levels() {
        guard !explanation.levels.isEmpty else { return }
        out.raw("<section><h2>Levels</h2><ol class=\"levels\">")
        for level in explanation.levels {
            switch level.answer.standing {
            case .ownHolder: out.raw("<li class=\"held\">")
            case .standIn: out.raw("<li class=\"stand-in\">")
            case .nextLevel, .vacant: out.raw("<li class=\"vacant\">")
            case .hole: out.raw("<li class=\"hole\">")
            }
            write(level)
            out.raw("</li>")
        }
        out.raw("</ol></section>\n")
    }

    private mutating func write(_ level: LevelTrace) {
        let answer = level.answer
        out.raw("<h3><span class=\"level\">L")
        out.escaped(String(answer.level))
        out.raw("</span> ")
        if let post = answer.post { name(post) } else { out.raw("no post") }
        out.raw("</h3>")
        if let terms = answer.terms { out.element("p", terms.dueDescription, class: "due") }
        out.element("p", explanation.standing(answer), class: "standing")
        out.raw("<ul>")
        if !level.passedOver.isEmpty {
            out.raw("<li>passed over, with nobody in place either: ")
            for post in level.passedOver {
                name(post)
                out.raw(" ")
            }
            out.raw("</li>")
        }
        if level.isNamedByRule { out.raw("<li>the rule names the post</li>") }
        if let designation = level.designation, !level.isNamedByRule {
            out.raw("<li>sought: ")
            name(designation)
            out.raw(" of ")
            if let department = answer.department { name(department) }
            out.escaped(" at level \(level.officeLevel ?? "?")")
            if level.isCoarse { out.raw(" (the place is too coarse for the level)") }
            out.raw("</li>")
        }
        for office in level.offices {
            out.raw("<li>office: ")
            name(office.office)
            out.escaped(" serving \(office.place): \(office.verdict.rawValue)")
            if office.verdict != .farther { source(office.jurisdiction) }
            out.raw("</li>")
        }
        for post in level.posts where level.posts.count > 1 {
            out.raw("<li>post: ")
            name(post.post)
            if post.receives { out.raw(", receives complaints") }
            if post.isChosen { out.raw(": chosen") }
            out.raw("</li>")
        }
        for posting in level.postings {
            write(posting, posting.isOnLeave ? ", on leave" : posting.answers ? ": answers" : "")
        }
        if let last = level.lastPosting {
            write(last, ", until \(last.days.to): vacant since")
        }
        out.raw("</ul>")
    }

    private mutating func write(_ posting: PostingTrace, _ rest: String) {
        out.raw("<li>")
        out.escaped(explanation.words(posting) + rest)
        source(posting.posting)
        out.raw("</li>")
    }

    private mutating func source(_ key: RowKey) {
        let said = said(key)
        if said.isEmpty { return }
        out.raw(" ")
        out.element("span", said, class: "said")
    }
}
