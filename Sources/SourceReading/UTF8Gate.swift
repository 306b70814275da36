internal import CMachine

/// Lets UTF-8 through and names the first byte that is not (RFC 3629), across chunks.
///
/// A NUL is refused too: no master holds one, and other encodings are full of them.
struct UTF8Gate {
    /// The offset in the file of the next byte to look at.
    private var offset: Int
    /// The offset in the file of the first byte of the current character.
    private var lead = 0
    /// How many bytes the current character still needs, and what the next may be.
    private var owed = 0
    private var next: ClosedRange<UInt8> = 0x80...0xBF

    init(offset: Int = 0) {
        self.offset = offset
    }

    /// The offset in the file of the first character that is none, in the next bytes of it.
    mutating func firstFault(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        let count = bytes.count
        var index = 0
        while index < count {
            if owed == 0 {
                index += machine_plain(start + index, count - index)
                guard index < count else { break }
                // Devanagari is U+0900–097F: E0 A4–A5 80–BF.
                while index + 2 < count, bytes[index] == 0xE0, bytes[index + 1] & 0xFE == 0xA4,
                    bytes[index + 2] & 0xC0 == 0x80
                {
                    index += 3
                }
                guard index < count else { break }
                lead = offset + index
                if !begin(bytes[index]) { return lead }
            } else {
                guard next.contains(bytes[index]) else { return lead }
                owed -= 1
                next = 0x80...0xBF
            }
            index += 1
        }
        offset += count
        return nil
    }

    /// The end of the file, if it stands inside a character.
    func faultAtEnd() -> Int? {
        owed == 0 ? nil : offset
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x01...0x7F: return true
        case 0xC2...0xDF: owed = 1
        case 0xE0: (owed, next) = (2, 0xA0...0xBF)
        case 0xED: (owed, next) = (2, 0x80...0x9F)
        case 0xE1...0xEF: owed = 2
        case 0xF0: (owed, next) = (3, 0x90...0xBF)
        case 0xF1...0xF3: owed = 3
        case 0xF4: (owed, next) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }
}
