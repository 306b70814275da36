/// Which columns of a file are written in a legacy font, as far as they were read.
///
/// One value gives little evidence: `tr` may be anything. Where most values of a column are
/// surely in the font, less is asked of the next.
struct LegacyColumns {
    private var columns: [(values: Int, legacy: Int)] = []
    /// Whether any value was in the font.
    private(set) var metLegacy = false

    /// The Hindi that a value of a column is in Unicode, when it is in the font.
    mutating func hindi(_ value: String, column: Int?) -> String? {
        let isLegacy = isLegacy(value, column: column)
        count(column, isLegacy: isLegacy)
        return isLegacy ? KrutiDev.unicode(value) : nil
    }

    /// Whether a value of a column is in the font; it is not counted.
    func isLegacy(_ value: String, column: Int?) -> Bool {
        let known = known(column)
        let isUsual = known.legacy >= 5 && known.legacy * 2 > known.values
        return KrutiDev.seems(value, amongOthers: isUsual)
    }

    /// Whether the bytes of a value show that it is in no legacy font, whatever its column is;
    /// ``isLegacy(_:column:)`` need not be asked.
    static func isOrdinary(_ bytes: UnsafeRawBufferPointer, _ script: CleanText.Script) -> Bool {
        // Text with Devanagari in it is Unicode already.
        script == .devanagari || KrutiDev.isEnglish(bytes)
    }

    /// Counts a value of a column that is not in the font.
    mutating func countOrdinary(_ column: Int?) { count(column, isLegacy: false) }

    private func known(_ column: Int?) -> (values: Int, legacy: Int) {
        guard let column, columns.indices.contains(column) else { return (0, 0) }
        return columns[column]
    }

    private mutating func count(_ column: Int?, isLegacy: Bool) {
        if isLegacy { metLegacy = true }
        guard let column else { return }
        while columns.count <= column { columns.append((0, 0)) }
        columns[column].values += 1
        if isLegacy { columns[column].legacy += 1 }
    }
}

/// Recognises UTF-8 that was read as Windows-1252 and saved: `à¤œà¤¯à¤ªà¥\u{81}à¤°` for जयपुर.
enum Mojibake {
    /// The text that was meant, if this is such text in Devanagari.
    static func meant(_ text: String) -> String? {
        guard text.unicodeScalars.contains("\u{E0}") else { return nil }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = byte(of: scalar) else { return nil }
            bytes.append(byte)
        }
        guard let meant = String(validating: bytes, as: UTF8.self) else { return nil }
        let isDevanagari = meant.unicodeScalars.contains { (0x900...0x97F).contains($0.value) }
        return isDevanagari ? meant : nil
    }

    /// The byte of a scalar in Windows-1252, where the five undefined bytes are themselves.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value <= 0xFF { return UInt8(scalar.value) }
        return high[scalar]
    }

    private static let high: [Unicode.Scalar: UInt8] = {
        let letters = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"
        var bytes: [Unicode.Scalar: UInt8] = [:]
        for (index, scalar) in letters.unicodeScalars.enumerated() {
            bytes[scalar] = UInt8(0x80 + index)
        }
        return bytes
    }()
}
