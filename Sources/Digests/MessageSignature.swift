import Crypto

/// Signs messages so that a receiver can tell who sent them: HMAC-SHA-256 (RFC 2104).
public struct MessageSignature: Sendable {
    private let key: SymmetricKey

    public init(secret: [UInt8]) {
        key = SymmetricKey(data: secret)
    }

    /// The 32 bytes of the code.
    public func code(of message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
}
