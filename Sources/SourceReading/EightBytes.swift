/// Eight bytes of text, looked at together.
///
/// Scanning is where reading spends its time. A 64-bit word does it eight bytes at a time
/// on every platform, and unlike SIMD types it is not slow in debug builds.
struct EightBytes {
    /// The byte at the lowest address in the lowest bits.
    let word: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    init(repeating byte: UInt8) {
        word = UInt64(byte) &* Self.ones
    }

    /// All eight bytes at the address must be readable.
    @inline(__always)
    init(_ start: UnsafeRawPointer) {
        word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    }

    /// How many bytes stand before the first that equals one of three; 8 when none does.
    @inline(__always)
    func first(of a: EightBytes, _ b: EightBytes, _ c: EightBytes) -> Int {
        let hit = Self.zeros(word ^ a.word) | Self.zeros(word ^ b.word) | Self.zeros(word ^ c.word)
        return hit.trailingZeroBitCount >> 3
    }

    /// The high bit of each byte that is zero. A borrow can set bits above a zero byte, so
    /// only the lowest bit is exact, and only that is used.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highs
    }
}
