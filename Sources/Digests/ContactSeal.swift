import Crypto

/// Turns a person's mobile or e-mail into a keyed hash that stands for it in the masters.
///
/// History then holds no address: erasing the kept value, or the key, leaves a seal that
/// cannot be opened. Equal values give equal seals under one key, so that a mobile shared
/// by two officers is still noticed. HMAC-SHA-256 (RFC 2104), 128 bits kept.
public struct ContactSeal: Sendable {
    /// What has taken in the key already, which is half of the work for a short value.
    private let keyed: HMAC<SHA256>

    /// A key of 32 random bytes, made once for a database.
    public init(key: [UInt8]) {
        keyed = HMAC(key: SymmetricKey(data: key))
    }

    /// `seal:` and 32 hexadecimal digits.
    public func seal(_ value: String) -> String {
        var code = keyed
        var value = value
        value.withUTF8 { code.update(data: UnsafeRawBufferPointer($0)) }
        return "seal:" + SHA256Digest.hex(Array(code.finalize()).prefix(16))
    }
}
