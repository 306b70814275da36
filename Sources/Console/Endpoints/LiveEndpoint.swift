internal import MasterData

/// `GET /livez`: whether the process answers at all.
struct LiveEndpoint: Endpoint {
    let method = Method.get
    let path = "/livez"

    func answer(_ call: Call, at bench: Workbench) -> Answer {
        .json(.object(["status": .string("live")]))
    }
}
