internal import Maintenance
internal import MasterData
internal import RouteEngine

/// `GET /v1/release`: the release in service.
struct ReleaseEndpoint: Endpoint {
    let method = Method.get
    let path = "/v1/release"

    func answer(_ call: Call, at bench: Workbench) throws -> Answer {
        let table = try bench.live.pinned()
        return .json(
            .object([
                "format_version": .integer(1),
                "release": .integer(table.release.number),
                "release_digest": .string(table.release.digest),
                "days": .object([
                    "from": .string(table.days.from.description),
                    "to": .string(table.days.to.description),
                ]),
            ]), release: table.release)
    }
}
