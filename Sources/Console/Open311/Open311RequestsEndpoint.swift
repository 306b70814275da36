internal import Maintenance
internal import MappingStore
internal import MasterData
internal import RouteEngine
internal import Transfers

/// `GET /open311/v2/requests.{format}`: complaints by number, or by service, time and state.
struct Open311RequestsEndpoint: Endpoint {
    let method = Method.get
    let path = Open311Format.prefix + "/requests.{format}"

    /// The most that one answer lists.
    static let limit = 1000
    /// The longest span of registration that one request may ask for.
    private static let span: Int64 = 90 * 86_400
    /// How many numbers or services one request may name.
    private static let names = 100

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let format = try Open311Format(call)
        let desk = bench.desk
        let filter = try Self.filter(call, now: desk.now)
        return try await Self.answer(filter, call, format, desk)
    }

    static func answer(
        _ filter: ServiceRequestFilter, _ call: Call, _ format: Open311Format, _ desk: Desk
    ) async throws -> Answer {
        let (lines, marking) = try await Beside.run {
            (try desk.serviceRequests(filter, atMost: limit), try desk.catalogue())
        }
        if let number = filter.numbers.first, filter.numbers.count == 1, lines.isEmpty {
            throw ComplaintError.unknown(number)
        }
        let language = call.language
        return Open311Node.list(
            of: "request", lines.map { $0.node(marking, desk.now.day, language) }
        ).answer(root: "service_requests", in: format).said(in: language, by: marking)
    }

    private static func filter(_ call: Call, now: Instant) throws(Problem) -> ServiceRequestFilter {
        var filter = ServiceRequestFilter(from: now, to: now)
        var from: Instant?
        var to: Instant?
        for (name, value) in call.query where !value.isEmpty {
            switch name {
            case "service_request_id": filter.numbers += try list(value, name)
            case "service_code": filter.categories += try list(value, name)
            case "start_date": from = try moment(value, name)
            case "end_date": to = try moment(value, name)
            case "status":
                let states = Set(try list(value, name))
                guard states.isSubset(of: ["open", "closed"]) else {
                    throw Problem(.badQuery, "status is '\(value)'; expected open or closed.")
                }
                filter.isClosed = states.count == 1 ? states == ["closed"] : nil
            // One of each is all there is; a page beyond the first is asked for by dates.
            case "jurisdiction_id", "api_key", "extensions", "page", "page_size": break
            default: throw Problem(.badQuery, "There is no parameter '\(name)' here.")
            }
        }
        filter.to = to ?? from.map { min(now, Instant(seconds: $0.seconds + span)) } ?? now
        filter.from = from ?? Instant(seconds: filter.to.seconds - span)
        guard filter.from <= filter.to else {
            throw Problem(.badQuery, "end_date lies before start_date.")
        }
        guard filter.to.seconds - filter.from.seconds <= span else {
            throw Problem(.badQuery, "start_date and end_date may span 90 days at most.")
        }
        return filter
    }

    private static func list(_ value: String, _ name: String) throws(Problem) -> [String] {
        let items = value.split(separator: ",").map { String($0.filter { $0 != " " }) }
        guard items.count <= names else {
            throw Problem(.badQuery, "\(name) may name \(names) at most.")
        }
        return items
    }

    private static func moment(_ value: String, _ name: String) throws(Problem) -> Instant {
        guard let moment = Instant(value) else {
            throw Problem(
                .badQuery,
                "\(name) is '\(value)'; expected a moment such as 2026-06-01T10:30:00+05:30.")
        }
        return moment
    }
}

/// `GET /open311/v2/requests/{id}.{format}`: one complaint.
struct Open311RequestEndpoint: Endpoint {
    let method = Method.get
    let path = Open311Format.prefix + "/requests/{id}"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let (number, format) = try Open311Format.named(call.parameters["id"] ?? "")
        let desk = bench.desk
        var filter = ServiceRequestFilter(from: desk.now, to: desk.now)
        filter.numbers = [number]
        return try await Open311RequestsEndpoint.answer(filter, call, format, desk)
    }
}

extension ServiceRequestLine {
    /// The complaint in the members of the specification; what is not kept stays empty.
    fileprivate func node(
        _ marking: Marking, _ day: Day, _ language: Marking.Language
    ) -> Open311Node {
        let service = marking.name(of: RowKey(.category, category), on: day, in: language)
        let agency = department.map {
            marking.name(of: RowKey(.department, $0), on: day, in: language)
        }
        return .record([
            ("service_request_id", .text(number)),
            ("status", .text(state == .resolved ? "closed" : "open")),
            ("status_notes", .text(state.rawValue)), ("service_name", .text(service)),
            ("service_code", .text(category)), ("description", .nothing),
            ("agency_responsible", .optional(agency)), ("service_notice", .nothing),
            ("requested_datetime", .text(registeredAt.description)),
            ("updated_datetime", .text(updatedAt.description)),
            ("expected_datetime", .optional(state == .resolved ? nil : due?.description)),
            ("address", .nothing), ("address_id", .nothing), ("zipcode", .nothing),
            ("lat", .nothing), ("long", .nothing), ("media_url", .nothing),
        ])
    }
}
