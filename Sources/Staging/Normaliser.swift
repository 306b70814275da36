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
    }

    private(set) var counts: [Step: Int] = [:]

    mutating func canonical(_ raw: String) -> String {
        let ascii = raw.utf8.allSatisfy { $0 < 0x80 }
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

    private mutating func trimmed(_ raw: String) -> String {
        let scalars = raw.unicodeScalars
        guard let first = scalars.first, let last = scalars.last,
            Self.isEdge(first) || Self.isEdge(last)
        else { return raw }
        counts[.trimmed, default: 0] += 1
        var view = scalars[...]
        while let first = view.first, Self.isEdge(first) { view.removeFirst() }
        while let last = view.last, Self.isEdge(last) { view.removeLast() }
        return String(view)
    }

    private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
}
