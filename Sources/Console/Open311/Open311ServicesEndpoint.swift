internal import Maintenance
internal import MasterData
internal import RouteEngine
internal import Transfers

/// `GET /open311/v2/services.{format}`: what one may complain of, by the live release.
struct Open311ServicesEndpoint: Endpoint {
    let method = Method.get
    let path = Open311Format.prefix + "/services.{format}"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let format = try Open311Format(call)
        let desk = bench.desk
        let language = call.language
        let marking = try await Beside.run { try desk.catalogue() }
        let today = desk.now.day
        let services = marking.openCategories(on: today).map { category in
            let name = marking.name(of: category.key, on: today, in: language)
            let branch = marking.name(of: category.branch, on: today, in: language)
            return Open311Node.record([
                ("service_code", .text(category.key.code)), ("service_name", .text(name)),
                ("description", .text(name == branch ? name : "\(branch): \(name)")),
                ("metadata", .flag(true)), ("type", .text("realtime")),
                ("keywords", .text(category.service == nil ? "" : "guaranteed-service")),
                ("group", .text(branch)),
            ])
        }
        return Open311Node.list(of: "service", services).answer(root: "services", in: format)
            .said(in: language, by: marking)
    }
}

/// `GET /open311/v2/services/{code}.{format}`: what a complaint of a service may say.
struct Open311ServiceEndpoint: Endpoint {
    let method = Method.get
    let path = Open311Format.prefix + "/services/{code}"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let (code, format) = try Open311Format.named(call.parameters["code"] ?? "")
        let desk = bench.desk
        let language = call.language
        let marking = try await Beside.run { try desk.catalogue() }
        let today = desk.now.day
        guard
            let category = marking.openCategories(on: today).first(where: { $0.key.code == code })
        else { throw ServiceRequestRefusal.unknownService(code) }
        let attributes = Open311Attribute.all(of: category, in: marking, on: today, language)
        return Open311Node.record([
            ("service_code", .text(code)),
            (
                "attributes",
                .list(of: "attribute", attributes.enumerated().map { $1.node(order: $0 + 1) })
            ),
        ]).answer(root: "service_definition", in: format).said(in: language, by: marking)
    }
}

extension Answer {
    /// The answer with the language of its names, and the release they are of.
    func said(in language: Marking.Language, by marking: Marking) -> Answer {
        var answer = self
        answer.release = marking.table.release
        answer.headers += [
            ("Content-Language", language.rawValue), ("Vary", "Accept-Language"),
        ]
        return answer
    }
}
