public import MasterData

extension Explanation {
    /// The explanation as a JSON object with a `format_version`.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "candidates": .array(candidates.map(\.json)),
            "category": .string(request.category),
            "channel": .optional(request.channel),
            "day": .string(request.day.description),
            "decision": decision.json,
            "format_version": .integer(1),
            "levels": .array(levels.map(\.json)),
            "names": .object(
                Dictionary(
                    names.map { key, name in
                        let both: [String: JSONValue] = [
                            "en": .string(name.english), "hi": .optional(name.hindi),
                        ]
                        return (key.description, .object(both))
                    }, uniquingKeysWith: { first, _ in first })),
            "near_misses": .array(nearMisses.map(\.json)),
            "near_misses_left_out": .integer(nearMissesLeftOut),
            "place": .object([
                "known": .keys(place.known), "line": .keys(place.line),
                "unknown": .keys(place.unknown), "way": .string(place.way),
            ]),
            "setting": .optional(request.setting),
            "sources": .object(
                Dictionary(
                    sources.map { ($0.key.description, $0.value.json) },
                    uniquingKeysWith: { first, _ in first })),
        ]
        if let promise { members["guaranteed_service"] = promise.json }
        if let whyNot { members["why_not"] = whyNot.json }
        return .object(members)
    }
}

extension NearMiss {
    public var json: JSONValue {
        .object([
            "distance": .integer(distance), "field": .string(field.rawValue), "rule": rule.json,
            "shared": .optional(shared?.description),
        ])
    }
}

extension RowSource {
    public var json: JSONValue {
        .object([
            "origin": .optional(origin?.description),
            "release": release.map { .integer($0) } ?? .null,
        ])
    }
}

extension WhyNot {
    public var json: JSONValue {
        .object([
            "rule": .string(rule.code),
            "versions": .array(
                versions.map { version in
                    .object([
                        "obstacles": .array(version.obstacles.map { .string($0.word) }),
                        "rule": version.rule.json,
                    ])
                }),
        ])
    }
}

extension JSONValue {
    static func keys(_ keys: [RowKey]) -> JSONValue {
        .array(keys.map { .string($0.description) })
    }

    static func days(_ days: Validity) -> JSONValue {
        .object([
            "from": .string(days.from.description),
            "to": days.isOpen ? .null : .string(days.to.description),
        ])
    }
}

extension RuleTrace {
    public var json: JSONValue {
        let verdictWord: String
        switch verdict {
        case .won: verdictWord = "won"
        case .outranked(let step): verdictWord = "outranked-by-\(step.rawValue)"
        case .notValidThatDay: verdictWord = "not-valid-that-day"
        case .doesNotMatch: verdictWord = "does-not-match"
        }
        return .object([
            "category": .optional(category?.code),
            "chain": .optional(chain?.code),
            "channel": .optional(channel),
            "days": .days(days),
            "department": .optional(department?.code),
            "place": .optional(place?.description),
            "priority": .integer(priority),
            "rule": .string(rule.code),
            "setting": .optional(setting),
            "verdict": .string(verdictWord),
        ])
    }
}

extension LevelTrace {
    public var json: JSONValue {
        .object([
            "answer": answer.json,
            "coarse": .bool(isCoarse),
            "designation": .optional(designation?.code),
            "named_by_rule": .bool(isNamedByRule),
            "last_posting": lastPosting?.json ?? .null,
            "office_level": .optional(officeLevel),
            "offices": .array(
                offices.map {
                    .object([
                        "jurisdiction": .string($0.jurisdiction.code),
                        "office": .string($0.office.code),
                        "place": .string($0.place.description),
                        "verdict": .string($0.verdict.rawValue),
                    ])
                }),
            "passed_over": .array(passedOver.map { .string($0.code) }),
            "postings": .array(postings.map(\.json)),
            "posts": .array(
                posts.map {
                    .object([
                        "chosen": .bool($0.isChosen), "office": .string($0.office.code),
                        "post": .string($0.post.code), "receives": .bool($0.receives),
                    ])
                }),
        ])
    }
}

extension PostingTrace {
    public var json: JSONValue {
        .object([
            "answers": .bool(answers), "days": .days(days), "nature": .string(nature.rawValue),
            "on_leave": .bool(isOnLeave), "own_post": .optional(ownPost?.code),
            "person": .string(person.code), "posting": .string(posting.code),
        ])
    }
}
