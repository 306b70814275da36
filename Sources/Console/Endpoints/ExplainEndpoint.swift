internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `GET /v1/explain`: where one complaint goes, and why; JSON, a page, or plain text.
struct ExplainEndpoint: Endpoint {
    let method = Method.get
    let path = "/v1/explain"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let desk = bench.desk
        let query = try ExplainQuery(call, today: desk.now.day)
        let table = try bench.live.pinned()
        // The days of guaranteed services are read from the database, beside the threads that answer.
        let explanation = try await Beside.run {
            try desk.promised(
                table.explain(query.request, whyNot: query.whyNot), appliedOn: query.appliedOn)
        }
        if call.accepts("text/html") {
            var answer = Answer.text(explanation.html, release: table.release)
            answer.type = "text/html; charset=utf-8"
            answer.headers = [
                ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
            ]
            return answer
        }
        if call.accepts("text/plain") { return .text(explanation.text, release: table.release) }
        return .json(explanation.json, release: table.release)
    }
}
