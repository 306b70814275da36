/// What all spellings of one name have in common.
///
/// Two names that a person would call the same, typed on different keyboards, have equal keys:
///
///     MatchKey("हिन्दी माध्यम") == MatchKey("हिंदी\u{A0}माध्यम")   // true
///     MatchKey("Jaipur (Rural)") == MatchKey("JAIPUR-RURAL")      // true
///
/// A key is for finding and comparing only. It is never shown, stored as a name or exported:
/// the official name stays exactly as it was read. What is done, in this order:
///
/// 1. letter case is folded, and accents of Latin letters are taken off (`Āmer` is `amer`);
/// 2. zero-width joiners and non-joiners, direction marks, soft hyphens and byte order marks
///    go, whatever they did to the shape of the letters;
/// 3. white space of every kind, no-break spaces included, punctuation and symbols go; `&`
///    becomes `and`;
/// 4. digits of every script become `0` to `9` (`२०४` is `204`);
/// 5. nukta goes, whether it is a mark of its own or part of a letter (`ज़`, `ड़`);
/// 6. chandrabindu becomes anusvara, and so does a half nasal before a stop that it is
///    spoken with: `हिन्दी`, `हिन्‍दी` and `हिंदी` are one, as are `सम्बन्ध` and `संबंध`.
///    A doubled nasal (`उन्नत`) and a nasal before another sound (`कन्या`) stay.
///
/// Spellings that sound alike and are written with other letters (`Dholpur`, `Dhaulpur`) have
/// different keys: to match those is a matter of scores, and of a person.
public struct MatchKey: Hashable, Sendable {
    /// The key itself, in Unicode NFC; empty when the name holds no letter or digit.
    public let text: String

    public init(_ name: String) {
        if let plain = Self.plain(name) {
            text = plain
            return
        }
        var folding = Folding()
        for scalar in name.unicodeScalars { folding.take(scalar) }
        text = folding.finished()
    }

    public var isEmpty: Bool { text.isEmpty }

    /// The key of ASCII text, which most names are; nothing for other text.
    private static func plain(_ name: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                bytes.append(byte | 0x20)
            case UInt8(ascii: "&"):
                bytes.append(contentsOf: "and".utf8)
            case 0x80...0xFF:
                return nil
            default:
                break
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension MatchKey: Comparable {
    public static func < (a: MatchKey, b: MatchKey) -> Bool { a.text < b.text }
}

extension MatchKey: CustomStringConvertible {
    public var description: String { text }
}

/// The scalars of a key so far; the last two may still become an anusvara.
private struct Folding {
    private var scalars: [Unicode.Scalar] = []

    mutating func take(_ scalar: Unicode.Scalar) {
        if let letter = Devanagari.withoutNukta[scalar] {
            append(letter)
            return
        }
        if scalar == "&" {
            scalars += ["a", "n", "d"]
            return
        }
        if let letter = LatinLetters.base(of: scalar) {
            scalars.append(letter)
            return
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol, .modifierSymbol, .otherSymbol, .unassigned, .privateUse:
            return
        case .decimalNumber:
            if let digit = properties.numericValue,
                let ascii = Unicode.Scalar(0x30 + UInt32(digit))
            {
                scalars.append(ascii)
            }
        case .nonspacingMark, .enclosingMark, .spacingMark:
            if Devanagari.isDropped(scalar) || LatinLetters.isAccent(scalar) { return }
            append(scalar == Devanagari.chandrabindu ? Devanagari.anusvara : scalar)
        default:
            for lower in properties.lowercaseMapping.unicodeScalars {
                append(LatinLetters.base(of: lower) ?? lower)
            }
        }
    }

    /// Appends a letter, before which a half nasal may become an anusvara.
    private mutating func append(_ scalar: Unicode.Scalar) {
        if Devanagari.isStop(scalar), scalars.count >= 2, scalars.last == Devanagari.virama,
            Devanagari.isNasal(scalars[scalars.count - 2], before: scalar)
        {
            scalars.removeLast(2)
            scalars.append(Devanagari.anusvara)
        }
        scalars.append(scalar)
    }

    func finished() -> String { String(String.UnicodeScalarView(scalars)) }
}

/// The letters of Devanagari that are written in more than one way.
private enum Devanagari {
    static let chandrabindu: Unicode.Scalar = "\u{901}"
    static let anusvara: Unicode.Scalar = "\u{902}"
    static let virama: Unicode.Scalar = "\u{94D}"

    /// Letters that hold a nukta, and the letter they are without it.
    static let withoutNukta: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{929}": "न", "\u{931}": "र", "\u{934}": "ळ", "\u{958}": "क", "\u{959}": "ख",
        "\u{95A}": "ग", "\u{95B}": "ज", "\u{95C}": "ड", "\u{95D}": "ढ", "\u{95E}": "फ",
        "\u{95F}": "य",
    ]

    /// Nukta, and the stress marks of Vedic texts.
    static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{93C}" || (0x951...0x954).contains(scalar.value)
    }

