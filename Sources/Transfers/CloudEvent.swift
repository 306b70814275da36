public import MasterData

/// One event of a ledger as a CloudEvent 1.0 in JSON, as `schemas/event.schema.json` has it.
///
/// Its id is the complaint's number and the step, so that a receiver who gets it twice can
/// tell.
public struct CloudEvent: Hashable, Sendable {
    public static let source = "/rajmap/complaints"

    public let id: String
    public let json: JSONValue

    /// - Parameters:
    ///   - events: the ledger, at least up to the step.
    ///   - marking: a release that knows the names of category and posts.
    public init(
        of complaint: Complaint, _ events: [LedgerEvent], step: Int, by marking: Marking,
        in texts: NoticeTexts
    ) throws(IllegalTransition) {
        let event = events[step - 1]
        let standing = try Standing(complaint, Array(events[..<step]))
        id = "\(complaint.number)/\(step)"
        json = .object([
            "specversion": .string("1.0"), "id": .string(id), "source": .string(Self.source),
            "type": .string(Self.type(of: event.happening.word)),
            "subject": .string(complaint.number), "time": .string(event.at.description),
            "datacontenttype": .string("application/json"),
            "data": .object([
                "format_version": .integer(1), "complaint_id": .string(complaint.number),
                "category": .string(standing.category),
                "places": .array(complaint.places.map { .string($0.description) }),
                "state": .string(standing.state.rawValue),
                "level": standing.level.map(JSONValue.integer) ?? .null,
                "post": .optional(standing.post), "due": .optional(standing.due?.description),
                "event": event.json,
                "notices": .array(
                    Notice.notices(of: event, complaint, standing, by: marking, in: texts)
                        .map(\.json)),
            ]),
        ])
    }

    /// `in.rajmap.complaint.escalated.v1`
    public static func type(of word: Happening.Word) -> String {
        "in.rajmap.complaint.\(word.rawValue).v1"
    }
}
