public import MasterData
internal import RouteEngine

// The form in which the ledger keeps an event. Keys are short: there are tens of millions.

extension LedgerEvent {
    /// What the ledger keeps of it beside step, time and word.
    public var body: JSONValue {
        var members: [String: JSONValue] = [:]
        members["by"] = actor.map(JSONValue.string)
        if let entry = happening.entry {
            members["entry"] = entry.stored(in: self)
        }
        if let assignment = happening.assignment { members["assigned"] = assignment.json }
        switch happening {
        case .routed(_, _, let passed), .escalated(_, _, let passed, nil):
            members["passed"] = passed.json
        case .escalated(_, _, let passed, let reason?):
            members["passed"] = passed.json
            members["reason"] = .string(reason)
        case .unroutable(let release, let reason):
            members["release"] = .integer(release)
            members["reason"] = .string(reason)
        case .overdue(let reason): members["reason"] = .string(reason.rawValue)
        case .sentBack(_, let reason), .reopened(_, _, let reason):
            members["reason"] = .string(reason)
        case .resolved(let reason): members["reason"] = reason.map(JSONValue.string)
        case .returned(let category, let department, let reason):
            members["category"] = category.map(JSONValue.string)
            members["department"] = department.map(JSONValue.string)
            members["reason"] = .string(reason)
        case .remarked(let category, _, _, let passed, let before, let reason):
            members["reason"] = reason.map(JSONValue.string)
            members["category"] = .string(category)
            members["passed"] = passed.json
            members["due_before"] = before.map { .integer(Int($0.seconds)) }
        case .transferred(let post, let from, let reason):
            members["post"] = .string(post)
            members["from"] = from.map(JSONValue.string)
            members["reason"] = .string(reason)
        case .moved(_, _, let from, let before):
            members["from"] = .string(from)
            members["due_before"] = .integer(Int(before.seconds))
        }
        return .object(members)
    }

    /// Reads what ``body`` wrote; nothing when it is no such event.
    public init?(step: Int, at: Instant, word: String, body: JSONValue) {
        guard let word = Happening.Word(rawValue: word) else { return nil }
        let assignment = body["assigned"].flatMap { Assignment($0) }
        let entry = body["entry"].flatMap {
            LevelEntry($0, at: at, department: assignment?.department)
        }
        let passed = [PassedLevel](body["passed"])
        let reason = body["reason"]?.string
        let before = body["due_before"]?.integer.map { Instant(seconds: Int64($0)) }
        let happening: Happening
        switch word {
        case .routed:
            guard let entry, let assignment else { return nil }
            happening = .routed(assignment, entry, passed: passed)
        case .unroutable:
            guard let release = body["release"]?.integer, let reason else { return nil }
            happening = .unroutable(release: release, reason: reason)
        case .escalated:
            guard let entry else { return nil }
            happening = .escalated(assignment, entry, passed: passed, reason: reason)
        case .overdue:
            guard let reason = reason.flatMap(OverdueReason.init) else { return nil }
            happening = .overdue(reason)
        case .sentBack:
            guard let entry, let reason else { return nil }
            happening = .sentBack(entry, reason: reason)
        case .resolved: happening = .resolved(reason: reason)
        case .reopened:
            guard let entry, let reason else { return nil }
            happening = .reopened(assignment, entry, reason: reason)
        case .returned:
            guard let reason else { return nil }
            happening = .returned(
                category: body["category"]?.string, department: body["department"]?.string,
                reason: reason)
        case .remarked:
            guard let category = body["category"]?.string, let entry, let assignment else {
                return nil
            }
            happening = .remarked(
                category: category, assignment, entry, passed: passed, dueBefore: before,
                reason: reason)
        case .transferred:
            guard let post = body["post"]?.string, let reason else { return nil }
            happening = .transferred(post: post, from: body["from"]?.string, reason: reason)
        case .moved:
            guard let entry, let assignment, let from = body["from"]?.string, let before else {
                return nil
            }
            happening = .moved(assignment, entry, from: from, dueBefore: before)
        }
        self.init(step: step, at: at, actor: body["by"]?.string, happening: happening)
    }
}

extension LevelEntry {
    /// What the event says already is left out: when it was entered, and the department that
    /// the assignment names. So is the most common way to answer.
    fileprivate func stored(in event: LedgerEvent) -> JSONValue {
        var members: [String: JSONValue] = [
            "days": .integer(terms.days), "due": .integer(Int(due.seconds)),
            "level": .integer(level), "post": .string(post),
        ]
        if enteredAt != event.at { members["at"] = .integer(Int(enteredAt.seconds)) }
        if how != Answering.holder.word { members["how"] = .string(how) }
        members["answers"] = answers.map(JSONValue.string)
        if department != event.happening.assignment?.department {
            members["dept"] = .optional(department)
        }
        members["holder"] = holder.map(JSONValue.string)
        members["why"] = howDetail.map(JSONValue.string)
        if terms.calendar == .working { members["working"] = .bool(true) }
        if !terms.escalatesAutomatically { members["manual"] = .bool(true) }
        if terms.maySendBack { members["back"] = .bool(true) }
        switch basis {
        case .chain: break
        case .application(let day): members["basis"] = .string("application:\(day)")
        case .registration: members["basis"] = .string("registration")
        case .appeal: members["basis"] = .string("appeal")
        }
        return .object(members)
    }

    fileprivate init?(_ json: JSONValue, at: Instant, department: String?) {
        guard let days = json["days"]?.integer, let due = json["due"]?.integer,
            let level = json["level"]?.integer, let post = json["post"]?.string
        else { return nil }
        let basis: DueBasis
        switch json["basis"]?.string {
        case nil: basis = .chain
        case "registration": basis = .registration
        case "appeal": basis = .appeal
        case let text?:
            guard text.hasPrefix("application:"), let day = Day(String(text.dropFirst(12))) else {
                return nil
            }
            basis = .application(day)
        }
        self.init(
            level: level, post: post, answers: json["answers"]?.string,
            holder: json["holder"]?.string, how: json["how"]?.string ?? Answering.holder.word,
            howDetail: json["why"]?.string,
            department: json["dept"].map(\.string) ?? department,
            enteredAt: json["at"]?.integer.map { Instant(seconds: Int64($0)) } ?? at,
            due: Instant(seconds: Int64(due)),
            terms: LevelTerms(
                days: days, calendar: json["working"] == .bool(true) ? .working : .calendar,
                escalatesAutomatically: json["manual"] != .bool(true),
                maySendBack: json["back"] == .bool(true)), basis: basis)
    }
}

extension Assignment {
    var json: JSONValue {
        var members: [String: JSONValue] = ["release": .integer(release)]
        members["chain"] = chain.map(JSONValue.string)
        members["department"] = department.map(JSONValue.string)
        members["rule"] = rule.map(JSONValue.string)
        members["service"] = service.map(JSONValue.string)
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let release = json["release"]?.integer else { return nil }
        self.init(
            release: release, rule: json["rule"]?.string, department: json["department"]?.string,
            chain: json["chain"]?.string, service: json["service"]?.string)
    }
}

extension [PassedLevel] {
    /// Nothing for none, which keeps most events short.
    var json: JSONValue? {
        isEmpty
            ? nil
            : .array(
                map { .object(["level": .integer($0.level), "reason": .string($0.reason)]) })
    }

    init(_ json: JSONValue?) {
        self = (json?.array ?? []).compactMap { item in
            guard let level = item["level"]?.integer, let reason = item["reason"]?.string else {
                return nil
            }
            return PassedLevel(level: level, reason: reason)
        }
    }
}
