internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `POST /v1/route`: where one complaint goes, or each of a batch.
///
/// A batch is decided by one release from its first complaint to its last.
struct RouteEndpoint: Endpoint {
    let method = Method.post
    let path = "/v1/route"

    func answer(_ call: Call, at bench: Workbench) throws -> Answer {
        let order = try RouteOrder(
            call.body, limit: bench.settings.batchLimit, today: bench.desk.now.day)
        let table = try bench.live.pinned()
        var writer = DecisionWriter()
        var routed = 0
        switch order {
        case .one(let request):
            let decision = table.decide(request)
            if decision.outcome == .routed { routed = 1 }
            writer.single(decision)
        case .batch(let requests):
            writer.begin()
            for request in requests {
                let decision = table.decide(request)
                if decision.outcome == .routed { routed += 1 }
                writer.item(decision)
            }
            writer.end(table.release)
        }
        var answer = Answer(
            type: "application/json", body: writer.bytes, release: table.release)
        answer.decided = (routed, order.count - routed)
        return answer
    }
}
