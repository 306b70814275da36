internal import CWebPost

/// Posts messages over HTTP, one at a time, waiting for the answer.
public struct WebhookClient: Sendable {
    private let timeout: Double

    /// - Parameter timeout: how many seconds a receiver has to answer.
    public init(timeout: Double = 10) {
        self.timeout = timeout
    }

    /// What came of a post.
    public enum Outcome: Hashable, Sendable {
        /// The receiver took it: a status from 200 to 299.
        case taken
        /// Another status, a redirect too: it is not followed.
        case refused(status: Int)
        /// No answer came, and why.
        case failed(String)
    }

    public func post(
        _ body: [UInt8], to address: String, headers: [(name: String, value: String)]
    ) -> Outcome {
        guard ["http://", "https://"].contains(where: { address.lowercased().hasPrefix($0) }) else {
            return .failed("'\(address)' is no http or https address")
        }
        let lines = headers.map { "\($0.name): \($0.value)\n" }.joined()
        var reason = [CChar](repeating: 0, count: 256)
        let status = body.withUnsafeBytes { body in
            web_post(
                address, lines, body.baseAddress, body.count, Int(timeout * 1000), &reason,
                reason.count)
        }
        switch status {
        case 200..<300: return .taken
        case 0:
            let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            return .failed(String(decoding: text, as: UTF8.self))
        default: return .refused(status: Int(status))
        }
    }
}
