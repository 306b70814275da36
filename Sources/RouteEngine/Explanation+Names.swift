import MasterData

extension Explanation {
    /// Looks up the names of everything mentioned.
    mutating func collectNames(from model: RouteModel) {
        var keys = Set(place.known + place.line)
        keys.insert(.bare(.category, request.category))
        keys.formUnion(decision.followed.flatMap { [$0.named, $0.heir] })
        keys.formUnion(nearMisses.compactMap(\.shared))
        let asked = whyNot?.versions.map(\.rule) ?? []
        for rule in candidates + nearMisses.map(\.rule) + asked {
            keys.formUnion(
                [rule.category, rule.place, rule.department, rule.chain].compactMap(\.self))
        }
        for level in levels {
            let answer = level.answer
            keys.formUnion(
                [answer.department, level.designation, answer.holder].compactMap(\.self))
            keys.formUnion(level.offices.map(\.office))
            for posting in level.postings + [level.lastPosting].compactMap(\.self) {
                keys.insert(posting.person)
                if let post = posting.ownPost { keys.insert(post) }
            }
            keys.formUnion(level.passedOver)
            for post in [answer.post, answer.answers].compactMap(\.self) {
                keys.insert(post)
            }
            keys.formUnion(level.posts.map(\.post))
        }
        for key in keys { names[key] = model.names.name(of: key, on: request.day.number) }
    }
}
