public import MappingStore
public import MasterData
public import Transfers

/// One complaint as a person reads it: where it stands, its ledger, what is still to come.
public struct ComplaintReport: Sendable {
    public let stored: StoredComplaint
    /// The levels it would still enter if nobody acts.
    public let forecast: [LevelEntry]
    /// The guaranteed service it follows, with its days.
    public let service: GuaranteedService?
    /// The right to appeal, where it has begun.
    public let appeal: AppealRight?
    let now: Instant
}

extension Desk {
    /// A complaint with its ledger and its forecast.
    public func complaintReport(_ number: String) throws -> ComplaintReport {
        try report(of: try store.complaint(number))
    }

    /// The same of a complaint that was just worked on.
    public func report(of stored: StoredComplaint) throws -> ComplaintReport {
        let standing = stored.standing
        return try openingReleases { markings in
            let marking = try markings.forNextLevel(
                stored.complaint, standing, at: standing.lastAt)
            let service = standing.assignment?.service.flatMap {
                marking.services.service($0, on: stored.complaint.registeredAt.day)
            }
            return ComplaintReport(
                stored: stored, forecast: marking.forecast(of: stored.complaint, standing),
                service: service,
                appeal: service.flatMap {
                    AppealRight(of: stored.complaint, standing, under: $0)
                }, now: now)
        }
    }
}

extension ComplaintReport {
    public var json: JSONValue {
        let complaint = stored.complaint
        let standing = stored.standing
        return .object([
            "format_version": .integer(1), "complaint_id": .string(complaint.number),
            "category": .string(standing.category),
            "registered_category": .string(complaint.category),
            "places": .array(complaint.places.map { .string($0.description) }),
            "channel": .optional(complaint.channel), "setting": .optional(complaint.setting),
            "registered_at": .string(complaint.registeredAt.description),
            "application_date": .optional(complaint.applicationDay?.description),
            "state": .string(standing.state.rawValue), "reason": .optional(standing.reason),
            "level": standing.level.map(JSONValue.integer) ?? .null,
            "post": .optional(standing.post), "due": .optional(standing.due?.description),
            "overdue": .bool(standing.isOverdue(at: now)),
            "department": .optional(
                standing.entry?.department ?? standing.assignment?.department),
            "rule": .optional(standing.assignment?.rule),
            "chain": .optional(standing.assignment?.chain),
            "release": standing.assignment.map { .integer($0.release) } ?? .null,
            "service": service.map(\.json) ?? .null, "appeal": appeal.map(\.json) ?? .null,
            "forecast": .array(forecast.map(\.json)),
            "ledger": .array(stored.events.map(\.json)),
        ])
    }

    public var text: String {
        let complaint = stored.complaint
        let standing = stored.standing
        var lines = [
            "Complaint \(complaint.number) of \(standing.category), registered \(complaint.registeredAt)"
        ]
        switch standing.state {
        case .new, .unroutable:
            lines.append("  unroutable: \(standing.reason ?? "")")
        case .resolved: lines.append("  resolved at L\(standing.level ?? 0)")
        case .open, .returned:
            let late = standing.isOverdue(at: now) ? ", OVERDUE" : ""
            lines.append(
                "  \(standing.state.rawValue) with \(standing.post ?? "") at L\(standing.level ?? 0), due \(standing.due?.description ?? "")\(late)"
            )
        }
        if let assignment = standing.assignment {
            lines.append(
                "  by rule \(assignment.rule ?? "-"), chain \(assignment.chain ?? "-"), release \(assignment.release)"
            )
        }
        if let service {
            lines.append(
                "  guaranteed service \(service.code): \(service.days) days from the \(complaint.applicationDay == nil ? "registration, as no application date is known" : "application of \(complaint.applicationDay?.description ?? "")")"
            )
        }
        if let appeal { lines.append("  \(appeal.text)") }
        lines.append("Ledger:")
        lines += stored.events.map { "  \($0.line)" }
        if !forecast.isEmpty {
            lines.append("If nobody acts:")
            lines += forecast.map { entry in
                "  \(entry.enteredAt)  L\(entry.level) \(entry.acting), due \(entry.due)"
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension LedgerEvent {
    /// One line of the ledger.
    var line: String {
        var words = ["\(step)  \(at)  \(happening.word.rawValue)"]
        if let entry = happening.entry {
            words.append("L\(entry.level) \(entry.post)")
            if let answers = entry.answers { words.append("answered by \(answers)") }
            if let why = entry.howDetail { words.append("(\(why))") }
            words.append("due \(entry.due)")
        }
        switch happening {
        case .routed(_, _, let passed), .escalated(_, _, let passed, _),
            .remarked(_, _, _, let passed, _, _):
            words += passed.map { "past L\($0.level): \($0.reason)" }
        default: break
        }
        let members = body.object ?? [:]
        for name in ["category", "department", "post", "from", "reason", "by"] {
            if let value = members[name]?.string { words.append("\(name) \(value)") }
        }
        return words.joined(separator: "  ")
    }
}

extension GuaranteedService {
    public var json: JSONValue {
        .object([
            "code": .string(code), "department": .string(department), "days": .integer(days),
            "designated_officer": .optional(designatedOfficer),
            "first_appeal": .optional(firstAppeal),
            "first_days": firstDays.map(JSONValue.integer) ?? .null,
            "second_appeal": .optional(secondAppeal),
            "second_days": secondDays.map(JSONValue.integer) ?? .null,
        ])
    }
}

extension AppealRight {
    var json: JSONValue {
        .object([
            "stage": .string(stage.rawValue), "officer": .string(officer),
            "post": .string(post), "last_day": .string(lastDay.description),
        ])
    }

    var text: String {
        "the applicant may file a \(stage.rawValue) appeal with \(post) (\(officer)) until \(lastDay)"
    }
}
