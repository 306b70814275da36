internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import Synchronization

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
        case refused(status: Int)
        /// No answer came, and why.
        case failed(String)
    }

    public func post(
        _ body: [UInt8], to address: String, headers: [(name: String, value: String)]
    ) -> Outcome {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme ?? ""),
            url.host != nil
        else { return .failed("'\(address)' is no http or https address") }
        var request = URLRequest(url: url, timeoutInterval: timeout)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let answer = Answer()
        let done = DispatchSemaphore(value: 0)
        URLSession.shared.dataTask(with: request) { _, response, error in
            let outcome: Outcome
            if let status = (response as? HTTPURLResponse)?.statusCode {
                outcome = (200..<300).contains(status) ? .taken : .refused(status: status)
            } else {
                outcome = .failed(error.map { $0.localizedDescription } ?? "no answer")
            }
            answer.outcome.withLock { $0 = outcome }
            done.signal()
        }.resume()
        done.wait()
        return answer.outcome.withLock { $0 }
    }

    private final class Answer: Sendable {
        let outcome = Mutex(Outcome.failed("no answer"))
    }
}
