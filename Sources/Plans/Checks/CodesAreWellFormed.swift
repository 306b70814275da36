public import MasterData

/// Codes hold letters, digits, dots, underscores and hyphens; LGD codes digits only.
///
/// A code with a space or a slash cannot be told from two codes, and an LGD code with a letter
/// is not the directory's.
///
/// Example: `tehsil:5A`, or a person with the code `E 9`.
///
/// Repair: correct the code at its source.
public struct CodesAreWellFormed: RowCheck {
    public static let code: FindingCode = "row.bad-code"

    public static let kinds = MasterKind.allCases.filter(\.schema.keyFields.isEmpty)
    public static let looksAt = RowGlance.Aspects.code

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        guard !Self.isWellFormed(key) else { return }
        findings.error(
            Self.code, at: subject.origin, key: key, value: key.code,
            "'\(key.code)' is no code of the scheme \(key.scheme.rawValue). Use \(key.scheme == .lgd ? "digits only" : "letters, digits, '.', '_' and '-'")."
        )
    }

    private static func isWellFormed(_ key: RowKey) -> Bool {
        var code = key.code
        return code.withUTF8 { isWellFormed(UnsafeRawBufferPointer($0), of: key.scheme) }
    }

    static func isWellFormed(_ code: UnsafeRawBufferPointer, of scheme: CodeScheme) -> Bool {
        !code.isEmpty
            && code.allSatisfy { byte in
                switch byte {
                case 0x30...0x39: true
                case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: scheme != .lgd
                default: false
                }
            }
    }
}
