import HTTPTypes
import MasterData
import Testing

@testable import Console

@Suite("What every request passes")
struct DoorTests {
    @Test("a path or method that is not there is a problem, with what is there")
    func notFound() async throws {
        let visit = try Visit()
        let nowhere = try await visit.get("/v1/nowhere")
        #expect(nowhere.status == 404)
        #expect(try nowhere.json()["status"] == .integer(404))
        let wrong = try await visit.get("/v1/route")
        #expect(wrong.status == 405)
        #expect(wrong.header("Allow") == "POST")
        #expect(try await visit.ask(.delete, "/livez").status == 405)
        #expect(try await visit.ask(.head, "/livez").status == 200)
    }

    @Test("a client that asks too often is told when to come back")
    func rate() async throws {
        var settings = ConsoleSettings()
        settings.requestsPerSecond = 1
        let visit = try Visit(settings: settings)
        #expect(try await visit.get("/livez").status == 200)
        var refused: Visit.Reply?
        // However slow the machine is, it does not need a second for each of these.
        for _ in 0..<1000 where refused == nil {
            let reply = try await visit.get("/livez")
            if reply.status == 429 { refused = reply }
        }
        #expect(refused?.header("Retry-After") == "1")
        #expect(visit.bench.metrics.now.limited == 1)
    }

    @Test("buckets fill with time, each client its own")
    func buckets() {
        let limit = RateLimit(perSecond: 2)
        let start = ContinuousClock.now
        let first = (0..<5).map { _ in limit.wait("a", at: start) }
        #expect(first == [nil, nil, nil, nil, 1])
        #expect(limit.wait("b", at: start) == nil)
        #expect(limit.wait("a", at: start.advanced(by: .milliseconds(600))) == nil)
        #expect(limit.wait("a", at: start.advanced(by: .milliseconds(600))) == 1)
        let none = RateLimit(perSecond: 0)
        #expect((0..<100).allSatisfy { _ in none.wait("a", at: start) == nil })
    }

    @Test("a fault of ours is told by its reference, never its detail")
    func unexpected() async throws {
        struct Secret: Error { var path = "secret.db" }
        struct Failing: Endpoint {
            let method = Method.get
            let path = "/fail/{id}"
            func answer(_ call: Call, at bench: Workbench) throws -> Answer { throw Secret() }
        }
        let visit = try Visit(endpoints: [Failing()])
        let reply = try await visit.get("/fail/7")
        #expect(reply.status == 500)
        #expect(!reply.body.contains("secret"))
        #expect(try reply.json()["instance"] == .string("urn:rajmap:request:r-1"))
        let metrics = visit.bench.metrics.now
        #expect(metrics.inFlight == 0)
        #expect(metrics.statuses.map(\.key.path) == ["/fail/{id}"])
    }

    @Test("an endpoint for holders of tokens wants one that is known")
    func tokens() async throws {
        struct Known: TokenCheck {
            func holder(of token: String) -> String? { token == "t0ken" ? "portal" : nil }
        }
        struct Guarded: Endpoint {
            let method = Method.get
            let path = "/guarded"
            let access = Access.tokenHolder
            func answer(_ call: Call, at bench: Workbench) -> Answer {
                .text(call.tokenHolder ?? "nobody")
            }
        }
        let visit = try Visit(endpoints: [Guarded()], tokens: Known())
        for header in [nil, "Bearer wrong", "Basic t0ken", "Bearer", "t0ken"] {
            let headers = header.map { ["Authorization": $0] } ?? [:]
            let reply = try await visit.get("/guarded", headers: headers)
            #expect(reply.status == 401, "\(header ?? "none")")
            #expect(reply.header("WWW-Authenticate") == "Bearer")
        }
        let reply = try await visit.get("/guarded", headers: ["Authorization": "bearer t0ken"])
        #expect(reply.body == "portal")
        let closed = try Visit(endpoints: [Guarded()])
        #expect(
            try await closed.get("/guarded", headers: ["Authorization": "Bearer t0ken"]).status
                == 401)
    }

    @Test("durations fall into the buckets that Prometheus expects")
    func prometheus() {
        let metrics = Metrics()
        let series = Metrics.Series(path: "/x", method: "GET")
        for duration in [Duration.microseconds(250), .microseconds(251), .seconds(6)] {
            metrics.began()
            metrics.ended(series, status: 200, took: duration)
        }
        let text = metrics.now.prometheus(release: 0)
        let name = "rajmap_http_request_duration_seconds"
        #expect(text.contains("\(name)_bucket{path=\"/x\",method=\"GET\",le=\"0.00025\"} 1\n"))
        #expect(text.contains("\(name)_bucket{path=\"/x\",method=\"GET\",le=\"0.0005\"} 2\n"))
        #expect(text.contains("\(name)_bucket{path=\"/x\",method=\"GET\",le=\"5\"} 2\n"))
        #expect(text.contains("\(name)_bucket{path=\"/x\",method=\"GET\",le=\"+Inf\"} 3\n"))
        #expect(text.contains("\(name)_sum{path=\"/x\",method=\"GET\"} 6.000501\n"))
        #expect(text.contains("\(name)_count{path=\"/x\",method=\"GET\"} 3\n"))
    }
}
