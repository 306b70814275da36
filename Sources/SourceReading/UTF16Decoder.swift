/// Turns UTF-16 into UTF-8, across chunks, and names the first unit that is no character.
struct UTF16Decoder {
    private let littleEndian: Bool
    /// The first byte of a unit whose second is in the next chunk.
    private var half: UInt8?
    /// The first half of a surrogate pair, and where it stands in the file.
    private var high: UInt16?
    private var highOffset = 0

    init(littleEndian: Bool) {
        self.littleEndian = littleEndian
    }

    /// Whether the file ends inside a character.
    var isUnfinished: Bool { half != nil || high != nil }

    /// Appends the text of the next bytes, which stand at `offset` of the file, or returns
    /// the offset of the first that is no text.
    mutating func decode(
        _ bytes: UnsafeRawBufferPointer, at offset: Int, into text: inout TextRoom
    ) -> Int? {
        for (index, byte) in bytes.enumerated() {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            let unit =
                littleEndian
                ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
            let place = offset + index - 1
            switch unit {
            case 0: return place
            case 0xD800...0xDBFF:
                if high != nil { return highOffset }
                high = unit
                highOffset = place
            case 0xDC00...0xDFFF:
                guard let first = high else { return place }
                high = nil
                text.append(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF)))
            default:
                if high != nil { return highOffset }
                text.append(UInt32(unit))
            }
        }
        return nil
    }
}

/// Room for UTF-8 that is known to be large enough.
struct TextRoom {
    private let bytes: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ bytes: UnsafeMutableRawBufferPointer) {
        self.bytes = bytes
    }

    /// Appends a scalar value that is no surrogate.
    mutating func append(_ value: UInt32) {
        switch value {
        case 0..<0x80:
            put(value)
        case 0x80..<0x800:
            put(0xC0 | value >> 6)
            put(0x80 | value & 0x3F)
        case 0x800..<0x10000:
            put(0xE0 | value >> 12)
            put(0x80 | value >> 6 & 0x3F)
            put(0x80 | value & 0x3F)
        default:
            put(0xF0 | value >> 18)
            put(0x80 | value >> 12 & 0x3F)
            put(0x80 | value >> 6 & 0x3F)
            put(0x80 | value & 0x3F)
        }
    }

    private mutating func put(_ byte: UInt32) {
        bytes[count] = UInt8(truncatingIfNeeded: byte)
        count += 1
    }
}
