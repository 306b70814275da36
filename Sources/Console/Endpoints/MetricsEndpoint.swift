internal import Maintenance
internal import MappingStore
internal import RouteEngine

/// `GET /metrics`: what the server counted, for Prometheus.
struct MetricsEndpoint: Endpoint {
    let method = Method.get
    let path = "/metrics"

    func answer(_ call: Call, at bench: Workbench) -> Answer {
        let desk = bench.desk
        let waiting = (try? desk.emergencies()) ?? []
        var answer = Answer.text(
            bench.metrics.now.prometheus(
                release: bench.live.current?.release.number ?? 0,
                unratified: (waiting.count, waiting.count { $0.isOverdue(at: desk.now) })))
        answer.type = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }
}
