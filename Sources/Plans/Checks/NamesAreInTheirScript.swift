public import MasterData

/// The Hindi name is written in Devanagari, and the English name is not.
///
/// A Hindi column filled with English is printed on notices that people cannot read, and one
/// that was saved in the wrong encoding is read by nobody.
///
/// Example: the `name_hi` of an officer is `Ramesh Sharma`, or `à¤°à¤®à¥‡à¤¶`; or his `name_en`
/// is `रमेश`.
///
/// Repair: write the name in its script, or empty the Hindi name until it is known.
public struct NamesAreInTheirScript: RowCheck {
    public static let code: FindingCode = "cell.wrong-script"
    public static let kinds = MasterKind.named
    public static let gravest = Severity.warning
    public static let looksAt = RowGlance.Aspects.names

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            if let name = version.content[.nameHi], Self.isNotHindi(name) {
                findings.warning(
                    Self.code, at: subject.origin, key: subject.key, value: name,
                    "The Hindi name of \(subject.key) is '\(name)', which has no Devanagari in it. Write it in Hindi, or leave it empty."
                )
            }
            if let name = version.content[.nameEn], Self.hasDevanagari(name) {
                findings.warning(
                    Self.code, at: subject.origin, key: subject.key, value: name,
                    "The English name of \(subject.key) is '\(name)', which is in Devanagari. Move it to name_hi."
                )
            }
        }
    }

    /// Letters of another script, and none of Devanagari: digits and signs alone are of no script.
    static func isNotHindi(_ name: String) -> Bool {
        !hasDevanagari(name) && name.unicodeScalars.contains(where: \.properties.isAlphabetic)
    }

    static func hasDevanagari(_ name: String) -> Bool {
        // The lead bytes of U+0900 to U+097F, without decoding: E0 A4 and E0 A5.
        var lead: UInt8 = 0
        for byte in name.utf8 {
            if lead == 0xE0, byte == 0xA4 || byte == 0xA5 { return true }
            lead = byte
        }
        return false
    }
}
