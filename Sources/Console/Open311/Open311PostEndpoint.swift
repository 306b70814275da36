internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Transfers

/// `POST /open311/v2/requests.{format}`: takes in one complaint from the portal of others.
///
/// A name, a telephone number, a text or coordinates are let go; the notice names them.
struct Open311PostEndpoint: Endpoint {
    let method = Method.post
    let path = Open311Format.prefix + "/requests.{format}"
    let access = Access.apiKey

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let format = try Open311Format(call)
        var dice = SystemRandomNumberGenerator()
        let key = call.header("idempotency-key")
        if let key, !(1...128).contains(key.utf8.count) {
            throw Problem(.badQuery, "Idempotency-Key must have 1 to 128 characters.")
        }
        let form = ServiceRequestForm(
            fields: try call.form().fields, sender: call.tokenHolder ?? "", requestKey: key,
            random: (0..<16).map { _ in UInt8.random(in: 0...255, using: &dice) })
        let desk = bench.desk
        let reply = try await Beside.run { try desk.takeIn(form) }
        let language = call.language
        let request = Open311Node.record([
            ("service_request_id", .text(reply.complaint.complaint.number)),
            ("service_notice", .text(reply.notice(in: language))), ("account_id", .nothing),
        ])
        var answer = Open311Node.list(of: "request", [request]).answer(
            root: "service_requests", in: format, status: reply.isNew ? 201 : 200
        ).said(in: language, by: reply.marking)
        if reply.isNew {
            let isRouted = reply.complaint.standing.state != .unroutable
            answer.decided = isRouted ? (1, 0) : (0, 1)
        }
        return answer
    }
}

extension ServiceRequestReply {
    /// Where the complaint is, by when it is due, and what was not kept of the request.
    func notice(in language: Marking.Language) -> String {
        let standing = complaint.standing
        let day = standing.lastAt.day
        var text: String
        if let post = standing.post {
            let name = marking.name(of: RowKey(.post, post), on: day, in: language)
            let last = standing.entry?.lastDay.description ?? ""
            text =
                language == .hindi
                ? "परिवाद \(name) के पास है; अंतिम तिथि \(last)।"
                : "With \(name); due by the end of \(last)."
        } else {
            let reason = standing.reason ?? ""
            text =
                language == .hindi
                ? "दर्ज किया गया; अभी किसी अधिकारी को प्रेषित नहीं (\(reason))।"
                : "Kept without an officer (\(reason)); it is tried again with the next release."
        }
        // Only what is a name is given back, and not many of them.
        let names = notKept.filter { name in
            name.utf8.count <= 64
                && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x26 }
        }.prefix(20)
        if !notKept.isEmpty {
            let more = notKept.count - names.count
            let list = (names + (more > 0 ? ["+\(more)"] : [])).joined(separator: ", ")
            text += language == .hindi ? " सुरक्षित नहीं रखे गए: \(list)।" : " Not kept: \(list)."
        }
        return text
    }
}
