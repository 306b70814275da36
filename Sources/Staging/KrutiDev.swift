/// Hindi as the font Kruti Dev 010 writes it: Latin letters that look like Devanagari.
///
/// Before Unicode, offices typed Hindi with fonts that draw `t` as ज and `k` as the stroke of
/// ा, so that a file holds `t;iqj` where the page showed जयपुर. ``unicode(_:)`` turns such
/// text into Unicode, ``legacy(_:)`` back, and ``odds(of:)`` tells it from English.
///
/// The font draws parts of letters in the order they are seen: half letters are closed by a
/// stroke (`[` + `k` is ख), ि stands before its consonants, and the hook of a leading र after
/// them. Both conversions put these where the other writing has them.
public enum KrutiDev {
    /// The text in Unicode; nothing when it holds a sign that the font has no letter for.
    public static func unicode(_ text: String) -> String? {
        var writer = DevanagariWriter()
        for scalar in text.unicodeScalars {
            guard writer.take(scalar) else { return nil }
        }
        return writer.finished()
    }

    /// Whether the odds are that text is written in the font, and it converts to real words.
    ///
    /// - Parameter column: whether much of its column is, so that less evidence is enough.
    public static func seems(_ text: String, amongOthers column: Bool = false) -> Bool {
        guard odds(of: text) >= (column ? oddsInLegacyColumn : 8), let hindi = unicode(text) else {
            return false
        }
        return isWellFormed(hindi)
    }

    /// The odds that are enough in a column of which much is in the font.
    static let oddsInLegacyColumn = 1

    /// Whether each sign stands after a letter it can stand after.
    static func isWellFormed(_ text: String) -> Bool {
        var previous = Kind.other
        for scalar in text.unicodeScalars {
            let kind = Kind(scalar)
            switch kind {
            case .sign where previous != .letter && previous != .nukta: return false
            case .nukta where previous != .letter: return false
            case .virama where previous != .letter && previous != .nukta: return false
            case .nasal where previous == .other || previous == .virama: return false
            default: previous = kind
            }
        }
        return true
    }

    private enum Kind {
        case letter, sign, nukta, virama, nasal, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x904...0x939, 0x958...0x961: self = .letter
            case 0x93C: self = .nukta
            case 0x93E...0x94C: self = .sign
            case 0x94D: self = .virama
            case 0x900...0x903: self = .nasal
            default: self = .other
            }
        }
    }
}

/// Puts Devanagari together from the glyphs of the font.
private struct DevanagariWriter {
    private var text: [Unicode.Scalar] = []
    /// Where the consonants of the last syllable start.
    private var cluster: Int?
    private var shortI = ShortI.none

    private enum ShortI {
        case none
        /// ि was seen and its consonants were not.
        case waiting
        /// Its consonants are being read.
        case open
    }

    private static let virama: Unicode.Scalar = "\u{94D}"
    private static let aa: Unicode.Scalar = "\u{93E}"

    /// False for a sign that the font does not have.
    mutating func take(_ glyph: Unicode.Scalar) -> Bool {
        switch glyph {
        case "f":
            settleShortI()
            shortI = .waiting
        case "k": takeStroke()
        case "s":
            settleShortI()
            combine([Self.aa: "\u{94B}", "आ": "ओ", "ए": "ऐ"], else: "\u{947}")
        case "S":
            settleShortI()
            combine([Self.aa: "\u{94C}", "आ": "औ"], else: "\u{948}")
        case "‚":
            settleShortI()
            combine(["अ": "ऑ"], else: "\u{949}")
        case "Z": takeHook()
        case "±":
            takeHook()
            text.append("\u{902}")
        case "z", "ª": extend("र")
        case "î", "Ó": extend("य")
        case "+": takeNukta()
        default: return takeOther(glyph)
        }
        return true
    }

    mutating func finished() -> String {
        settleShortI()
        return String(String.UnicodeScalarView(text))
    }

    private mutating func takeOther(_ glyph: Unicode.Scalar) -> Bool {
        if let consonants = KrutiDev.consonants[glyph] {
            takeConsonants(consonants)
        } else if let other = KrutiDev.others[glyph] {
            settleShortI()
            text += other.unicodeScalars
        } else if glyph.properties.isWhitespace || (0x30...0x39).contains(glyph.value) {
            settleShortI()
            cluster = nil
            text.append(glyph)
        } else {
            return false
        }
        return true
    }

    private mutating func takeConsonants(_ consonants: String) {
        if text.last != Self.virama || cluster == nil {
            if shortI == .open { settleShortI() }
            cluster = text.count
        }
        text += consonants.unicodeScalars
        if shortI == .waiting { shortI = .open }
    }

    /// The upright stroke: it closes a half letter, makes आ of अ, or is ा.
    private mutating func takeStroke() {
        if text.last == Self.virama {
            text.removeLast()
            return
        }
        // After त्र some type a stroke that the letter has already.
        if shortI == .open || text.last == Self.aa { return }
        settleShortI()
        combine(["अ": "आ"], else: Self.aa)
    }

    /// The hook of a leading र, which is drawn after its syllable.
    private mutating func takeHook() {
        settleShortI()
        if text.last == "इ" {
            text[text.count - 1] = "ई"
            return
        }
        text.insert(contentsOf: ["र", Self.virama], at: cluster ?? text.count)
    }

    private mutating func extend(_ consonant: Unicode.Scalar) {
        if text.last != Self.virama { text.append(Self.virama) }
        text.append(consonant)
    }

    private mutating func takeNukta() {
        let nukta: Unicode.Scalar = "\u{93C}"
        if text.last == Self.virama {
            text.insert(nukta, at: text.count - 1)
        } else {
            text.append(nukta)
        }
    }

    private mutating func combine(
        _ pairs: [Unicode.Scalar: Unicode.Scalar], else sign: Unicode.Scalar
    ) {
        if let last = text.last, let both = pairs[last] {
            text[text.count - 1] = both
        } else {
            text.append(sign)
        }
    }

    private mutating func settleShortI() {
        if shortI != .none { text.append("\u{93F}") }
        shortI = .none
    }
}
