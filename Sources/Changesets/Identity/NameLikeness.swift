internal import MasterData

/// A name in the forms in which likeness is judged: as it is matched, as it sounds, in pairs.
struct NameShape {
    let key: MatchKey
    /// What is left when spellings that sound alike are made one.
    let sound: String
    private let pairs: [UInt64]

    init(_ name: String) {
        key = MatchKey(name)
        sound = Self.sound(of: key.text)
        pairs = Self.pairs(of: Self.spelling(of: key.text))
    }

    var isEmpty: Bool { key.isEmpty }

    /// How alike two names are, from 0 to 1000; 1000 when they match but for their spelling.
    func likeness(to other: NameShape) -> Int {
        if key == other.key { return 1_000 }
        let shared =
            Self.shared(pairs, other.pairs) * 2 * 900 / max(1, pairs.count + other.pairs.count)
        return sound == other.sound ? max(shared, 950) : shared
    }

    private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

    /// One spelling of what registers spell in two ways: ड़ is `d` or `r` (`Badi`, `Bari`), a
    /// last `h` is silent, and a nasal before `w` is there or not (`Kuwaria`, `Kunwariya`).
    private static func spelling(of text: String) -> String {
        let letters = Array(text)
        var spelt = ""
        for (position, letter) in letters.enumerated() {
            let next = position + 1 < letters.count ? letters[position + 1] : nil
            if letter == "h", next == nil { continue }
            if letter == "n", next == "w" || next == "v" { continue }
            spelt.append(letter == "d" && position > 0 ? "r" : letter)
        }
        return spelt
    }

    /// Consonants as they sound, and the first vowel: `Dholpur` and `Dhaulpur` are one, and so
    /// are `Pavta` and `Paota`.
    private static func sound(of text: String) -> String {
        var letters: [Character] = []
        let all = Array(text)
        for (position, letter) in all.enumerated() {
            var letter = letter
            if letter == "v" || letter == "w", position > 0, position + 1 < all.count,
                vowels.contains(all[position - 1]), !vowels.contains(all[position + 1]),
                all[position + 1].isASCII
            {
                continue
            }
            switch letter {
            case "w": letter = "v"
            case "z": letter = "j"
            case "q", "c": letter = "k"
            case "ं", "ँ": letter = "न"
            default: break
            }
            if letter == "h", let last = letters.last, !"aeiou".contains(last) { continue }
            if letters.last == letter { continue }
            letters.append(letter)
        }
        guard let first = letters.first else { return "" }
        let rest = letters.dropFirst().filter { !"aeiouy".contains($0) }
        return String(first) + String(rest)
    }

    /// Each two letters that stand together, in order.
    private static func pairs(of text: String) -> [UInt64] {
        let scalars = [0] + text.unicodeScalars.map { UInt64($0.value) } + [0]
        return zip(scalars, scalars.dropFirst()).map { $0 << 32 | $1 }.sorted()
    }

    private static func shared(_ a: [UInt64], _ b: [UInt64]) -> Int {
        var (i, j, count) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                (i, j, count) = (i + 1, j + 1, count + 1)
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }
}
