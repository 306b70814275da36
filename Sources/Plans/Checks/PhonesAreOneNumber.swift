public import MasterData

/// The telephone of a post is one number of six to twelve digits.
///
/// Two numbers in one cell, or a number with a remark, cannot be dialled by the portal.
///
/// Example: `230401, 230402 (Fax)`, or `2.30E+05`.
///
/// Repair: keep one number: code and number, with a space or a hyphen between them.
public struct PhonesAreOneNumber: RowCheck {
    public static let code: FindingCode = "cell.phone"
    public static let kinds: [MasterKind] = [.post]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            guard let phone = version.content[.phone], !Self.isOneNumber(phone) else { continue }
            findings.warning(
                Self.code, at: subject.origin, key: subject.key, value: phone,
                "\(subject.key) has the telephone '\(phone)', which is not one number. Keep one, of 6 to 12 digits."
            )
        }
    }

    static func isOneNumber(_ phone: String) -> Bool {
        var digits = 0
        for byte in phone.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "+"): break
            default: return false
            }
        }
        return (6...12).contains(digits)
    }
}
