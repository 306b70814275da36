internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `GET /v1/explain`: where one complaint goes, and why; JSON, or plain text.
struct ExplainEndpoint: Endpoint {
    let method = Method.get
    let path = "/v1/explain"

    func answer(_ call: Call, at bench: Workbench) throws -> Answer {
        let request = try ExplainQuery(call, today: bench.desk.now.day).request
        let table = try bench.live.pinned()
        let explanation = table.explain(request)
        if call.accepts("text/plain") { return .text(explanation.text, release: table.release) }
        return .json(explanation.json, release: table.release)
    }
}
