public import MasterData

/// A name has single spaces, whole brackets and no mark left over at its end.
///
/// Such a name differs from the same name written properly: it is found by no search, and the
/// next feed renames the thing.
///
/// Example: `Public  Works Department`, `Kishangarh (Ajmer` or `Nohar,`.
///
/// Repair: write the name properly at its source.
public struct NamesAreTidy: RowCheck {
    public static let code: FindingCode = "cell.untidy-name"
    public static let kinds = MasterKind.named
    public static let gravest = Severity.note
    public static let looksAt = RowGlance.Aspects.names

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            for field in [Field.nameEn, .nameHi] {
                guard let name = version.content[field], let fault = Self.fault(of: name) else {
                    continue
                }
                findings.note(
                    Self.code, at: subject.origin, key: subject.key, value: name,
                    "\(subject.key) has the \(field.rawValue) '\(name)', with \(fault). Write it properly."
                )
            }
        }
    }

    static func fault(of name: String) -> String? {
        var depth = 0
        var before: UInt8 = 0
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: " ") where before == UInt8(ascii: " "): return "two spaces in a row"
            case UInt8(ascii: ",") where before == UInt8(ascii: " "):
                return "a space before a comma"
            default: break
            }
            if depth < 0 { return "a bracket that opens nowhere" }
            before = byte
        }
        if depth > 0 { return "a bracket that does not close" }
        return ",;:-/".utf8.contains(before) ? "a mark left over at its end" : nil
    }
}
