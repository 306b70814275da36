import MasterData

// The phrases that the text and the page of an explanation share.
extension Explanation {
    /// The whole decision in one sentence.
    var headline: String {
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

    /// Which release was read, and with which plan.
    var readFrom: String {
        guard let plan = decision.release.plan else {
            return "Read from release \(decision.release.number)."
        }
        return
            "What if: read from release \(decision.release.number) with the changes of plan \(plan.prefix(12)), which is not published."
    }

    /// What stands for codes of the request that are gone, a sentence each.
    var followedLines: [String] {
        decision.followed.map { code in
            "\(named(code.heir)) stands for \(code.named) since \(code.since)\(source(code.row))."
        }
    }

    /// How the place came to be the one.
    var placeWay: String {
        switch PlaceChoice.Way(rawValue: place.way) ?? .given {
        case .given: "as given"
        case .overlap: "the one place that overlaps lead to"
        case .shared: "no place of the hierarchy was given"
        case .above: "the nearest that the hierarchy shares"
        }
    }

    /// What became of a rule.
    func verdict(_ verdict: RuleTrace.Verdict) -> String {
        switch verdict {
        case .won: "won"
        case .notValidThatDay: "not valid that day"
        case .doesNotMatch: "does not match"
        case .outranked(.code): "ranks alike; the lower code won"
        case .outranked(let step): "outranked by \(step.rawValue)"
        }
    }

    /// The near misses that are not listed as candidates already.
    var unlistedMisses: [NearMiss] {
        nearMisses.filter { miss in
            !candidates.contains { $0.rule == miss.rule.rule && $0.days == miss.rule.days }
        }
    }

    /// In what a rule misses, and how far.
    func miss(_ miss: NearMiss) -> String {
        switch miss.field {
        case .day: "not valid that day"
        case .setting: "for \(miss.rule.setting ?? "") complaints only"
        case .channel: "for channel \(miss.rule.channel ?? "") only"
        case .place: "for another place" + beneath(miss.shared)
        case .category: "for another category" + beneath(miss.shared)
        }
    }

    private func beneath(_ shared: RowKey?) -> String {
        shared.map { " under \(named($0))" } ?? ""
    }

    /// How many rules that miss by one thing are not listed.
    var leftOut: String? {
        guard nearMissesLeftOut > 0 else { return nil }
        return nearMissesLeftOut == 1
            ? "and 1 more rule that misses by one thing, farther off"
            : "and \(nearMissesLeftOut) more rules that miss by one thing, farther off"
    }

    /// What a rule is for, where it sends, and when.
    func words(_ rule: RuleTrace) -> String {
        "\(rule.rule.code) (\(scope(rule))) to \(target(rule)) \(RouteTable.words(rule.days))"
    }

    func scope(_ rule: RuleTrace) -> String {
        let scope =
            [rule.category.map(named), rule.place.map(named), rule.channel, rule.setting]
            .compactMap(\.self)
        let of = scope.isEmpty ? "everything" : scope.joined(separator: ", ")
        return rule.priority == 0 ? of : "\(of), priority \(rule.priority)"
    }

    func target(_ rule: RuleTrace) -> String {
        [rule.department, rule.chain].compactMap { $0?.code }.joined(separator: "/")
    }

    /// How a level is answered, and by whom.
    func standing(_ answer: LevelAnswer) -> String {
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

    /// Who is or was posted, in what way and since when.
    func words(_ posting: PostingTrace) -> String {
        let nature = posting.nature.rawValue.replacing("_")
        let own = posting.ownPost.map { ", whose own post is \(named($0))" } ?? ""
        return "\(nature): \(named(posting.person)) since \(posting.days.from)\(own)"
    }

    /// ` (rules.csv:14:1, release 1)`, or nothing when it is not known.
    func source(_ key: RowKey) -> String {
        guard let source = sources[key] else { return "" }
        let release = source.release.map { "release \($0)" } ?? "the plan"
        return source.origin.map { " (\($0), \(release))" } ?? " (\(release))"
    }

    /// `Bikaner / बीकानेर [district:101]`; the kind is named for places only.
    func named(_ key: RowKey) -> String {
        let code = key.kind.isPlace ? key.description : key.code
        guard let name = names[key] else { return "[\(code)]" }
        let hindi = name.hindi.map { " / \($0)" } ?? ""
        return "\(name.english)\(hindi) [\(code)]"
    }
}

extension String {
    /// The words of a code: `look_after` is "look after".
    func replacing(_ separator: Character) -> String {
        String(map { $0 == separator ? " " : $0 })
    }
}
