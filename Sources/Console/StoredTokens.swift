internal import Maintenance

/// The tokens that `rajmap token` made, looked up at each request: a revoked one ends at once.
public struct StoredTokens: TokenCheck {
    private let desk: @Sendable () -> Desk

    public init(at bench: Workbench) {
        desk = { bench.desk }
    }

    public func holder(of token: String) async throws -> String? {
        try await Beside.run { try desk().holder(ofToken: token) }
    }
}
