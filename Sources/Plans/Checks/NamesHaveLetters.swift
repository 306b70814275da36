public import MasterData

/// A name holds a letter.
///
/// A number or a dash in the place of a name is a column that slipped, or a blank that somebody
/// filled; nobody can tell from it what the thing is.
///
/// Example: a district called `101`, or an officer called `-`.
///
/// Repair: see that the columns are the right ones, and write the name.
public struct NamesHaveLetters: RowCheck {
    public static let code: FindingCode = "cell.name-without-letters"
    public static let kinds = MasterKind.named
    public static let looksAt = RowGlance.Aspects.names

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            for field in [Field.nameEn, .nameHi] {
                guard let name = version.content[field], !Self.hasLetters(name) else { continue }
                findings.error(
                    Self.code, at: subject.origin, key: subject.key, value: name,
                    "\(subject.key) has the \(field.rawValue) '\(name)', which is no name. Write its name."
                )
            }
        }
    }

    private static func hasLetters(_ name: String) -> Bool {
        name.unicodeScalars.contains(where: \.properties.isAlphabetic)
    }
}
