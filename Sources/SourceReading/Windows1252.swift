/// The code page 1252 of Windows: one byte a character.
enum Windows1252 {
    /// The scalar of a byte; nothing for 0 and for the five bytes that mean nothing.
    static func scalar(of byte: UInt8) -> UInt16? {
        switch byte {
        case 0x80...0x9F:
            let value = upper[Int(byte) - 0x80]
            return value == 0 ? nil : value
        default:
            return byte == 0 ? nil : UInt16(byte)
        }
    }

    /// The byte of a scalar, if the code page has it.
    static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
            return UInt8(scalar.value)
        }
        return upper.firstIndex { $0 != 0 && UInt32($0) == scalar.value }.map { UInt8($0 + 0x80) }
    }

    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
        0x152, 0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
        0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
    ]

    /// Whether bytes, the first of them beyond ASCII, are rather this than UTF-8.
    static func seems(_ window: [UInt8]) -> Bool {
        guard window.allSatisfy({ scalar(of: $0) != nil }), !startsWithUTF8(window) else {
            return false
        }
        // Devanagari in UTF-8 is E0 A4–A5 80–BF.
        for index in window.indices.dropLast(2)
        where window[index] == 0xE0 && window[index + 1] & 0xFE == 0xA4
            && window[index + 2] & 0xC0 == 0x80
        {
            return false
        }
        return true
    }

    /// Whether the first character is UTF-8, or the start of one that the file cuts off.
    private static func startsWithUTF8(_ window: [UInt8]) -> Bool {
        var gate = UTF8Gate()
        let first = Array(window.prefix(4))
        let fault = first.withUnsafeBytes { gate.firstFault(in: $0) }
        if fault == nil, gate.faultAtEnd() != nil { return first.count > 1 }
        return fault != 0
    }
}
