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
    public static let gravest = Severity.warning
    public static let looksAt = RowGlance.Aspects.names

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

    static let titles: Set<String> = [
        "shri", "sri", "shree", "smt", "smt.", "sh.", "sh", "km.", "kumari", "dr", "dr.", "mr",
        "mr.", "mrs", "mrs.", "ms.", "श्री", "श्रीमती", "सुश्री", "कु.", "डॉ", "डॉ.",
    ]

    static func hasTitle(_ name: String) -> Bool {
        if name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { return true }
        guard mayBegin(name) else { return false }
        let parts = name.split(separator: " ")
        guard parts.count > 1, let first = parts.first else { return false }
        return titles.contains(first.lowercased())
    }

    /// Whether the first word may be a title; hardly any is, and only then the words are cut
    /// apart.
    private static func mayBegin(_ name: String) -> Bool {
        let word = name.utf8.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
        guard let first = word.first else { return false }
        if word.allSatisfy({ $0 < 0x80 }) {
            return word.count <= 6 && "sSkKdDmM".utf8.contains(first)
                && titles.contains(Substring(word).lowercased())
        }
        // A word of Hindi has no small letters; one of another script is looked at with care.
        return first != 0xE0 || !word.allSatisfy { $0 >= 0x80 }
            || hindiTitles.contains { $0.utf8.elementsEqual(word) }
    }

    private static let hindiTitles = titles.filter { ($0.utf8.first ?? 0) >= 0x80 }
}
