/// UTF-16 reduced to one byte a unit, so that ``XMLGuard`` can look at it.
///
/// Markup is ASCII; every other unit becomes one byte that is not.
struct UTF16Shape {
    private let littleEndian: Bool
    /// The first byte of a unit whose second is in the next chunk.
    private var half: UInt8?
    private var shape: [UInt8] = []
    private var isFirst = true

    init?(_ encoding: SourceEncoding) {
        guard case .utf16(let littleEndian) = encoding else { return nil }
        self.littleEndian = littleEndian
    }

    mutating func withShape<Result>(
        of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        shape.removeAll(keepingCapacity: true)
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            let (high, low) = littleEndian ? (byte, first) : (first, byte)
            let isMark = isFirst && high == 0xFE && low == 0xFF
            isFirst = false
            if !isMark { shape.append(high == 0 && low < 0x80 ? low : 0x80) }
        }
        return shape.withUnsafeBytes(body)
    }
}
