internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Transfers

/// `POST /v1/complaints`: takes in one complaint, or a list, and says where each went.
///
/// All are taken in or none. One that is there already with the same facts is answered with
/// where it stands, so that a request may be sent again.
struct ComplaintsEndpoint: Endpoint {
    let method = Method.post
    let path = "/v1/complaints"
    let access = Access.tokenHolder

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let desk = bench.desk
        let limit = bench.settings.batchLimit
        let body = call.body
        guard let reply = try await Beside.run({ try desk.takeIn(json: body, limit: limit) }) else {
            throw Problem(
                .badJSON, "Expected one complaint, or a list of at most \(limit), as JSON objects.")
        }
        guard reply.faults.isEmpty else {
            throw Problem(
                .badComplaint, "Nothing was taken in.",
                errors: reply.faults.prefix(RouteOrder.listedFaults).map { fault in
                    Problem.Fault(pointer: fault.origin?.file ?? "", detail: fault.message)
                })
        }
        var answer = Answer.json(
            .object([
                "format_version": .integer(1),
                "complaints": .array(reply.complaints.map(\.json)),
                "not_kept": .array(reply.notKept.map(JSONValue.string)),
            ]), status: 201)
        let routed = reply.complaints.count { $0.standing.state != .unroutable }
        answer.decided = (routed, reply.complaints.count - routed)
        return answer
    }
}

extension StoredComplaint {
    fileprivate var json: JSONValue {
        .object([
            "complaint_id": .string(complaint.number), "state": .string(standing.state.rawValue),
            "reason": .optional(standing.reason), "post": .optional(standing.post),
            "level": standing.level.map(JSONValue.integer) ?? .null,
            "due": .optional(standing.due?.description),
            "department": .optional(standing.assignment?.department),
            "release": standing.assignment.map { .integer($0.release) } ?? .null,
        ])
    }
}

/// `GET /v1/complaints/{id}`: where a complaint stands, with its ledger.
struct ComplaintEndpoint: Endpoint {
    let method = Method.get
    let path = "/v1/complaints/{id}"
    let access = Access.tokenHolder

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let desk = bench.desk
        let number = call.parameters["id"] ?? ""
        return .json(try await Beside.run { try desk.complaintReport(number) }.json)
    }
}
