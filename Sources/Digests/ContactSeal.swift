import Crypto

/// Turns a person's mobile or e-mail into a keyed hash that stands for it in the masters.
///
/// History then holds no address: erasing the kept value, or the key, leaves a seal that
/// cannot be opened. Equal values give equal seals under one key, so that a mobile shared
/// by two officers is still noticed. HMAC-SHA-256 (RFC 2104), 128 bits kept.
public struct ContactSeal: Sendable {
    private let key: SymmetricKey

    /// A key of 32 random bytes, made once for a database.
    public init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// `seal:` and 32 hexadecimal digits.
    public func seal(_ value: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(value.utf8), using: key)
        return "seal:" + SHA256Digest.hex(Array(code).prefix(16))
    }
}
