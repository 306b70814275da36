internal import MasterData

/// What the bytes of a cell look like when they are its canonical value already.
///
/// Nearly all cells of an honest file need nothing done to them and nothing said of them. That
/// is seen in one pass over the bytes, with no string made. Whatever is doubtful is not clean,
/// and is read the long way, which says what is wrong: the two never disagree on a value.
enum CleanCell {
    /// Never clean: read the long way.
    case none
    /// Text for people; a list is looked at for no legacy font.
    case prose(isList: Bool)
    /// A bare code, or one that stands for a thing of a kind, with what its canonical form
    /// begins with.
    case code(MasterKind, prefix: String)
    case day
    case choice([[UInt8]])
    case mobile
    case email

    init(_ type: FieldType, _ source: ValueSource) {
        guard source.translations.isEmpty else {
            self = .none
            return
        }
        switch type {
        case .text, .name: self = .prose(isList: false)
        case .list: self = .prose(isList: true)
        case .day: self = .day
        case .choice(let words):
            self = .choice(
                words.map { Array($0.utf8) }.filter { word in
                    word.withUnsafeBytes { CleanText.script($0) } == .ascii
                })
        case .mobile: self = .mobile
        case .email: self = .email
        case .code(let kind):
            self = .code(source.kind ?? kind, prefix: Self.prefix(source))
        case .place:
            self = source.kind.map { .code($0, prefix: Self.prefix(source)) } ?? .none
        case .integer, .flag, .thing: self = .none
        }
    }

    private static func prefix(_ source: ValueSource) -> String {
        source.kind.map { RowKey($0, "", scheme: source.scheme).description } ?? ""
    }
}

/// What can be told of a text from its bytes alone.
enum CleanText {
    enum Script {
        case ascii, devanagari
    }

    /// The script of text in canonical form that no spreadsheet has harmed; nothing when there
    /// is any doubt.
    static func script(_ bytes: UnsafeRawBufferPointer) -> Script? {
        let count = bytes.count
        guard count > 0, bytes[0] > 0x20, bytes[count - 1] > 0x20, !isMark(bytes[0]) else {
            return nil
        }
        var index = 0
        var hyphens = 0
        var script = Script.ascii
        // The last letter of Devanagari, 0 for none.
        var letter: UInt32 = 0
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte >= 0x20, byte != 0x7F else { return nil }
                if byte == UInt8(ascii: "-") { hyphens += 1 }
                letter = 0
                index += 1
                continue
            }
            guard byte == 0xE0, index + 2 < count, bytes[index + 1] & 0xFE == 0xA4 else {
                return nil
            }
            let scalar =
                0x900 | UInt32(bytes[index + 1] & 1) << 6 | UInt32(bytes[index + 2] & 0x3F)
            guard isComposed(scalar, after: letter) else { return nil }
            letter = scalar
            script = .devanagari
            index += 3
        }
        // `3-Jan` may have been `3-1`.
        if hyphens == 1, (3...6).contains(count) { return nil }
        return script
    }

    /// Whether a letter of Devanagari is as Unicode NFC has it where it stands: letters with a
    /// nukta of their own are taken apart, three others are put together, and accents have an
    /// order.
    private static func isComposed(_ scalar: UInt32, after letter: UInt32) -> Bool {
        switch scalar {
        case 0x93C:
            (0x915...0x939).contains(letter) && letter != 0x928 && letter != 0x930
                && letter != 0x933
        case 0x951...0x954, 0x958...0x95F: false
        default: true
        }
    }

    /// The signs that formulas and the errors of spreadsheets begin with.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
            UInt8(ascii: "#"):
            true
        default: false
        }
    }

    /// Letters, digits, dot, underscore and hyphen, which no spreadsheet took for a number or a
    /// day, and no number of fewer digits than such codes have.
    static func isCode(_ bytes: UnsafeRawBufferPointer, width: Int) -> Bool {
        guard let first = bytes.first, first != UInt8(ascii: "-") else { return false }
        var digits = 0
        var hyphens = 0
        var exponents = 0
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "E"), UInt8(ascii: "e"): exponents += 1
            case UInt8(ascii: "-"): hyphens += 1
            case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"): break
            default: return false
            }
        }
        if digits == bytes.count { return digits >= width }
        let mayBeScientific = exponents == 1 && (0x30...0x39).contains(first)
        let mayBeDay = hyphens == 1 && (3...6).contains(bytes.count)
        return !mayBeScientific && !mayBeDay
    }

    static func isMobile(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count == 10 && bytes[0] >= 0x36 && bytes.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// One address, and no seal of one.
    static func isEmail(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = bytes.first, !isMark(first), bytes.count > 6 else { return false }
        var at = -1
        var dots = 0
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "@"):
                if at >= 0 { return false }
                at = index
            case UInt8(ascii: "."): dots += at >= 0 ? 1 : 0
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): return false
            case 0x21...0x7E: break
            default: return false
            }
        }
        return at > 0 && at + 1 < bytes.count && dots > 0
            && bytes[at + 1] != UInt8(ascii: ".") && bytes[bytes.count - 1] != UInt8(ascii: ".")
    }

    /// Whether text that no cell may leave out has a sign that can be seen at its start.
    static func isVisible(_ bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let first = bytes?.first else { return false }
        return first > 0x20 && first < 0x7F
    }
}
