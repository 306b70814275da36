internal import Foundation

/// Brings a value into canonical form: trimmed, Unicode NFC, plain spaces.
///
/// Keys, hashes and comparisons are over this form. What it did is counted, never hidden.
struct Normaliser {
    /// What had to be done to a value.
    enum Step: String, CaseIterable {
        /// White space, or a byte order mark, at an edge.
        case trimmed
        /// Composed or decomposed to NFC; Devanagari nukta letters decompose.
        case composed
        /// A no-break space became a space.
        case spaces
        /// Digits of another script became ASCII digits in a code, a number or a day.
        case digits
        /// `="00629"` became `00629`.
        case unwrapped
    }

    private(set) var counts: [Step: Int] = [:] {
        didSet { stepCount += 1 }
    }
    /// How often anything was done.
    private(set) var stepCount = 0
    /// Whether the last value had signs at an edge that a person cannot see.
    private(set) var tookUnseen = false

    mutating func canonical(_ raw: String) -> String {
        let ascii = raw.utf8.allSatisfy { $0 < 0x80 }
        tookUnseen = false
        var text = trimmed(raw)
        if ascii { return text }
        if text.unicodeScalars.contains("\u{A0}") {
            text = String(
                String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
            counts[.spaces, default: 0] += 1
        }
        let composed = text.precomposedStringWithCanonicalMapping
        if !composed.utf8.elementsEqual(text.utf8) {
            counts[.composed, default: 0] += 1
            text = composed
        }
        return text
    }

    /// A code, number or day with ASCII digits, and without what cannot be seen.
    mutating func plain(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            if properties.generalCategory == .format { continue }
            if properties.generalCategory == .decimalNumber, let digit = properties.numericValue,
                let ascii = Unicode.Scalar(0x30 + UInt32(digit))
            {
                view.append(ascii)
            } else {
                view.append(scalar)
            }
        }
        let plain = String(view)
        if !plain.utf8.elementsEqual(text.utf8) { counts[.digits, default: 0] += 1 }
        return plain
    }

    /// The text that a spreadsheet was made to keep as `="00629"`.
    mutating func unwrapped(_ text: String) -> String {
        guard let inner = SpreadsheetDamage.unwrapped(text) else { return text }
        counts[.unwrapped, default: 0] += 1
        return inner
    }

    private mutating func trimmed(_ raw: String) -> String {
        let scalars = raw.unicodeScalars
        guard let first = scalars.first, let last = scalars.last,
            Self.isEdge(first) || Self.isEdge(last)
        else { return raw }
        counts[.trimmed, default: 0] += 1
        tookUnseen = [first, last].contains { Self.isEdge($0) && !$0.isASCII }
        var view = scalars[...]
        while let first = view.first, Self.isEdge(first) { view.removeFirst() }
        while let last = view.last, Self.isEdge(last) { view.removeLast() }
        return String(view)
    }

    private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
}
