import MasterData
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalJSONTests {
    /// Characters at the ends of what UTF-8 and UTF-16 write in one, two, three and four units.
    private static let letters = [
        "a", "b", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "अ", "\u{D7FF}", "\u{E000}",
        "\u{FB33}", "\u{FFFF}", "\u{10000}", "😂", "\u{10FFFF}",
    ]

    @Test("members come by the UTF-16 code units of their names")
    func order() {
        let names =
            Self.letters
            + Self.letters.flatMap { first in Self.letters.map { "\(first)\($0)" } }
            + Self.letters.map { "अ\($0)" } + [""]
        let distinct = Dictionary(names.map { (Array($0.utf8), $0) }) { first, _ in first }.values
        let sorted = distinct.sorted {
            Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16))
        }
        let members = Dictionary(distinct.map { ($0, JSONValue.null) }) { first, _ in first }
        let kept = sorted.filter { name in
            members.keys.contains { Array($0.utf8) == Array(name.utf8) }
        }
        let text = "{\(kept.map { "\"\($0)\":null" }.joined(separator: ","))}"
        #expect(JSONValue.object(members).description == text)
    }
}
