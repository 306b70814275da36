import MappingStore
import MasterData
import RouteEngine
import Testing

@testable import Console

@Suite("A new release goes into service")
struct SwapTests {
    @Test("when it is looked for, and every answer names its release")
    func swap() async throws {
        let visit = try Visit()
        visit.source.publish(2)
        let before = try await visit.post("/v1/route", Masters.complaint)
        #expect(before.header("Rajmap-Release") == "1")
        let refresh = try await visit.post("/v1/release/refresh", "")
        #expect(try refresh.json()["outcome"] == .string("swapped"))
        for path in ["/v1/release", "/livez", "/readyz", "/metrics", "/nowhere"] {
            #expect(try await visit.get(path).header("Rajmap-Release") == "2", "\(path)")
        }
        let after = try await visit.post("/v1/route", Masters.complaint)
        let level = try after.json()["decision"]?["levels"]?.array?.first
        #expect(level?["post"] == .string("P2"))
        #expect(level?["how_detail"] == .string("look_after"))
        let again = try await visit.post("/v1/release/refresh", "")
        #expect(try again.json()["outcome"] == .string("unchanged"))
    }

    @Test("unless it is not whole: the old one stays, and the next good one follows")
    func broken() async throws {
        let visit = try Visit()
        visit.source.publish(2, fault: .io("torn page"))
        let refresh = try await visit.post("/v1/release/refresh", "")
        #expect(refresh.status == 503)
        #expect(!refresh.body.contains("torn"))
        let answer = try await visit.post("/v1/route", Masters.complaint)
        #expect(answer.status == 200)
        #expect(answer.header("Rajmap-Release") == "1")
        #expect(try await visit.get("/readyz").status == 200)
        visit.source.publish(3)
        _ = try await visit.post("/v1/release/refresh", "")
        #expect(try await visit.get("/readyz").header("Rajmap-Release") == "3")
        let metrics = try await visit.get("/metrics").body
        #expect(metrics.contains("rajmap_swap_failures_total 1\n"))
        #expect(metrics.contains("rajmap_swaps_total 1\n"))
        #expect(metrics.contains("rajmap_release 3\n"))
    }

    @Test("while batches are decided: none fails, none mixes two releases")
    func underLoad() async throws {
        var settings = ConsoleSettings()
        settings.requestsPerSecond = 0
        let visit = try Visit(settings: settings)
        let batch =
            "[" + Array(repeating: Masters.complaint, count: 20).joined(separator: ",") + "]"
        try await withThrowingTaskGroup(of: Set<Int>.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var seen: Set<Int> = []
                    for _ in 0..<40 {
                        let reply = try await visit.post("/v1/route", batch)
                        #expect(reply.status == 200)
                        let json = try reply.json()
                        let release = try #require(json["release"]?.integer)
                        let decisions = try #require(json["decisions"]?.array)
                        #expect(decisions.count == 20)
                        for decision in decisions {
                            #expect(decision["release"] == .integer(release))
                            #expect(
                                decision["levels"]?.array?.first?["post"]
                                    == .string("P\(release)"))
                        }
                        #expect(reply.header("Rajmap-Release") == String(release))
                        seen.insert(release)
                    }
                    return seen
                }
            }
            for release in 2...30 {
                visit.source.publish(release)
                _ = try await visit.post("/v1/release/refresh", "")
            }
            for try await seen in group { #expect(!seen.isEmpty) }
        }
    }

    @Test("and until there is one, nothing is decided")
    func nothing() async throws {
        let visit = try Visit(release: nil)
        for reply in [
            try await visit.get("/readyz"), try await visit.get("/v1/release"),
            try await visit.post("/v1/route", Masters.complaint),
            try await visit.get("/v1/explain?category=WAT&place=tehsil:501"),
        ] {
            #expect(reply.status == 503)
            #expect(try reply.json()["type"] == .string("urn:rajmap:problem:nothing-published"))
        }
        #expect(try await visit.get("/livez").status == 200)
    }
}
