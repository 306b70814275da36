/// Where the server listens and how much it takes.
public struct ConsoleSettings: Sendable {
    /// Loopback unless told otherwise: there is no encryption here, that is a proxy's work.
    public var host = "127.0.0.1"
    /// 0 takes any free port.
    public var port = 8080
    /// The largest body of a request, in bytes.
    public var bodyLimit = 1 << 20
    /// The most complaints of one batch.
    public var batchLimit = 10_000
    /// Requests a second that one client address may make, on average; 0 for no limit.
    public var requestsPerSecond = 500
    /// How often the head is looked at; nothing for only when asked to.
    public var poll: Duration? = .seconds(2)

    /// How often what is overdue is swept; nothing for never.
    public var sweep: Duration?
    /// How often what waits in the outbox is delivered; nothing for never.
    public var deliver: Duration?

    public init() {}

    /// Whether only this machine can reach the server.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
