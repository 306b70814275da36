/// One thing that can be asked of the server; each is a file of its own in `Endpoints`.
///
/// An endpoint reads its ``Call``, performs one verb of the desk and answers. What it throws
/// becomes a problem in one place (`Problem+Errors.swift`).
public protocol Endpoint: Sendable {
    var method: Method { get }
    /// Such as `/v1/requests/{id}`; what stands between braces is a parameter of the call.
    var path: String { get }
    /// Who may ask; anybody unless the endpoint says otherwise.
    var access: Access { get }

    func answer(_ call: Call, at bench: Workbench) async throws -> Answer
}

extension Endpoint {
    public var access: Access { .anybody }
}

/// How an endpoint is asked. `HEAD` goes wherever `GET` goes.
public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
}

/// Who may ask.
public enum Access: Sendable {
    case anybody
    /// Whoever shows a token that the server's ``TokenCheck`` knows.
    case tokenHolder
    /// The same, with the token as `api_key` of the form or the query if not in a header.
    case apiKey
}

extension ConsoleServer {
    /// All endpoints, in the order of `schemas/openapi.yaml`.
    public static let endpoints: [any Endpoint] = [
        RouteEndpoint(), ExplainEndpoint(), ComplaintsEndpoint(), ComplaintEndpoint(),
        Open311ServicesEndpoint(), Open311ServiceEndpoint(), Open311PostEndpoint(),
        Open311RequestsEndpoint(), Open311RequestEndpoint(),
        ReleaseEndpoint(), RefreshEndpoint(), LiveEndpoint(),
        ReadyEndpoint(), MetricsEndpoint(),
    ]
}
