internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `POST /v1/release/refresh`: look at the head now, rather than at the next turn.
struct RefreshEndpoint: Endpoint {
    let method = Method.post
    let path = "/v1/release/refresh"

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer {
        let word: String
        switch try await bench.takeLiveRelease() {
        case .unchanged: word = "unchanged"
        case .swapped: word = "swapped"
        case .busy: word = "busy"
        }
        let release = bench.live.current?.release
        return .json(
            .object([
                "format_version": .integer(1), "outcome": .string(word),
                "release": .integer(release?.number ?? 0),
            ]), release: release)
    }
}
