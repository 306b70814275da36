// The layout of Kruti Dev 010: what each key draws.

extension KrutiDev {
    /// Glyphs that begin or go on a syllable, and the consonants they are.
    ///
    /// A half letter ends in a virama; the stroke `k` after it takes the virama away.
    static let consonants: [Unicode.Scalar: String] = {
        var glyphs = wholeLetters
        for (glyph, letter) in halfLetters { glyphs[glyph] = letter + "\u{94D}" }
        for (glyph, letters) in conjuncts { glyphs[glyph] = letters }
        return glyphs
    }()

    static let wholeLetters: [Unicode.Scalar: String] = [
        "d": "क", "x": "ग", "³": "ङ", "p": "च", "N": "छ", "t": "ज", ">": "झ", "¥": "ञ",
        "V": "ट", "B": "ठ", "M": "ड", "<": "ढ", "r": "त", "n": "द", "u": "न", "i": "प",
        "Q": "फ", "c": "ब", "Ò": "भ", "e": "म", ";": "य", "j": "र", "y": "ल", "G": "ळ",
        "o": "व", "l": "स", "g": "ह", "Ä": "घ",
    ]

    /// Letters that want their stroke, or are joined to the next letter.
    static let halfLetters: [Unicode.Scalar: String] = [
        "D": "क", "[": "ख", "X": "ग", "?": "घ", "P": "च", "T": "ज", "÷": "झ", "Ö": "झ",
        ".": "ण", "R": "त", "F": "थ", "/": "ध", "è": "ध", "Ë": "ध", "U": "न", "I": "प",
        "¶": "फ", "C": "ब", "H": "भ", "E": "म", "¸": "य", "Y": "ल", "O": "व", "'": "श",
        "Ü": "श", "\"": "ष", "L": "स", "º": "ह", "{": "क्ष", "«": "त्र", "Ù": "त्त", "™": "न्न",
    ]

    /// Several consonants in one glyph.
    static let conjuncts: [Unicode.Scalar: String] = [
        "=": "त्र", "K": "ज्ञ", "J": "श्र", ")": "द्ध", "|": "द्य", "}": "द्व", "í": "द्द", "Ì": "द्द",
        "æ": "द्र", "ê": "ट्ट", "Í": "ट्ट", "ë": "ट्ठ", "Î": "ट्ठ", "ì": "ड्ड", "Ï": "ड्ड", "ï": "ड्ढ",
        "Ô": "ड्ढ", "é": "न्न", "à": "ह्न", "á": "ह्य", "ã": "ह्म", "ä": "क्त", "Ø": "क्र", "Ý": "फ्र",
        "ç": "प्र", "Á": "प्र", "ô": "क्क", "Ñ": "कृ", "—": "कृ", "–": "दृ", "â": "हृ", "#": "रु",
        ":": "रू",
    ]

    /// Vowels, signs after a letter, and punctuation.
    static let others: [Unicode.Scalar: String] = [
        "v": "अ", "b": "इ", "Ã": "ई", "m": "उ", "Å": "ऊ", "_": "ऋ", ",": "ए",
        "h": "ी", "q": "ु", "w": "ू", "`": "ृ", "¢": "े", "¨": "ो", "©": "ौ", "W": "ॅ",
        "a": "ं", "¡": "ँ", "%": "ः", "È": "ीं", "~": "\u{94D}", "·": "ऽ", "•": "ऽ",
        "A": "।", "-": ".", "&": "-", "¼": "(", "½": ")", "]": ",", "@": "/", "^": "‘",
        "*": "’", "Þ": "“", "ß": "”", "(": ";", "¿": "{", "À": "}", "¾": "=", "\\": "?",
        "!": "!", "$": "+", "Œ": "॰", "ñ": "॰",
        "å": "०", "ƒ": "१", "„": "२", "…": "३", "†": "४", "‡": "५", "ˆ": "६", "‰": "७",
        "Š": "८", "‹": "९",
    ]
}
