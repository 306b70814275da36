import MasterData
import Testing

@testable import Console

@Suite("GET /v1/explain")
struct ExplainEndpointTests {
    @Test("explains the decision of the release in service, in the form asked for")
    func forms() async throws {
        let visit = try Visit()
        let path = "/v1/explain?category=WAT&place=tehsil:501&place=district%3A101&on=2026-06-01"
        let json = try await visit.get(path)
        #expect(json.status == 200)
        #expect(try json.json()["decision"]?["rule"] == .string("R-WAT"))
        #expect(try json.json()["names"]?["district:101"]?["hi"] == .string("बीकानेर"))
        let text = try await visit.get(path, headers: ["Accept": "text/plain"])
        let page = try await visit.get(path, headers: ["Accept": "text/html,*/*;q=0.8"])
        #expect(page.header("Content-Type") == "text/html; charset=utf-8")
        #expect(page.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
        #expect(page.body.contains("बीकानेर"))
        let whyNot = try await visit.get(path + "&why_not=R-X", headers: ["Accept": "text/plain"])
        #expect(whyNot.body.contains("Why not R-X: the release lists no such rule."))
        #expect(text.body.hasPrefix("A complaint of Water / पेयजल [WAT] on 2026-06-01 goes to"))
    }

    @Test(
        "says which parameter is wrong",
        arguments: [
            ("", "category"), ("category=WAT", "place"), ("category=WAT&place=501", "place"),
            ("category=WAT&place=post:P1", "place"),
            ("category=WAT&place=tehsil:501&on=1/6/2026", "on"),
            ("category=WAT&place=tehsil:501&day=2026-06-01", "day"),
        ])
    func faults(query: String, named: String) async throws {
        let reply = try await Visit().get("/v1/explain?\(query)")
        #expect(reply.status == 400)
        let detail = try reply.json()["detail"]?.string ?? ""
        #expect(detail.contains(named))
    }
}
