internal import HTTPTypes
internal import Hummingbird
internal import Maintenance
internal import RouteEngine

/// What every request passes: the rate, the measure, the words of refusal.
struct Door: RouterMiddleware {
    typealias Context = ConsoleContext

    let bench: Workbench
    let limit: RateLimit
    let endpoints: [any Endpoint]
    private let clock = ContinuousClock()

    init(bench: Workbench, endpoints: [any Endpoint]) {
        self.bench = bench
        self.endpoints = endpoints
        limit = RateLimit(perSecond: bench.settings.requestsPerSecond)
    }

    func handle(
        _ request: Request, context: ConsoleContext,
        next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        let began = clock.now
        bench.metrics.began()
        var response: Response
        do {
            if let seconds = limit.wait(context.client ?? "", at: began) {
                bench.metrics.limited()
                var problem = Problem(
                    .tooManyRequests,
                    "This server takes \(bench.settings.requestsPerSecond) requests a second from one client."
                )
                problem.retryAfter = seconds
                throw problem
            }
            response = try await next(request, context)
        } catch {
            response = answer(to: error, of: request, context).response
        }
        response.headers[Self.noSniff] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        if response.headers[Self.release] == nil, let release = bench.live.current?.release {
            response.headers[Self.release] = String(release.number)
        }
        bench.metrics.ended(
            Metrics.Series(
                path: context.endpointPath ?? "", method: Self.known(request.method)),
            status: response.status.code, took: began.duration(to: clock.now))
        bench.journal.info(
            "\(request.method.rawValue) \(request.uri.path) \(response.status.code)")
        return response
    }

    static let release = HTTPField.Name("Rajmap-Release") ?? .server
    private static let noSniff = HTTPField.Name("X-Content-Type-Options") ?? .server

    /// The method, if it is one of those counted apart.
    private static func known(_ method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post: method.rawValue
        default: "other"
        }
    }

    private func answer(
        to error: any Error, of request: Request, _ context: ConsoleContext
    ) -> Answer {
        var problem = Problem(error)
        let path = request.uri.path
        if problem.kind == .notFound, context.endpointPath == "NotFound" {
            let methods = endpoints.filter { $0.matches(path) }.map(\.method.rawValue)
            if !methods.isEmpty {
                problem = Problem(
                    .methodNotAllowed, "\(path) takes \(methods.joined(separator: ", ")).")
                problem.allowed = methods
            }
        }
        if problem.isOurs {
            problem.reference = context.id
            bench.journal.error("request \(context.id), \(path): \(error)")
        }
        return path.hasPrefix(Open311Format.prefix)
            ? problem.open311(in: Open311Format(ofPath: path)) : problem.answer
    }
}

extension Endpoint {
    /// Whether a path is this endpoint's, whatever the method.
    fileprivate func matches(_ path: String) -> Bool {
        let mine = self.path.split(separator: "/")
        let asked = path.split(separator: "/")
        return mine.count == asked.count
            && zip(mine, asked).allSatisfy { mine, asked in
                guard let brace = mine.firstIndex(of: "{") else { return mine == asked }
                return asked.hasPrefix(mine[..<brace])
            }
    }
}
