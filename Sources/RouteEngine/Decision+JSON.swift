public import MasterData

extension Decision {
    /// The decision as a JSON object.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "chain": .optional(chain?.code),
            "complaint_id": .string(id),
            "department": .optional(department?.code),
            "hierarchy": .optional(hierarchy?.rawValue),
            "levels": .array(levels.map(\.json)),
            "outcome": .string(outcome.rawValue),
            "place": .optional(place?.description),
            "reason": .optional(reason?.rawValue),
            "release": .integer(release.number),
            "release_digest": .string(release.digest),
            "rule": .optional(rule?.code),
        ]
        if !followed.isEmpty { members["followed"] = .array(followed.map(\.json)) }
        if let plan = release.plan { members["plan"] = .string(plan) }
        return .object(members)
    }
}

extension LevelAnswer {
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "answers": .optional(answers?.code),
            "department": .optional(department?.code),
            "holder": .optional(holder?.code),
            "how": .string(how.word),
            "level": .integer(level),
            "post": .optional(post?.code),
        ]
        if let detail = how.detail { members["how_detail"] = .string(detail) }
        if let terms {
            members["calendar"] = .string(terms.calendar.rawValue)
            members["days"] = .integer(terms.days)
            members["escalation"] = .string(terms.escalatesAutomatically ? "automatic" : "manual")
            members["send_back"] = .bool(terms.maySendBack)
        }
        return .object(members)
    }
}

extension Answering {
    /// The case as a word of JSON.
    public var word: String {
        switch self {
        case .holder: "holder"
        case .standIn: "stand-in"
        case .nextLevel: "next-level"
        case .samePersonAsBelow: "same-person-as-below"
        case .vacant: "vacant"
        case .hole: "hole"
        }
    }

    /// The nature of the stand-in, or the reason of a vacancy or hole.
    public var detail: String? {
        switch self {
        case .holder, .samePersonAsBelow: nil
        case .standIn(let nature): nature.rawValue
        case .nextLevel(let reason), .vacant(let reason): reason.rawValue
        case .hole(let reason): reason.rawValue
        }
    }
}
