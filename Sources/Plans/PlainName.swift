/// Names that are words of letters with one space between them, the first of which does not even
/// begin like a title, a placeholder or a vacancy.
///
/// The checks of names find nothing in such a name, which a test holds them to. One pass over
/// the bytes tells; a name that is not plain may still be a good one.
enum PlainName {
    /// Letters of English and single spaces.
    static func isEnglish(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 1 else { return false }
        var last = space
        for byte in bytes {
            let isSpace = byte == space
            guard isSpace ? last != space : isLetter(byte) else { return false }
            last = byte
        }
        guard last != space else { return false }
        guard doubtful.pairs[pair(bytes[0], bytes[1])] else { return true }
        let third = bytes.count > 2 ? bytes[2] : space
        return !doubtful.english.contains { $0.begins(bytes[0], bytes[1], third) }
    }

    /// Letters and signs of Devanagari and single spaces, a letter first.
    static func isHindi(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        var count = 0
        var (first, second, third) = (space32, space32, space32)
        var last = space32
        while index < bytes.count {
            var scalar = space32
            if bytes[index] == space {
                guard last != space32 else { return false }
                index += 1
            } else {
                guard bytes[index] == 0xE0, index + 2 < bytes.count,
                    bytes[index + 1] & 0xFE == 0xA4
                else { return false }
                scalar =
                    0x900 | UInt32(bytes[index + 1] & 1) << 6
                    | UInt32(bytes[index + 2] & 0x3F)
                index += 3
            }
            switch count {
            case 0: first = scalar
            case 1: second = scalar
            case 2: third = scalar
            default: break
            }
            count += 1
            last = scalar
        }
        guard (0x904...0x939).contains(first), count > 1, last != space32 else { return false }
        return !doubtful.hindi.contains { $0.begins(first, second, third) }
    }

    private static let space = UInt8(ascii: " ")
    private static let space32 = UInt32(space)

    private static func isLetter(_ byte: UInt8) -> Bool {
        let small = byte | 0x20
        return small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
    }

    /// A number for two letters, or a letter and a space: of a small letter the lower five bits,
    /// of a space none.
    private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
        Int(first & 0x1F) << 5 | Int(second & 0x1F)
    }

    /// How the first word of a name begins that is looked at with care.
    private static let doubtful = Beginnings()

    private struct Beginnings: Sendable {
        /// By ``pair(_:_:)``, whether some English beginning has these two letters.
        private(set) var pairs = [Bool](repeating: false, count: 1024)
        private(set) var english: [English] = []
        private(set) var hindi: [Hindi] = []

        /// Two letters, the second of which may be a space, and what may come after them.
        struct English {
            var first: UInt8
            var second: UInt8
            /// A letter, a space also for the end of the name, or nothing for anything.
            var third: UInt8?

            func begins(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
                first == a | 0x20 && second == b | 0x20 && (third.map { $0 == c | 0x20 } ?? true)
            }
        }

        struct Hindi {
            var first: UInt32
            /// Nothing when any sign that is no letter is doubtful.
            var second: UInt32?
            /// Nothing for anything.
            var third: UInt32?

            func begins(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> Bool {
                first == a && (second.map { $0 == b } ?? !VacancyIsNoPerson.isLetter(b))
                    && (third.map { $0 == c } ?? true)
            }
        }

        init() {
            let vacancies = VacancyIsNoPerson.words
            for word in vacancies.union(PersonNamesHaveNoTitle.titles)
                .union(NamesAreNoPlaceholders.words)
            {
                // The key by which a vacancy is known leaves spaces and some signs out.
                let isJoined = vacancies.contains(word)
                if let letters = Self.letters(of: word) {
                    add(letters[0], letters[1], letters.count > 2 ? letters[2] : space)
                    if isJoined {
                        add(letters[0], letters[1], space)
                        add(letters[0], space, nil)
                    }
                } else {
                    let scalars = word.unicodeScalars.prefix(3).map(\.value)
                    // A title is a word by itself; the key of a vacancy may leave signs out.
                    let third = scalars.count > 2 ? scalars[2] : UInt32(space)
                    hindi.append(
                        Hindi(first: scalars[0], second: scalars[1], third: isJoined ? nil : third))
                    if isJoined { hindi.append(Hindi(first: scalars[0])) }
                }
            }
        }

        private mutating func add(_ first: UInt8, _ second: UInt8, _ third: UInt8?) {
            pairs[pair(first, second)] = true
            english.append(English(first: first, second: second, third: third))
        }

        /// The small letters of an English word, up to its first sign that is none.
        private static func letters(of word: String) -> [UInt8]? {
            guard let first = word.utf8.first, first < 0x80 else { return nil }
            let letters = Array(word.utf8.prefix { isLetter($0) })
            return letters.count > 1 ? letters : letters + [space]
        }
    }
}
