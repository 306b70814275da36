public import MasterData

/// Why a rule that somebody expected to win did not.
public struct WhyNot: Hashable, Sendable {
    public var rule: RowKey
    /// Each version of the rule with what stands in its way; none when the release does not
    /// list the rule.
    public var versions: [Version]

    public struct Version: Hashable, Sendable {
        public var rule: RuleTrace
        /// Everything that stands in the way; none for the version that won.
        public var obstacles: [Obstacle]
    }

    /// One thing that stands in the way of a rule.
    public enum Obstacle: Hashable, Sendable {
        /// Rules were not looked at: the decision says why.
        case notReached
        /// The rule names a category or place that the release does not list.
        case namesNothing
        /// The rule does not hold on the day.
        case day
        /// The complaint's setting is another, or unknown.
        case setting
        /// The complaint came by another channel, or it is unknown by which.
        case channel
        /// The complaint is not of the rule's category, nor of one below it.
        case category
        /// The complaint's place is neither the rule's nor below it. A rule whose place does
        /// not lie in the hierarchy that the category is routed in can never match.
        case place(isInHierarchy: Bool)
        /// It matches, and a better one won; that was better first in this step of the ranking.
        case outranked(by: RankStep, winner: RowKey)

        /// The obstacle as a word of JSON.
        public var word: String {
            switch self {
            case .notReached: "not-reached"
            case .namesNothing: "names-nothing"
            case .day: "not-valid-that-day"
            case .setting: "other-setting"
            case .channel: "other-channel"
            case .category: "other-category"
            case .place(let isInHierarchy): isInHierarchy ? "other-place" : "other-hierarchy"
            case .outranked(let step, _): "outranked-by-\(step.rawValue)"
            }
        }
    }
}

extension RouteModel {
    /// - Parameter probe: what rules can tell of the request; nothing when none was looked at.
    func whyNot(
        _ rule: RowKey, _ probe: RuleProbe?, in hierarchy: Int, winner: Int32
    ) -> WhyNot {
        let number = rules.book.id(rule)
        let versions = rules.records.indices.filter { rules.records[$0].rule == number }.map {
            position in
            let record = rules.records[position]
            var trace = trace(record, .doesNotMatch)
            guard let probe else {
                return WhyNot.Version(rule: trace, obstacles: [.notReached])
            }
            if Int32(position) == winner {
                trace.verdict = .won
                return WhyNot.Version(rule: trace, obstacles: [])
            }
            if record.namesNothing {
                return WhyNot.Version(rule: trace, obstacles: [.namesNothing])
            }
            var obstacles = misses(of: record, probe).map { field -> WhyNot.Obstacle in
                switch field {
                case .day: .day
                case .setting: .setting
                case .channel: .channel
                case .category: .category
                case .place:
                    .place(
                        isInHierarchy: places.lies(record.place, in: hierarchy, on: probe.day))
                }
            }
            if obstacles == [.day] { trace.verdict = .notValidThatDay }
            if obstacles.isEmpty && winner >= 0 {
                let better = rules.records[Int(winner)]
                let step = rank(probe, better).firstStep(above: rank(probe, record))
                trace.verdict = .outranked(by: step)
                obstacles = [.outranked(by: step, winner: rules.book[better.rule])]
            }
            return WhyNot.Version(rule: trace, obstacles: obstacles)
        }
        return WhyNot(rule: rule, versions: versions)
    }
}
