public import MasterData

/// A post that nobody holds is vacant; no officer is called "Vacant".
///
/// A made-up officer makes the post look held: complaints go to nobody, and no stand-in
/// answers.
///
/// Example: an officer called `Vacant`, `Post vacant` or `रिक्त`.
///
/// Repair: take the row out: a post without a posting is vacant, and says so.
public struct VacancyIsNoPerson: RowCheck {
    public static let code: FindingCode = "cell.vacant-as-name"
    public static let kinds: [MasterKind] = [.person]
    public static let looksAt = RowGlance.Aspects.names

    public init() {}

    static let words: Set<String> = [
        "vacant", "postvacant", "vacantpost", "vacancy", "lyingvacant", "notposted", "unfilled",
        "रिक्त", "रिक्तपद", "पदरिक्त", "खाली",
    ]

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            for field in [Field.nameEn, .nameHi] {
                guard let name = version.content[field], Self.isVacancy(name) else { continue }
                findings.error(
                    Self.code, at: subject.origin, key: subject.key, value: name,
                    "\(subject.key) is called '\(name)': that is a vacant post, no officer. Take the row out."
                )
            }
        }
    }

    static func isVacancy(_ name: String) -> Bool {
        // Hardly any name begins so; the key is made for those that do.
        guard mayBegin(name) else { return false }
        return words.contains(MatchKey(name).text)
    }
    /// Whether the first two letters are those of a word, or there is a sign among them that the
    /// key may leave out.
    private static func mayBegin(_ name: String) -> Bool {
        var scalars = name.unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return false }
        if first == "(" || first == "[" { return true }
        guard let seconds = beginnings[first], let second = scalars.next() else { return false }
        return seconds.unicodeScalars.contains(second) || !isLetter(second.value)
    }

    /// By the first letter of a word, what its second may be.
    private static let beginnings: [Unicode.Scalar: String] = [
        "v": "aA", "V": "aA", "l": "yY", "L": "yY", "p": "oO", "P": "oO", "n": "oO", "N": "oO",
        "u": "nN", "U": "nN", "र": "\u{93F}", "प": "द", "ख": "\u{93E}",
    ]

    /// Whether it is a letter of English or Hindi, or a sign of Hindi that every key keeps; that no
    /// vowel follows is kept but between a nasal and a stop, and no word begins with a nasal.
    static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0x901...0x939, 0x93E...0x94D: true
        default: false
        }
    }
}
