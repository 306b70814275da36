import HTTPTypes
import Maintenance
import MasterData
import RouteEngine
import Testing

@testable import Console

@Suite("POST /v1/route")
struct RouteEndpointTests {
    @Test("decides one complaint as the engine does")
    func one() async throws {
        let visit = try Visit()
        let reply = try await visit.post("/v1/route", Masters.complaint)
        let expected = try visit.bench.live.pinned().decide(
            RouteRequest(
                id: "C1", category: "WAT", day: Day(number: 20_605),
                places: [RowKey(.tehsil, "501")]))
        #expect(reply.status == 200)
        #expect(expected.outcome == .routed)
        #expect(try reply.json()["decision"] == expected.json)
        #expect(reply.header("Rajmap-Release") == "1")
        #expect(reply.header("Content-Type") == "application/json")
    }

    @Test("decides a batch in its order, as a list or under complaints")
    func batch() async throws {
        let visit = try Visit()
        let other = #"{"category":"WAT","places":["tehsil:502"],"registered_at":"2026-06-01"}"#
        let list = try await visit.post("/v1/route", "[\(Masters.complaint),\(other)]")
        let named = try await visit.post(
            "/v1/route", #"{"complaints":[\#(Masters.complaint),\#(other)]}"#)
        #expect(list.body == named.body)
        let json = try list.json()
        #expect(json["release"] == .integer(1))
        #expect(json["release_digest"] == .string("digest1"))
        let outcomes = json["decisions"]?.array?.map { $0["outcome"]?.string }
        #expect(outcomes == ["routed", "unroutable"])
        let metrics = try await visit.get("/metrics").body
        #expect(metrics.contains("rajmap_decisions_total{outcome=\"routed\"} 2"))
        #expect(metrics.contains("rajmap_decisions_total{outcome=\"unroutable\"} 2"))
    }

    @Test("takes what stands for a code that is gone, and says so")
    func followed() async throws {
        let visit = try Visit()
        let reply = try await visit.post(
            "/v1/route", #"{"category":"WAT","places":["tehsil:77"],"registered_at":"2026-06-01"}"#)
        let decision = try #require(try reply.json()["decision"])
        #expect(decision["outcome"] == .string("routed"))
        #expect(decision["place"] == .string("tehsil:501"))
        let step = decision["followed"]?.array?.first
        #expect(step?["code"] == .string("tehsil:77"))
        #expect(step?["stood_for_by"] == .string("tehsil:501"))
        let page = try await visit.get(
            "/v1/explain?category=WAT&place=tehsil:77&on=2026-06-01",
            headers: ["Accept": "text/plain"])
        #expect(page.body.contains("stands for tehsil:77 since"), "\(page.body)")
    }

    @Test("writes every kind of decision as its json says")
    func writer() throws {
        let requests = ["501", "502", "999", "77"].flatMap { tehsil in
            ["WAT", "NONE \"\\\n"].map { category in
                RouteRequest(
                    id: "\(tehsil)\u{1}", category: category, day: Day(number: 20_605),
                    places: [RowKey(.tehsil, tehsil)])
            }
        }
        for release in 1...2 {
            let table = Masters.table(ReleaseLabel(number: release, digest: "d"))
            for request in requests {
                var writer = DecisionWriter()
                writer.beginSingle()
                writer.item(table.decide(request))
                writer.endSingle()
                #expect(
                    String(decoding: writer.bytes, as: UTF8.self)
                        == JSONValue.object([
                            "decision": table.decide(request).json, "format_version": .integer(1),
                        ]).description)
            }
        }
    }

    @Test("says what a guaranteed service promises when it is asked")
    func services() async throws {
        let visit = try Visit().publish()
        let tap =
            #"{"category":"TAP","tehsil":"501","registered_at":"2026-06-02T10:00:00+05:30","application_date":"2026-06-01"}"#
        let batch = "[\(tap),\(Masters.complaint)]"
        let asked = try await visit.post("/v1/route?services=true", batch).json()
        let decisions = try #require(asked["decisions"]?.array)
        let promise = try #require(decisions[0]["guaranteed_service"])
        #expect(promise["service"] == .string("S-TAP"))
        #expect(promise["application_date"] == .string("2026-06-01"))
        #expect(promise["last_day"] == .string("2026-06-06"))
        #expect(decisions[1]["guaranteed_service"] == .null)
        // Explaining says the same, and whoever does not ask for services gets the bare decision.
        let explained = try await visit.get(
            "/v1/explain?category=TAP&place=tehsil:501&on=2026-06-02&application_date=2026-06-01")
        #expect(try explained.json()["guaranteed_service"] == promise)
        let one = try await visit.post("/v1/route?services=true", tap).json()
        #expect(one["decision"]?["guaranteed_service"] == promise)
        let bare = try await visit.post("/v1/route", batch).json()
        #expect(bare["decisions"]?.array?.allSatisfy { $0["guaranteed_service"] == nil } == true)
        #expect(try await visit.post("/v1/route?service=true", batch).status == 400)
        #expect(try await visit.post("/v1/route?services=yes", batch).status == 400)
    }

    @Test("takes today when no day is given")
    func today() async throws {
        let visit = try Visit()
        let reply = try await visit.post("/v1/route", #"{"category":"WAT","tehsil":"501"}"#)
        #expect(try reply.json()["decision"]?["outcome"] == .string("routed"))
    }

    @Test("decides nothing when something in it is no complaint, and lists every fault")
    func faults() async throws {
        let visit = try Visit()
        let reply = try await visit.post(
            "/v1/route",
            #"[\#(Masters.complaint),{"registered_at":"1/6/2026","name":"Ram","places":["x:1"]},7]"#
        )
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type") == "application/problem+json")
        let json = try reply.json()
        #expect(json["type"] == .string("urn:rajmap:problem:bad-complaint"))
        let pointers = json["errors"]?.array?.map { $0["pointer"]?.string }
        #expect(
            pointers == ["/1/name", "/1/places/0", "/1/registered_at", "/1/category", "/2"])
        #expect(!reply.body.contains("Ram"))
        let metrics = try await visit.get("/metrics").body
        #expect(metrics.contains("rajmap_decisions_total{outcome=\"routed\"} 0"))
    }

    @Test(
        "refuses what is not JSON",
        arguments: ["", "{", "[1", "nonsense", "{\"category\":\"WAT\"} x", "{\"a\":1.5}"])
    func notJSON(body: String) async throws {
        let reply = try await Visit().post("/v1/route", body)
        #expect(reply.status == 400)
        #expect(try reply.json()["type"] == .string("urn:rajmap:problem:bad-json"))
    }

    @Test("refuses a body or a batch larger than the limits")
    func limits() async throws {
        var settings = ConsoleSettings()
        settings.bodyLimit = 200
        settings.batchLimit = 1
        let visit = try Visit(settings: settings)
        let long = try await visit.post("/v1/route", String(repeating: " ", count: 201))
        #expect(long.status == 413)
        let declared = try await visit.ask(
            .post, "/v1/route", body: "{}", headers: ["Content-Length": "201"])
        #expect(declared.status == 413)
        let many = try await visit.post(
            "/v1/route", #"[{"category":"WAT"},{"category":"WAT"}]"#)
        #expect(many.status == 413)
    }
}
