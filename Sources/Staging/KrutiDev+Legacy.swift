extension KrutiDev {
    /// Unicode Hindi as the font writes it; nothing when it holds what the font cannot write.
    ///
    /// For files that an old program is to read, and for proving ``unicode(_:)`` right.
    public static func legacy(_ hindi: String) -> String? {
        var reader = DevanagariReader(hindi)
        return reader.legacy()
    }

    fileprivate static let wholeGlyphs = inverted(wholeLetters)
    fileprivate static let halfGlyphs = inverted(halfLetters)
    fileprivate static let conjunctGlyphs = inverted(conjuncts)
    fileprivate static let otherGlyphs = inverted(others)

    /// Where two glyphs are one letter, the first in the order of the code page.
    private static func inverted(
        _ glyphs: [Unicode.Scalar: String]
    ) -> [String: Unicode.Scalar] {
        Dictionary(glyphs.map { ($1, $0) }, uniquingKeysWith: { min($0, $1) })
    }
}

/// Takes Devanagari apart into syllables and writes each as the font draws it.
private struct DevanagariReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var out = String.UnicodeScalarView()

    private static let virama: Unicode.Scalar = "\u{94D}"
    private static let nukta: Unicode.Scalar = "\u{93C}"
    private static let shortI: Unicode.Scalar = "\u{93F}"
    private static let vowels: [Unicode.Scalar: String] = [
        "आ": "vk", "ई": "bZ", "ऐ": ",s", "ओ": "vks", "औ": "vkS", "ऑ": "v‚",
    ]
    private static let signs: [Unicode.Scalar: String] = [
        "\u{93E}": "k", "\u{947}": "s", "\u{948}": "S", "\u{94B}": "ks", "\u{94C}": "kS",
        "\u{949}": "‚",
    ]

    init(_ hindi: String) {
        scalars = hindi.unicodeScalars.filter { $0 != "\u{200D}" && $0 != "\u{200C}" }
            .flatMap { scalar in
                switch scalar {
                case "\u{929}": ["न", Self.nukta]
                case "\u{931}": ["र", Self.nukta]
                case "\u{958}": ["क", Self.nukta]
                case "\u{959}": ["ख", Self.nukta]
                case "\u{95A}": ["ग", Self.nukta]
                case "\u{95B}": ["ज", Self.nukta]
                case "\u{95C}": ["ड", Self.nukta]
                case "\u{95D}": ["ढ", Self.nukta]
                case "\u{95E}": ["फ", Self.nukta]
                case "\u{95F}": ["य", Self.nukta]
                default: [scalar]
                }
            }
    }

    mutating func legacy() -> String? {
        while index < scalars.count {
            let scalar = scalars[index]
            if Self.isConsonant(scalar) {
                guard writeSyllable() else { return nil }
                continue
            }
            index += 1
            if let glyphs = Self.vowels[scalar] ?? Self.signs[scalar] {
                out += glyphs.unicodeScalars
            } else if let glyph = KrutiDev.otherGlyphs[String(scalar)] {
                out.append(glyph)
            } else if scalar == " " || (0x30...0x39).contains(scalar.value) {
                out.append(scalar)
            } else {
                return nil
            }
        }
        return String(out)
    }

    /// Consonants joined by viramas, then the signs on them.
    private mutating func writeSyllable() -> Bool {
        var letters: [(letter: String, hasNukta: Bool)] = []
        var isHalf = false
        while index < scalars.count, Self.isConsonant(scalars[index]) {
            let letter = String(scalars[index])
            index += 1
            let hasNukta = index < scalars.count && scalars[index] == Self.nukta
            if hasNukta { index += 1 }
            letters.append((letter, hasNukta))
            isHalf = index < scalars.count && scalars[index] == Self.virama
            if !isHalf { break }
            index += 1
            if index == scalars.count || !Self.isConsonant(scalars[index]) { break }
        }
        let hasHook = letters.count > 1 && letters[0] == ("र", false)
        if hasHook { letters.removeFirst() }
        guard var glyphs = glyphs(of: letters) else { return false }
        if isHalf { glyphs += "~" }
        if index < scalars.count, scalars[index] == Self.shortI {
            glyphs = "f" + glyphs
            index += 1
        }
        while index < scalars.count, let sign = sign(scalars[index]) {
            glyphs += sign
            index += 1
        }
        out += glyphs.unicodeScalars
        if hasHook { out.append("Z") }
        return true
    }

    private func sign(_ scalar: Unicode.Scalar) -> String? {
        if let glyphs = Self.signs[scalar] { return glyphs }
        guard (0x941...0x945).contains(scalar.value) || scalar.value == 0x940 else { return nil }
        return KrutiDev.otherGlyphs[String(scalar)].map { String($0) }
    }

    private func glyphs(of letters: [(letter: String, hasNukta: Bool)]) -> String? {
        var glyphs = ""
        var place = 0
        while place < letters.count {
            let isPair =
                place + 1 < letters.count && !letters[place].hasNukta
                && !letters[place + 1].hasNukta
            if isPair {
                let pair = letters[place].letter + "\u{94D}" + letters[place + 1].letter
                if place + 2 == letters.count, let glyph = KrutiDev.conjunctGlyphs[pair] {
                    glyphs.unicodeScalars.append(glyph)
                    place += 2
                    continue
                }
                if let glyph = KrutiDev.halfGlyphs[pair] {
                    glyphs.unicodeScalars.append(glyph)
                    if place + 2 == letters.count { glyphs += "k" }
                    place += 2
                    continue
                }
            }
            let isLast = place + 1 == letters.count
            let (letter, hasNukta) = letters[place]
            if place > 0, isLast, letter == "र", !hasNukta {
                glyphs += "z"
            } else {
                // A letter that र follows is written whole.
                let beforeR =
                    place + 2 == letters.count && letters[place + 1] == ("र", false)
                guard let glyph = glyph(of: letter, hasNukta, isWhole: isLast || beforeR) else {
                    return nil
                }
                glyphs += glyph
            }
            place += 1
        }
        return glyphs
    }

    private func glyph(of letter: String, _ hasNukta: Bool, isWhole: Bool) -> String? {
        let nukta = hasNukta ? "+" : ""
        let whole = KrutiDev.wholeGlyphs[letter].map { String($0) + nukta }
        let half = KrutiDev.halfGlyphs[letter].map { String($0) + nukta }
        if isWhole { return whole ?? half.map { $0 + "k" } }
        return half ?? whole.map { $0 + "~" }
    }

    private static func isConsonant(_ scalar: Unicode.Scalar) -> Bool {
        (0x915...0x939).contains(scalar.value)
    }
}
