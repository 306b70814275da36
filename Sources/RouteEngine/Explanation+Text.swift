import MasterData

extension Explanation {
    /// The explanation as a person reads it, several lines.
    public var text: String {
        var lines: [String] = [headline]
        lines += placeLines
        lines += candidateLines
        for level in levels { lines += levelLines(level) }
        let misses = nearMisses.filter { miss in
            !candidates.contains { $0.rule == miss.rule.rule && $0.days == miss.rule.days }
        }
        if !misses.isEmpty {
            lines.append("Near misses:")
            lines += misses.map { "  \(words($0.rule)): \(miss($0))" }
        }
        lines.append("Read from release \(decision.release.number).")
        return lines.joined(separator: "\n") + "\n"
    }

    private var headline: String {
        let subject = request.id.isEmpty ? "A complaint" : "Complaint \(request.id)"
        let of = "of \(named(RowKey.bare(.category, request.category))) on \(request.day)"
        switch decision.outcome {
        case .routed:
            let post = decision.levels.first?.post.map(named) ?? ""
            let rule = decision.rule?.code ?? ""
            return "\(subject) \(of) goes to \(post), by rule \(rule)."
        case .unroutable:
            return "\(subject) \(of) cannot be routed: \(decision.reason?.rawValue ?? "")."
        }
    }

    private var placeLines: [String] {
        var lines: [String] = []
        if let used = decision.place, let hierarchy = decision.hierarchy {
            let how: String
            switch PlaceChoice.Way(rawValue: place.way) ?? .given {
            case .given: how = "as given"
            case .overlap: how = "the one place that overlaps lead to"
            case .shared: how = "no place of the hierarchy was given"
            case .above: how = "the nearest that the hierarchy shares"
            }
            lines.append("Place: \(named(used)), \(hierarchy.rawValue) hierarchy (\(how)).")
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
                let verdict: String
                switch rule.verdict {
                case .won: verdict = "won"
                case .notValidThatDay: verdict = "not valid that day"
                case .doesNotMatch: verdict = "does not match"
                case .outranked(.code): verdict = "ranks alike; the lower code won"
                case .outranked(let step): verdict = "outranked by \(step.rawValue)"
                }
                return "  \(words(rule)): \(verdict)"
            }
    }

    private func levelLines(_ level: LevelTrace) -> [String] {
        let answer = level.answer
        let due = answer.terms.map { ", \($0.dueDescription)" } ?? ""
        let post = answer.post.map(named) ?? "no post"
        var lines = ["L\(answer.level): \(post)\(due)", "  \(standing(answer))"]
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
            lines.append(
                "  office: \(named(office.office)) serving \(office.place): \(office.verdict.rawValue)"
            )
        }
        for post in level.posts where level.posts.count > 1 {
            let receives = post.receives ? ", receives complaints" : ""
            lines.append("  post: \(named(post.post))\(receives)\(post.isChosen ? ": chosen" : "")")
        }
        for posting in level.postings {
            let leave = posting.isOnLeave ? ", on leave" : posting.answers ? ": answers" : ""
            let nature = posting.nature.rawValue.replacing("_")
            lines.append("  \(nature): \(named(posting.person)) since \(posting.days.from)\(leave)")
        }
        return lines
    }

    private func standing(_ answer: LevelAnswer) -> String {
        let person = answer.holder.map(named) ?? "nobody"
        switch answer.how {
        case .holder: return "answered by \(person), its holder"
        case .standIn(let nature):
            return "answered by \(person) (\(nature.rawValue.replacing("_")))"
        case .nextLevel(let reason):
            let post = answer.answers.map(named) ?? ""
            let words = reason.rawValue.replacing("-")
            return "\(words): answered by the next level, \(post), \(person)"
        case .samePersonAsBelow:
            return "answered by \(person), who answers below already: escalation passes this level"
        case .vacant(let reason):
            return "\(reason.rawValue.replacing("-")), and so is every level above"
        case .hole(let reason): return "a hole: \(reason.rawValue)"
        }
    }

    private func words(_ rule: RuleTrace) -> String {
        let scope =
            [rule.category.map(named), rule.place.map(named), rule.channel, rule.setting]
            .compactMap(\.self)
        let of = scope.isEmpty ? "everything" : scope.joined(separator: ", ")
        let target = [rule.department, rule.chain].compactMap { $0?.code }.joined(separator: "/")
        let priority = rule.priority == 0 ? "" : ", priority \(rule.priority)"
        return "\(rule.rule.code) (\(of)\(priority)) to \(target) \(RouteTable.words(rule.days))"
    }

    private func miss(_ miss: NearMiss) -> String {
        switch miss.field {
        case .day: "not valid that day"
        case .setting: "for \(miss.rule.setting ?? "") complaints only"
        case .channel: "for channel \(miss.rule.channel ?? "") only"
        case .place: "for another place"
        case .category: "for another category"
        }
    }

    /// `Bikaner / बीकानेर [district:101]`; the kind is named for places only.
    private func named(_ key: RowKey) -> String {
        let code = key.kind.isPlace ? key.description : key.code
        guard let name = names[key] else { return "[\(code)]" }
        let hindi = name.hindi.map { " / \($0)" } ?? ""
        return "\(name.english)\(hindi) [\(code)]"
    }
}

extension String {
    /// The words of a code: `look_after` is "look after".
    fileprivate func replacing(_ separator: Character) -> String {
        String(map { $0 == separator ? " " : $0 })
    }
}
