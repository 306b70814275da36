public import MasterData

/// Every thing that people read the name of has a Hindi name.
///
/// Notices go out in both languages. For places, whose registers lack Hindi, this is a note;
/// for departments, categories, designations and the rest it is a warning.
///
/// Example: designation `AEN` has a `name_en` and no `name_hi`.
///
/// Repair: add `name_hi`.
public struct NamesAreInHindiToo: RowCheck {
    public static let code: FindingCode = "cell.no-hindi-name"

    public static let kinds = MasterKind.named
    public static let gravest = Severity.warning
    public static let looksAt = RowGlance.Aspects.hindiName

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        guard let content = subject.content, content[.nameHi] == nil else { return }
        let key = subject.key
        let isQuiet = key.kind.isPlace || key.kind == .office || key.kind == .calendar
        let message = "\(key) has no Hindi name. Add name_hi."
        if isQuiet {
            findings.note(Self.code, at: subject.origin, key: key, message)
        } else {
            findings.warning(Self.code, at: subject.origin, key: key, message)
        }
    }
}
