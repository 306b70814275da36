public import MasterData
internal import RouteEngine

// Events as people and programs outside read them: names written out, dates as text.

extension LedgerEvent {
    /// The event as JSON for people and programs, with dates written out.
    public var json: JSONValue {
        var members = body.object ?? [:]
        members["entry"] = happening.entry?.json
        if let before = members["due_before"]?.integer {
            members["due_before"] = .string(Instant(seconds: Int64(before)).description)
        }
        members["step"] = .integer(step)
        members["at"] = .string(at.description)
        members["event"] = .string(happening.word.rawValue)
        return .object(members)
    }
}

extension LevelEntry {
    /// The entry as JSON with words and dates.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "level": .integer(level), "post": .string(post), "answers": .string(acting),
            "how": .string(how), "entered_at": .string(enteredAt.description),
            "due": .string(due.description), "days": .integer(terms.days),
            "calendar": .string(terms.calendar.rawValue),
            "escalation": .string(terms.escalatesAutomatically ? "automatic" : "manual"),
            "send_back": .bool(terms.maySendBack), "holder": .optional(holder),
            "department": .optional(department),
        ]
        if let howDetail { members["how_detail"] = .string(howDetail) }
        switch basis {
        case .chain: members["basis"] = .string("chain")
        case .registration: members["basis"] = .string("statutory-days-from-registration")
        case .appeal: members["basis"] = .string("appeal")
        case .application(let day):
            members["basis"] = .string("statutory-days-from-application")
            members["application_date"] = .string(day.description)
        }
        return .object(members)
    }
}
