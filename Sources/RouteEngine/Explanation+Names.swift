import MasterData

extension Explanation {
    /// Looks up the names of everything mentioned.
    mutating func collectNames(from model: RouteModel) {
        var keys = Set(place.known + place.line)
        keys.insert(.bare(.category, request.category))
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
        for key in keys { names[key] = model.name(of: key, on: request.day) }
    }
}

extension RouteModel {
    /// The name of a thing on a day, else its last name.
    ///
    /// A post is called by its designation and office.
    func name(of key: RowKey, on day: Day) -> BilingualName? {
        guard let timeline = rows[key],
            let content = timeline.content(on: day) ?? timeline.last?.content
        else { return nil }
        if key.kind == .post {
            guard let designation = content.reference(.designation, in: .post),
                let office = content.reference(.office, in: .post),
                let post = name(of: designation, on: day), let seat = name(of: office, on: day)
            else { return nil }
            let hindi = post.hindi.flatMap { post in seat.hindi.map { "\(post), \($0)" } }
            return BilingualName(english: "\(post.english), \(seat.english)", hindi: hindi)
        }
        return content[.nameEn].map { BilingualName(english: $0, hindi: content[.nameHi]) }
    }
}
