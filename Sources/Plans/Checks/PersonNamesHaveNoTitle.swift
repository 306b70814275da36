public import MasterData

/// A person's name is the name alone: no title before it and no digits in it.
///
/// Titles make one officer look like two when files are compared.
///
/// Example: `Smt. Asha Devi`, or `Asha Devi 2`.
///
/// Repair: take "Shri", "Smt.", "Dr." or the number out of the name.
public struct PersonNamesHaveNoTitle: RowCheck {
    public static let code: FindingCode = "cell.title-in-name"

    public static let kinds: [MasterKind] = [.person]

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            for field in [Field.nameEn, .nameHi] {
                guard let name = version.content[field], Self.hasTitle(name) else { continue }
                findings.warning(
                    Self.code, at: subject.origin, key: subject.key, value: name,
                    "\(subject.key) is called '\(name)'. Take the title or the digits out of the name."
                )
            }
        }
    }

    private static let titles: Set<String> = [
        "shri", "sri", "shree", "smt", "smt.", "sh.", "sh", "km.", "kumari", "dr", "dr.", "mr",
        "mr.", "mrs", "mrs.", "ms.", "श्री", "श्रीमती", "सुश्री", "कु.", "डॉ", "डॉ.",
    ]

    static func hasTitle(_ name: String) -> Bool {
        if name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { return true }
        // Hardly any name begins so; the words are cut apart for those that do.
        guard let first = name.unicodeScalars.first(where: { $0 != " " }),
            "sSkKdDmMशसकड".unicodeScalars.contains(first) || !isLetter(first)
        else { return false }
        let parts = name.split(separator: " ")
        guard parts.count > 1, let first = parts.first, first.utf8.count <= longest else {
            return false
        }
        return titles.contains(first.lowercased())
    }

    /// Whether it is a letter of English or Hindi, which is itself and nothing else.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0x904...0x939: true
        default: false
        }
    }

    /// The bytes of the longest title, with room for a letter whose small form is shorter.
    private static let longest = 3 * (titles.map(\.utf8.count).max() ?? 0)
}
