/// Says who a token of the API belongs to.
///
/// The console asks it for endpoints whose access is ``Access/tokenHolder`` and keeps no
/// token itself.
public protocol TokenCheck: Sendable {
    /// The name of the holder; nothing for a token that is unknown, expired or revoked.
    func holder(of token: String) async throws -> String?
}

/// No token is known: what needs one is refused.
public struct NoTokens: TokenCheck {
    public init() {}

    public func holder(of token: String) async throws -> String? { nil }
}
