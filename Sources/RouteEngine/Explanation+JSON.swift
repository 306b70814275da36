public import MasterData

extension Explanation {
    /// The explanation as a JSON object with a `format_version`.
    public var json: JSONValue {
        .object([
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
            "near_misses": .array(
                nearMisses.map {
                    .object(["field": .string($0.field.rawValue), "rule": $0.rule.json])
                }),
            "place": .object([
                "known": .keys(place.known), "line": .keys(place.line),
                "unknown": .keys(place.unknown), "way": .string(place.way),
            ]),
            "setting": .optional(request.setting),
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
            "postings": .array(
                postings.map {
                    .object([
                        "answers": .bool($0.answers), "days": .days($0.days),
                        "nature": .string($0.nature.rawValue), "on_leave": .bool($0.isOnLeave),
                        "person": .string($0.person.code),
                    ])
                }),
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
