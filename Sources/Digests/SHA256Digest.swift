import Crypto

/// A SHA-256 (FIPS 180-4): 32 bytes that name a file, a content, a release or a plan.
public struct SHA256Digest: Hashable, Sendable {
    /// Always 32.
    public let bytes: [UInt8]

    /// The digest of bytes that are all at hand.
    public init(of bytes: some Sequence<UInt8>) {
        var hash = SHA256Stream()
        hash.update(Array(bytes))
        self = hash.finished()
    }

    /// A digest that was stored; nothing unless it is 32 bytes long.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    init(finished bytes: [UInt8]) { self.bytes = bytes }

    /// 64 hexadecimal digits, lower case.
    public init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1])
            else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

extension SHA256Digest: CustomStringConvertible {
    public var description: String { Self.hex(bytes) }

    /// The first 12 digits, enough to tell plans apart on a screen.
    public var short: String { String(description.prefix(12)) }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Takes a SHA-256 piece by piece, for what is too large to hold.
public struct SHA256Stream: Sendable {
    private var hash = SHA256()

    public init() {}

    public mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    public mutating func update(_ text: String) { hash.update(data: Array(text.utf8)) }

    public func finished() -> SHA256Digest { SHA256Digest(finished: Array(hash.finalize())) }
}
