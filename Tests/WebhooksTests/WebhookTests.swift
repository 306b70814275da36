import Foundation
import LoopbackReceiver
import Testing
import Webhooks

@Suite("Posting to webhooks")
struct WebhookTests {
    @Test("a status from 200 to 299 is taken, another is refused with its number")
    func statuses() throws {
        let receiver = try Receiver(answering: [204, 500, 404])
        let client = WebhookClient(timeout: 20)
        func post(_ body: String) -> WebhookClient.Outcome {
            client.post(
                Array(body.utf8), to: "http://127.0.0.1:\(receiver.port)/events",
                headers: [("webhook-id", "C1/1")])
        }
        #expect(post("{\"a\":\"परिवाद\"}") == .taken)
        #expect(post("{}") == .refused(status: 500))
        #expect(post("{}") == .refused(status: 404))
        let first = try #require(receiver.received.first)
        #expect(first.hasPrefix("POST /events HTTP/1.1\r\n"))
        #expect(first.lowercased().contains("webhook-id: c1/1\r\n"))
        #expect(first.hasSuffix("{\"a\":\"परिवाद\"}"))
    }

    @Test("a redirect is not followed, and an empty body is a post too")
    func redirect() throws {
        let receiver = try Receiver(answering: [302, 200])
        let client = WebhookClient(timeout: 20)
        let address = "HTTP://127.0.0.1:\(receiver.port)/events"
        #expect(client.post([], to: address, headers: []) == .refused(status: 302))
        #expect(client.post([], to: address, headers: [("a", "b"), ("c", "d")]) == .taken)
        let last = try #require(receiver.received.last)
        #expect(last.contains("\r\na: b\r\nc: d\r\n"))
        #expect(last.lowercased().contains("content-length: 0\r\n"))
    }

    @Test("nobody listening, and what is no address, are failures with a reason")
    func failures() {
        let client = WebhookClient(timeout: 20)
        for address in ["http://127.0.0.1:9/", "ftp://127.0.0.1/", "not an address", ""] {
            guard case .failed(let reason) = client.post([], to: address, headers: []) else {
                Issue.record("\(address) was reached")
                continue
            }
            #expect(!reason.isEmpty)
        }
    }
}
