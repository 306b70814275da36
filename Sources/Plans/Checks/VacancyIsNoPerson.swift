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

    public init() {}

    private static let words: Set<String> = [
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
        guard let first = name.unicodeScalars.first,
            "vVlLpPnNuUरपख([".unicodeScalars.contains(first)
        else { return false }
        return words.contains(MatchKey(name).text)
    }
}
