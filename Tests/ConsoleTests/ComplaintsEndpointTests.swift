import Foundation
import HTTPTypes
import MappingStore
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

    @Test("takes in, answers 201 with where each stands, and the same for the same once more")
    func takesIn() async throws {
        let visit = try Visit(tokens: OneToken()).publish()
        let sound = Masters.complaint.replacingOccurrences(of: "2026-06-01", with: "2026-05-01")
        let lost = sound.replacingOccurrences(of: "C1", with: "C2")
            .replacingOccurrences(of: "501", with: "999")
        let named = sound.replacingOccurrences(
            of: "{", with: #"{"phone":"6000012345","name":"Zaheer","#)
        let reply = try await visit.ask(
            .post, "/v1/complaints", body: "[\(named),\(lost)]", headers: headers)
        #expect(reply.status == 201, "\(reply.body)")
        let json = try reply.json()
        #expect(json["not_kept"]?.array?.map(\.string) == ["name", "phone"])
        let complaints = json["complaints"]?.array ?? []
        #expect(complaints.map { $0["state"]?.string } == ["open", "unroutable"])
        #expect(complaints.first?["post"] == .string("P1"))
        #expect(complaints.first?["level"] == .integer(1))
        #expect(complaints.last?["reason"] == .string("unknown-place"))
        let again = try await visit.ask(
            .post, "/v1/complaints", body: "[\(named),\(lost)]", headers: headers)
        #expect(again.status == 201)
        #expect(again.body == reply.body)
        #expect(try visit.store.complaint("C1").events.count == 1)
        let shown = try await visit.ask(.get, "/v1/complaints/C1", headers: headers)
        #expect(shown.status == 200)
        #expect(shown.body.contains("P1"))
        let other = sound.replacingOccurrences(of: "501", with: "502")
        #expect(
            try await visit.ask(.post, "/v1/complaints", body: other, headers: headers).status
                == 422, "the number is there with other facts")
        #expect(!(try visit.databaseText().contains("6000012345")))
    }
}
