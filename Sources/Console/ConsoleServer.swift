internal import HTTPTypes
internal import Hummingbird
internal import Maintenance
internal import NIOCore
internal import RouteEngine

/// The server: answers over HTTP what the command answers on a terminal.
///
///     let server = ConsoleServer(bench: bench)
///     try await server.run { port in print("http://127.0.0.1:\(port)") }
///
/// It performs verbs through the same functions of `Maintenance` as the command.
public struct ConsoleServer: Sendable {
    let bench: Workbench
    let endpoints: [any Endpoint]
    let tokens: any TokenCheck

    public init(
        bench: Workbench, endpoints: [any Endpoint] = ConsoleServer.endpoints,
        tokens: any TokenCheck = NoTokens()
    ) {
        self.bench = bench
        self.endpoints = endpoints
        self.tokens = tokens
    }

    /// Serves until the process is told to end; requests at hand are finished first.
    ///
    /// - Parameter onListening: told the port when the server can be reached.
    public func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        let settings = bench.settings
        let application = Application(
            responder: responder(),
            server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: "rajmap"),
            onServerRunning: { channel in
                onListening(channel.localAddress?.port ?? settings.port)
            }, logger: bench.journal.logger)
        await takeLiveRelease()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await follow() }
            group.addTask { await every(settings.sweep) { await bench.sweep() } }
            group.addTask { await every(settings.deliver) { await bench.deliver() } }
            defer { group.cancelAll() }
            try await application.runService()
        }
    }

    /// Does work at once and then from time to time, until the server ends.
    private func every(_ interval: Duration?, _ work: @Sendable () async -> Void) async {
        guard let interval else { return }
        repeat { await work() } while (try? await Task.sleep(for: interval)) != nil
    }

    /// Looks at the head from time to time.
    private func follow() async {
        guard let poll = bench.settings.poll else { return }
        while (try? await Task.sleep(for: poll)) != nil { await takeLiveRelease() }
    }

    private func takeLiveRelease() async {
        do { _ = try await bench.takeLiveRelease() } catch {
            bench.journal.error("the release in service stays: \(error)")
        }
    }

    /// Answers requests; a test asks it without a connection.
    func responder() -> RouterResponder<ConsoleContext> {
        let router = Router(
            context: ConsoleContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: Door(bench: bench, endpoints: endpoints))
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method.http) { request, context in
                try await answer(request, context, by: endpoint).response
            }
        }
        return router.buildResponder()
    }

    private func answer(
        _ request: Request, _ context: ConsoleContext, by endpoint: any Endpoint
    ) async throws -> Answer {
        var call = Call(
            query: request.uri.queryParameters.map { (String($0.key), String($0.value)) },
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) },
                uniquingKeysWith: { first, _ in first }),
            headers: request.headers)
        switch endpoint.access {
        case .anybody: call.body = try await body(of: request)
        case .tokenHolder:
            call.tokenHolder = try await holder(
                of: call.bearerToken,
                else: Problem(
                    .noToken,
                    "Send 'Authorization: Bearer …' with a token that this server knows and that was not revoked."
                ))
            call.body = try await body(of: request)
        case .apiKey:
            call.body = try await body(of: request)
            let key = try call.query.first { $0.name == "api_key" }?.value ?? call.form()["api_key"]
            call.tokenHolder = try await holder(
                of: call.bearerToken ?? key,
                else: Problem(
                    .notPermitted,
                    "api_key is missing or not known. It is a token that 'rajmap token make' made and that was not revoked."
                ))
        }
        let answer = try await endpoint.answer(call, at: bench)
        bench.metrics.decided(
            routed: answer.decided.routed, unroutable: answer.decided.unroutable)
        return answer
    }

    private func holder(of token: String?, else problem: Problem) async throws -> String {
        guard let token, let holder = try await tokens.holder(of: token) else { throw problem }
        return holder
    }

    private func body(of request: Request) async throws -> [UInt8] {
        let limit = bench.settings.bodyLimit
        let tooLarge = Problem(.tooLarge, "The body may have \(limit) bytes.")
        // Refused before it is read, when the client says how long it is.
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
            throw tooLarge
        }
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError { throw tooLarge }
    }
}

extension Workbench {
    /// Puts the live release into service, if it is another; says what came of it.
    ///
    /// Opening it takes a while: it is done beside the threads that answer.
    func takeLiveRelease() async throws -> LiveTable.Refreshed {
        do {
            let refreshed = try await Beside.run { try live.refresh() }
            if case .swapped(let from, let to) = refreshed {
                metrics.swapped()
                journal.info("release \(to) is in service\(from.map { ", before it \($0)" } ?? "")")
            }
            return refreshed
        } catch {
            metrics.swapFailed()
            throw error
        }
    }
}

extension Method {
    fileprivate var http: HTTPRequest.Method {
        switch self {
        case .get: .get
        case .post: .post
        }
    }
}

extension Answer {
    var response: Response {
        var fields = HTTPFields()
        fields[.contentType] = type
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if let release { fields[Door.release] = String(release.number) }
        return Response(
            status: .init(code: status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
