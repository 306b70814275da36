public import Hummingbird
internal import NIOCore

/// What the router knows of a request beside the request: who asks, from where.
public struct ConsoleContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address of the client, without its port; nothing when it is not known.
    public var client: String?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        client = source.channel.remoteAddress?.ipAddress
    }

    /// A context without a connection, as a test has.
    init(client: String?, source: some RequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        self.client = client
    }
}
