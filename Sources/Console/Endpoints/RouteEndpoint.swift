internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `POST /v1/route`: where one complaint goes, or each of a batch.
///
/// A batch is decided by one release from its first complaint to its last. With `services=true`
/// each decision says which guaranteed service the complaint follows.
struct RouteEndpoint: Endpoint {
    let method = Method.post
    let path = "/v1/route"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let withServices = try Self.wantsServices(call)
        let desk = bench.desk
        let order = try RouteOrder(
            call.body, limit: bench.settings.batchLimit, today: desk.now.day)
        let table = try bench.live.pinned()
        if !withServices {
            return Self.answer(order, by: table) { writer, item, decision in
                writer.item(decision)
            }
        }
        // What is promised is read from the database the first time, beside the threads that answer.
        return try await Beside.run {
            try Self.answer(order, by: table) { writer, item, decision in
                let promise = try desk.promise(
                    to: item.request, registeredAt: item.registeredAt, appliedOn: item.appliedOn,
                    decision)
                writer.item(decision, service: .some(promise))
            }
        }
    }

    private static func wantsServices(_ call: Call) throws(Problem) -> Bool {
        var isWanted = false
        for (name, value) in call.query {
            guard name == "services", value == "true" || value == "false" else {
                throw Problem(
                    .badQuery,
                    "There is no parameter '\(name)=\(value)'; known are services=true and services=false."
                )
            }
            isWanted = value == "true"
        }
        return isWanted
    }

    private static func answer(
        _ order: RouteOrder, by table: RouteTable,
        _ write: (inout DecisionWriter, RouteOrder.Item, Decision) throws -> Void
    ) rethrows -> Answer {
        var writer = DecisionWriter()
        var routed = 0
        func put(_ item: RouteOrder.Item) throws {
            let decision = table.decide(item.request)
            if decision.outcome == .routed { routed += 1 }
            try write(&writer, item, decision)
        }
        switch order {
        case .one(let item):
            writer.beginSingle()
            try put(item)
            writer.endSingle()
        case .batch(let items):
            writer.begin()
            for item in items { try put(item) }
            writer.end(table.release)
        }
        var answer = Answer(
            type: "application/json", body: writer.bytes, release: table.release)
        answer.decided = (routed, order.count - routed)
        return answer
    }
}
