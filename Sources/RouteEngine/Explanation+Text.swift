import MasterData

extension Explanation {
    /// The explanation as a person reads it, several lines.
    public var text: String {
        var lines: [String] = [headline]
        lines += followedLines
        lines += placeLines
        lines += candidateLines
        for level in levels { lines += levelLines(level) }
        lines += promiseLines
        lines += whyNotLines
        let misses = unlistedMisses
        if !misses.isEmpty || leftOut != nil {
            lines.append("Near misses:")
            lines += misses.map { "  \(words($0.rule)): \(miss($0))" }
            if let leftOut { lines.append("  \(leftOut)") }
        }
        lines.append(readFrom)
        return lines.joined(separator: "\n") + "\n"
    }

    private var placeLines: [String] {
        var lines: [String] = []
        if let used = decision.place, let hierarchy = decision.hierarchy {
            lines.append("Place: \(named(used)), \(hierarchy.rawValue) hierarchy (\(placeWay)).")
            if place.line.count > 1 {
                lines.append("  under \(place.line.dropFirst().map(named).joined(separator: ", "))")
            }
        }
        if !place.unknown.isEmpty {
            let unknown = place.unknown.map(\.description).joined(separator: ", ")
            lines.append("  passed over, as not in the release that day: \(unknown)")
        }
        return lines
    }

    private var candidateLines: [String] {
        guard decision.place != nil else { return [] }
        if candidates.isEmpty { return ["Rules: none matches."] }
        return ["Rules, best rank first:"]
            + candidates.map { rule in
                "  \(words(rule)): \(verdict(rule.verdict))\(source(rule.rule))"
            }
    }

    private func levelLines(_ level: LevelTrace) -> [String] {
        let answer = level.answer
        let due = answer.terms.map { ", \($0.dueDescription)" } ?? ""
        let post = answer.post.map(named) ?? "no post"
        var lines = ["L\(answer.level): \(post)\(due)", "  \(standing(answer))"]
        if !level.passedOver.isEmpty {
            let posts = level.passedOver.map(named).joined(separator: ", ")
            lines.append("  passed over, with nobody in place either: \(posts)")
        }
        if level.isNamedByRule {
            lines.append("  the rule names the post")
        } else {
            let sought = level.designation.map(named) ?? "no designation"
            let coarse = level.isCoarse ? " (the place is too coarse for the level)" : ""
            let department = answer.department.map(named) ?? "no department"
            lines.append(
                "  sought: \(sought) of \(department) at level \(level.officeLevel ?? "?")\(coarse)"
            )
        }
        for office in level.offices {
            let source = office.verdict == .farther ? "" : source(office.jurisdiction)
            lines.append(
                "  office: \(named(office.office)) serving \(office.place): \(office.verdict.rawValue)\(source)"
            )
        }
        for post in level.posts where level.posts.count > 1 {
            let receives = post.receives ? ", receives complaints" : ""
            lines.append("  post: \(named(post.post))\(receives)\(post.isChosen ? ": chosen" : "")")
        }
        for posting in level.postings {
            let leave = posting.isOnLeave ? ", on leave" : posting.answers ? ": answers" : ""
            lines.append("  \(words(posting))\(leave)\(source(posting.posting))")
        }
        if let last = level.lastPosting {
            lines.append("  vacant since \(last.days.to); \(words(last))\(source(last.posting))")
        }
        return lines
    }
}
