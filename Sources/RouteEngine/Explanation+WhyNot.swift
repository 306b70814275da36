import MasterData

extension Explanation {
    /// What stands in the way of the rule that was asked about, a sentence each.
    var whyNotLines: [String] {
        guard let whyNot else { return [] }
        if whyNot.versions.isEmpty {
            return ["Why not \(whyNot.rule.code): the release lists no such rule."]
        }
        return whyNot.versions.flatMap { version in
            ["Why not \(words(version.rule))\(source(whyNot.rule)):"]
                + (version.obstacles.isEmpty
                    ? ["  it won"]
                    : version.obstacles.map { "  \(words($0, of: version.rule))" })
        }
    }

    private func words(_ obstacle: WhyNot.Obstacle, of rule: RuleTrace) -> String {
        switch obstacle {
        case .notReached:
            return "no rule was looked at: \(decision.reason?.rawValue ?? "")"
        case .namesNothing:
            return "it names a category or place that the release does not list"
        case .day:
            return "it is valid \(RouteTable.words(rule.days)); the complaint is of \(request.day)"
        case .setting:
            return
                "it is for \(rule.setting ?? "") complaints; this one's setting is \(request.setting ?? "unknown")"
        case .channel:
            return
                "it is for channel \(rule.channel ?? ""); this one's channel is \(request.channel ?? "unknown")"
        case .category:
            let wanted = rule.category.map(named) ?? ""
            let asked = named(RowKey.bare(.category, request.category))
            return "it is for \(wanted); the complaint is of \(asked), which is not below it"
        case .place(isInHierarchy: true):
            let wanted = rule.place.map(named) ?? ""
            let asked = decision.place.map(named) ?? ""
            return "it is for \(wanted); the complaint is routed by \(asked), which is not below it"
        case .place(isInHierarchy: false):
            let wanted = rule.place.map(named) ?? ""
            let hierarchy = decision.hierarchy?.rawValue ?? ""
            return
                "it is for \(wanted), which lies outside the \(hierarchy) hierarchy that the category is routed in"
        case .outranked(by: .code, let winner):
            return "it matches and ranks like \(winner.code), whose code is lower"
        case .outranked(let step, let winner):
            return
                "it matches, and \(winner.code) is better by \(step.rawValue): \(reason(step, winner))"
        }
    }

    /// What a step of the ranking prefers.
    private func reason(_ step: RankStep, _ winner: RowKey) -> String {
        let better = candidates.first { $0.rule == winner && $0.verdict == .won }
        switch step {
        case .priority: return "its priority is \(better?.priority ?? 0)"
        case .category:
            return better?.category.map { "it names \(named($0))" } ?? "it names a closer category"
        case .place:
            return better?.place.map { "it names \(named($0))" } ?? "it names a closer place"
        case .channel: return "it names the channel"
        case .setting: return "it names the setting"
        case .code: return "its code is lower"
        }
    }
}
