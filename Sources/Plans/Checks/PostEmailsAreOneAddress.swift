public import MasterData

/// The e-mail of a post is one address.
///
/// Two addresses in one cell, or a word in the place of the `@`, reach nobody.
///
/// Example: `xen.nohar at example.in`, or `a@example.in; b@example.in`.
///
/// Repair: keep one address.
public struct PostEmailsAreOneAddress: RowCheck {
    public static let code: FindingCode = "cell.post-email"
    public static let kinds: [MasterKind] = [.post]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            guard let email = version.content[.email], !Self.isOneAddress(email) else { continue }
            findings.warning(
                Self.code, at: subject.origin, key: subject.key, value: email,
                "\(subject.key) has the e-mail '\(email)', which is not one address. Keep one (name@domain)."
            )
        }
    }

    static func isOneAddress(_ email: String) -> Bool {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
            !parts[1].hasPrefix("."), !parts[1].hasSuffix(".")
        else { return false }
        return email.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";")
        }
    }
}
