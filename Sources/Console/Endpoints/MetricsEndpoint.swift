internal import Maintenance
internal import MappingStore
internal import RouteEngine

/// `GET /metrics`: what the server counted, for Prometheus.
struct MetricsEndpoint: Endpoint {
    let method = Method.get
    let path = "/metrics"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let desk = bench.desk
        // A database that cannot be read hides these numbers, not all of them.
        let (waiting, overdue) = try await Beside.run {
            ((try? desk.emergencies()) ?? [], try? desk.overdueBacklog())
        }
        var answer = Answer.text(
            bench.metrics.now.prometheus(
                release: bench.live.current?.release.number ?? 0,
                unratified: (waiting.count, waiting.count { $0.isOverdue(at: desk.now) }),
                overdue: overdue))
        answer.type = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }
}
