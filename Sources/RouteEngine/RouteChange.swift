import MasterData

/// How the decision on one complaint differs between two tables, and what it comes from.
public struct RouteChange: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Another post answers at some level.
        case moved
        case newlyRoutable = "newly-routable"
        case newlyUnroutable = "newly-unroutable"
        /// The same posts answer, and at some level another person.
        case otherOfficer = "other-officer"
    }

    /// What a difference comes from.
    public enum Cause: Hashable, Sendable {
        /// The complaint is routed by another of its places, as when a place becomes known.
        case otherPlace
        /// The place lies elsewhere.
        case placeMoved
        /// Another rule won, or the rule sends elsewhere.
        case rule
        /// The chain names another level, department or designation.
        case chain
        /// Another office serves the place, or another post in it receives.
        case post
        /// The post is the same; it fell vacant or is held again, so that another answers.
        case vacancy
        /// The post and its answering are the same; another person holds it.
        case holder
        /// Why there was, or is, no post to send to.
        case reason(UnroutableReason)

        /// The cause as a word of reports.
        public var word: String {
            switch self {
            case .otherPlace: "other-place"
            case .placeMoved: "place-moved"
            case .rule: "rule-changed"
            case .chain: "chain-changed"
            case .post: "post-changed"
            case .vacancy: "vacancy"
            case .holder: "holder"
            case .reason(let reason): reason.rawValue
            }
        }
    }

    public var kind: Kind
    public var cause: Cause
    /// The lowest level that differs; nothing for complaints that became routable or ceased to be.
    public var level: Int?
    public var before: Decision
    public var after: Decision
}

extension RouteTable {
    /// How another table decides a complaint otherwise than this one; nothing when it does not.
    public func change(of request: RouteRequest, to other: RouteTable) -> RouteChange? {
        let before = decide(request)
        let after = other.decide(request)
        switch (before.outcome, after.outcome) {
        case (.unroutable, .unroutable): return nil
        case (.unroutable, .routed):
            return RouteChange(
                kind: .newlyRoutable, cause: .reason(before.reason ?? .noRule), level: nil,
                before: before, after: after)
        case (.routed, .unroutable):
            return RouteChange(
                kind: .newlyUnroutable, cause: .reason(after.reason ?? .noRule), level: nil,
                before: before, after: after)
        case (.routed, .routed): break
        }
        if let level = (1...4).first(where: {
            before[level: $0]?.answers != after[level: $0]?.answers
        }) {
            return RouteChange(
                kind: .moved, cause: cause(request, other, before, after, level), level: level,
                before: before, after: after)
        }
        guard
            let level = (1...4).first(where: {
                before[level: $0]?.holder != after[level: $0]?.holder
            })
        else { return nil }
        return RouteChange(
            kind: .otherOfficer, cause: .holder, level: level, before: before, after: after)
    }

    /// Looks at how both tables came to the post of a level.
    private func cause(
        _ request: RouteRequest, _ other: RouteTable, _ before: Decision, _ after: Decision,
        _ level: Int
    ) -> RouteChange.Cause {
        let old = explain(request, nearMisses: 0)
        let new = other.explain(request, nearMisses: 0)
        let onBoth = Set(old.place.line).intersection(new.place.line)
        func isElsewhere(_ place: RowKey?) -> Bool { place.map { !onBoth.contains($0) } ?? false }
        if before.place != after.place || before.hierarchy != after.hierarchy {
            return .otherPlace
        }
        if before.rule != after.rule || before.department != after.department
            || before.chain != after.chain
        {
            // A rule for a place that the complaint no longer lies in, or did not before.
            let isMove = isElsewhere(old.winner?.place) || isElsewhere(new.winner?.place)
            return isMove ? .placeMoved : .rule
        }
        if before[level: level]?.post == after[level: level]?.post { return .vacancy }
        guard let one = old.levels.first(where: { $0.answer.level == level }),
            let two = new.levels.first(where: { $0.answer.level == level })
        else { return .chain }
        if one.isNamedByRule || two.isNamedByRule { return .rule }
        if one.designation != two.designation || one.officeLevel != two.officeLevel
            || one.answer.department != two.answer.department
        {
            return .chain
        }
        func served(_ trace: LevelTrace) -> RowKey? {
            trace.offices.first { $0.verdict == .nearest }?.place
        }
        return isElsewhere(served(one)) || isElsewhere(served(two)) ? .placeMoved : .post
    }
}
