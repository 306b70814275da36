public import MasterData
public import RouteEngine

/// What an endpoint answers.
public struct Answer: Sendable {
    public var status: Int
    public var type: String
    public var body: [UInt8]
    /// Headers beside those that every answer has.
    public var headers: [(name: String, value: String)]
    /// The release that decided; every answer names the one in service otherwise.
    public var release: ReleaseLabel?
    /// How many complaints were decided, and how many of them could be routed.
    public var decided: (routed: Int, unroutable: Int) = (0, 0)

    public init(
        status: Int = 200, type: String, body: [UInt8],
        headers: [(name: String, value: String)] = [], release: ReleaseLabel? = nil
    ) {
        self.status = status
        self.type = type
        self.body = body
        self.headers = headers
        self.release = release
    }

    public static func json(
        _ value: JSONValue, status: Int = 200, release: ReleaseLabel? = nil
    ) -> Answer {
        Answer(
            status: status, type: "application/json", body: value.canonicalBytes, release: release)
    }

    public static func text(_ text: String, release: ReleaseLabel? = nil) -> Answer {
        Answer(type: "text/plain; charset=utf-8", body: Array(text.utf8), release: release)
    }
}