    /// क to म without the nasals, which close each row of five.
    static func isStop(_ scalar: Unicode.Scalar) -> Bool {
        row(of: scalar) != nil && !isNasal(scalar)
    }

    private static func isNasal(_ scalar: Unicode.Scalar) -> Bool {
        ["ङ", "ञ", "ण", "न", "म"].contains(scalar)
    }

    /// Whether a half nasal before this stop is but a way to write anusvara: the nasal of the
    /// stop's own row, or न, with which loan words are typed (`सेन्टर`, `सेण्टर`, `सेंटर`).
    static func isNasal(_ scalar: Unicode.Scalar, before stop: Unicode.Scalar) -> Bool {
        scalar == "न" || (isNasal(scalar) && row(of: scalar) == row(of: stop))
    }

    /// The place of articulation: क, च, ट, त or प.
    private static func row(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x915...0x919: 0
        case 0x91A...0x91E: 1
        case 0x91F...0x923: 2
        case 0x924...0x928: 3
        case 0x92A...0x92E: 4
        default: nil
        }
    }
}

/// Latin letters with accents, as romanised Hindi has them.
private enum LatinLetters {
    static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    /// The plain small letter of one with an accent; nothing for other scalars.
    static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? { bases[scalar] }

    private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
        let letters: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăąǎạảÀÁÂÃÄÅĀĂĄǍẠẢ"), ("c", "çćĉċčÇĆĈĊČ"), ("d", "ďđḍḏĎĐḌḎ"),
            ("e", "èéêëēĕėęěẹẽÈÉÊËĒĔĖĘĚẸẼ"), ("g", "ĝğġģǧḡĜĞĠĢǦḠ"), ("h", "ĥħḥḫĤĦḤḪ"),
            ("i", "ìíîïĩīĭįǐịÌÍÎÏĨĪĬĮİǏỊ"), ("k", "ķḳḵĶḲḴ"), ("l", "ĺļľłḷḻĹĻĽŁḶḺ"),
            ("m", "ṁṃṀṂ"), ("n", "ñńņňṅṇṉÑŃŅŇṄṆṈ"), ("o", "òóôõöøōŏőǒọÒÓÔÕÖØŌŎŐǑỌ"),
            ("r", "ŕŗřṛṟṙŔŖŘṚṞṘ"), ("s", "śŝşšṣṡŚŜŞŠṢṠ"), ("t", "ţťŧṭṯṫŢŤŦṬṮṪ"),
            ("u", "ùúûüũūŭůűųǔụÙÚÛÜŨŪŬŮŰŲǓỤ"), ("y", "ýÿŷẏÝŸŶẎ"), ("z", "źżžẓẕŹŻŽẒẔ"),
        ]
        var bases: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, accented) in letters {
            for scalar in accented.unicodeScalars { bases[scalar] = base }
        }
        return bases
    }()
}
