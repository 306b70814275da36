import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Maintenance
import MappingStore
import MasterData
import NIOCore
import RouteEngine
import Staging
import Synchronization
import Testing

@testable import Console

/// A server without a connection, over a release that a test can replace.
struct Visit {
    let bench: Workbench
    let source: ReleaseSource
    let store: MappingStore
    private let responder: RouterResponder<ConsoleContext>
    private let folder: TemporaryFolder

    var database: URL { folder.url.appendingPathComponent("rajmap.db") }

    /// - Parameter release: the number of the live release; nothing for none.
    init(
        release: Int? = 1, settings: ConsoleSettings = ConsoleSettings(),
        endpoints: [any Endpoint] = ConsoleServer.endpoints, tokens: any TokenCheck = NoTokens()
    ) throws {
        folder = try TemporaryFolder()
        let now = Instant(seconds: 1_780_000_000)
        let store = try MappingStore.create(
            at: folder.url.appendingPathComponent("rajmap.db").path, sealKey: Array(0..<32),
            at: now)
        self.store = store
        let source = ReleaseSource(release)
        self.source = source
        let live = LiveTable(head: source.head, open: source.open)
        bench = Workbench(
            live: live, settings: settings,
            journal: Journal(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        ) { Desk(store: store, profiles: ProfileBook([]), now: now) }
        responder = ConsoleServer(bench: bench, endpoints: endpoints, tokens: tokens).responder()
        try live.refresh()
    }

    struct Reply {
        var status: Int
        var headers: HTTPFields
        var body: String

        func json() throws -> JSONValue { try JSONValue(parsing: body.utf8) }
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, body: String = "",
        headers: [String: String] = [:]
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value
        }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "localhost", path: path,
                headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        var logger = Logger(label: "test") { _ in StreamLogHandler.standardError(label: "test") }
        logger.logLevel = .critical
        logger[metadataKey: "hb.request.id"] = "r-1"
        let response = try await responder.respond(
            to: request,
            context: ConsoleContext(client: "192.0.2.7", source: Source(logger: logger)))
        let writer = Collected()
        try await response.body.write(writer)
        return Reply(
            status: response.status.code, headers: response.headers,
            body: writer.text.withLock { $0 })
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
        try await ask(.get, path, headers: headers)
    }

    func post(_ path: String, _ body: String) async throws -> Reply {
        try await ask(.post, path, body: body)
    }

    private struct Source: RequestContextSource {
        var logger: Logger
    }

    private final class Collected: ResponseBodyWriter {
        let text = Mutex("")

        func write(_ buffer: ByteBuffer) async throws {
            text.withLock { $0 += String(buffer: buffer) }
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// What is published, as far as the live table can tell.
final class ReleaseSource: Sendable {
    private struct State {
        var number: Int
        var fault: StoreError?
    }

    private let state: Mutex<State>

    init(_ release: Int?) {
        state = Mutex(State(number: release ?? 0))
    }

    /// Publishes a release; one with a fault cannot be opened.
    func publish(_ number: Int, fault: StoreError? = nil) {
        state.withLock { $0 = State(number: number, fault: fault) }
    }

    func head() -> ReleaseLabel {
        let number = state.withLock { $0.number }
        return ReleaseLabel(number: number, digest: "digest\(number)")
    }

    func open(_ release: ReleaseLabel) throws -> RouteTable {
        if let fault = state.withLock({ $0.fault }) { throw fault }
        return Masters.table(release)
    }
}

final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-console-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
