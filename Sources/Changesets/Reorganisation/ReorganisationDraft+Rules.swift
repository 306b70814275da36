internal import MasterData

// Rules that named what places left go on holding for them.

/// What a rule matches, apart from its place.
private struct RuleMatcher: Hashable {
    var category: String?
    var channel: String?
    var setting: String?
    var priority: String

    init(_ rule: Content) {
        category = rule[.category]
        channel = rule[.channel]
        setting = rule[.setting]
        priority = rule[.priority] ?? "0"
    }
}

/// A rule of a place that members left, and the members it was the nearest for.
private struct LeftRule {
    var key: RowKey
    var place: RowKey
    var content: Content
    var members: [RowKey]

    /// Where the rule sends complaints.
    var target: [String?] {
        [Field.department, .chain, .l1Post, .l2Post, .l3Post, .l4Post].map { content[$0] }
    }
}

extension ReorganisationDraft {
    mutating func settleRules(_ move: PlaceMove) {
        let gained = move.gained.reduce(into: Set<RuleMatcher>()) { matchers, place in
            for (_, content) in rules(at: place) { matchers.insert(RuleMatcher(content)) }
        }
        var order: [RuleMatcher] = []
        var groups: [RuleMatcher: [LeftRule]] = [:]
        for member in move.members {
            var met: Set<RuleMatcher> = []
            // Nearest first: a farther rule of the same kind never won for this member.
            for place in member.before where !move.after.contains(place) {
                for (key, content) in rules(at: place) {
                    let matcher = RuleMatcher(content)
                    guard !gained.contains(matcher), met.insert(matcher).inserted else { continue }
                    if groups[matcher] == nil { order.append(matcher) }
                    if let known = groups[matcher]?.firstIndex(where: { $0.key == key }) {
                        groups[matcher]?[known].members.append(member.place)
                    } else {
                        groups[matcher, default: []].append(
                            LeftRule(
                                key: key, place: place, content: content, members: [member.place]))
                    }
                }
            }
        }
        for matcher in order { settle(groups[matcher] ?? [], move) }
    }

    private mutating func settle(_ rules: [LeftRule], _ move: PlaceMove) {
        let sorted = rules.sorted { ($1.members.count, $0.key) < ($0.members.count, $1.key) }
        let covered = sorted.reduce(0) { $0 + $1.members.count }
        guard let first = sorted.first else { return }
        let isWhole = move.isNew && covered == move.members.count
        if isWhole { copy(first, to: move.to, move) }
        for rule in sorted where !(isWhole && rule.target == first.target) {
            for member in rule.members where !rulesMatch(rule, at: member) {
                copy(rule, to: member, move)
            }
        }
    }

    private func rulesMatch(_ rule: LeftRule, at place: RowKey) -> Bool {
        rules(at: place).contains { RuleMatcher($0.content) == RuleMatcher(rule.content) }
    }

    /// Says for a place what a rule said for another.
    private mutating func copy(_ rule: LeftRule, to place: RowKey, _ move: PlaceMove) {
        let key = unused(
            PlaceRenaming(from: rule.place, to: place, in: rows, on: day).code(rule.key))
        for version in tail(rule.key) {
            var content = version.content
            content[.place] = place.description
            for field in [Field.l1Post, .l2Post, .l3Post, .l4Post] {
                guard let post = content.reference(field, in: .rule),
                    let copy = originals.filter({ $0.value == post }).keys.sorted().first(where: {
                        isUnder(move.to, post: $0)
                    })
                else { continue }
                content[field] = copy.code
            }
            put(content, as: key, over: version.validity, at: move.origin)
        }
        originals[key] = rule.key
    }

    /// Whether a post's office stands at a place.
    private func isUnder(_ place: RowKey, post: RowKey) -> Bool {
        guard let office = tail(post).first?.content.reference(.office, in: .post) else {
            return false
        }
        return tail(office).first?.content.reference(.place, in: .office) == place
    }

    private func rules(at place: RowKey) -> [(key: RowKey, content: Content)] {
        index.rules(at: place).compactMap { key in
            guard let content = tail(key).first?.content,
                content.reference(.place, in: .rule) == place, isRouted(content)
            else { return nil }
            return (key, content)
        }
    }

    /// Whether complaints of the rule's category are routed in the hierarchy that changes.
    private func isRouted(_ rule: Content) -> Bool {
        guard let category = rule.reference(.category, in: .rule),
            let content = tail(category).first?.content
        else { return true }
        let fields: [Field] =
            switch rule[.setting] {
            case "rural": [.hierarchyRural]
            case "urban": [.hierarchyUrban]
            default: [.hierarchyRural, .hierarchyUrban]
            }
        return fields.contains { content[$0] == step.hierarchy.rawValue }
    }
}
