/// SipHash-1-3 (Aumasson and Bernstein, 2012) over words of eight bytes.
///
/// Without the key nobody can make two inputs that have one hash, so that what was hashed under a
/// key that is kept secret can be told apart by the hash alone. It is no digest: who has the key
/// can.
public struct KeyedHash: Sendable {
    /// The secret, 16 bytes as two words.
    public struct Key: Hashable, Sendable {
        public var low: UInt64
        public var high: UInt64

        public init(low: UInt64, high: UInt64) {
            self.low = low
            self.high = high
        }
    }

    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    public init(_ key: Key) {
        v0 = key.low ^ 0x736F_6D65_7073_6575
        // As the variant with 128 bits out begins.
        v1 = key.high ^ 0x646F_7261_6E64_6F6D ^ 0xEE
        v2 = key.low ^ 0x6C79_6765_6E65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    public mutating func add(_ word: UInt64) {
        v3 ^= word
        mix()
        v0 ^= word
    }

    /// Adds how many bytes there are, and the bytes: no two lists of texts are added alike.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(UInt64(truncatingIfNeeded: bytes.count))
        var offset = 0
        while offset + 8 <= bytes.count {
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        if offset == bytes.count { return }
        var last: UInt64 = 0
        for index in (offset..<bytes.count).reversed() { last = last << 8 | UInt64(bytes[index]) }
        add(last)
    }

    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// 64 bits that stand for what was added.
    public func finished() -> UInt64 { finishedWide().0 }

    /// 128 bits that stand for what was added.
    public func finishedWide() -> (UInt64, UInt64) {
        var end = self
        end.v2 ^= 0xEE
        for _ in 0..<3 { end.mix() }
        let first = end.v0 ^ end.v1 ^ end.v2 ^ end.v3
        end.v1 ^= 0xDD
        for _ in 0..<3 { end.mix() }
        return (first, end.v0 ^ end.v1 ^ end.v2 ^ end.v3)
    }

    @inline(__always)
    private mutating func mix() {
        v0 &+= v1
        v1 = v1 << 13 | v1 >> 51
        v1 ^= v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = v3 << 16 | v3 >> 48
        v3 ^= v2
        v0 &+= v3
        v3 = v3 << 21 | v3 >> 43
        v3 ^= v0
        v2 &+= v1
        v1 = v1 << 17 | v1 >> 47
        v1 ^= v2
        v2 = v2 << 32 | v2 >> 32
    }
}
