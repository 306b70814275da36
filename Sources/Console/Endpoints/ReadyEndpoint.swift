internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `GET /readyz`: whether a release is in service.
struct ReadyEndpoint: Endpoint {
    let method = Method.get
    let path = "/readyz"

    func answer(_ call: Call, at bench: Workbench) throws -> Answer {
        let release = try bench.live.pinned().release
        return .json(
            .object(["status": .string("ready"), "release": .integer(release.number)]),
            release: release)
    }
}
