import Foundation
import HTTPTypes
import MasterData
import Testing

@testable import Console

@Suite("Complaints over HTTP")
struct ComplaintsEndpointTests {
    private struct OneToken: TokenCheck {
        func holder(of token: String) async throws -> String? {
            token == "rjm_good" ? "portal" : nil
        }
    }

    private let headers = ["Authorization": "Bearer rjm_good"]

    @Test("writing needs a token that is known")
    func token() async throws {
        let visit = try Visit(tokens: OneToken())
        for headers in [[:], ["Authorization": "Bearer rjm_bad"]] {
            let reply = try await visit.ask(
                .post, "/v1/complaints", body: Masters.complaint, headers: headers)
            #expect(reply.status == 401)
            #expect(reply.header("www-authenticate") == "Bearer")
        }
    }

    @Test("nothing is taken in before something is published, and bad bodies are named")
    func refused() async throws {
        let visit = try Visit(tokens: OneToken())
        func post(_ body: String) async throws -> Visit.Reply {
            try await visit.ask(.post, "/v1/complaints", body: body, headers: headers)
        }
        #expect(try await post("[1").status == 400)
        #expect(try await post("7").status == 400)
        let bad = try await post(
            #"{"complaint_id":"C 1","category":"WAT","registered_at":"2026-06-01"}"#)
        #expect(bad.status == 422)
        #expect(bad.body.contains("complaint_id is 'C 1'"))
        #expect(try await post(Masters.complaint).status == 422, "it lies ahead")
        let sound = Masters.complaint.replacingOccurrences(of: "2026-06-01", with: "2026-05-01")
        #expect(try await post(sound).status == 503, "the store has no release")
        let unknown = try await visit.ask(.get, "/v1/complaints/C9", headers: headers)
        #expect([404, 503].contains(unknown.status))
    }
}
