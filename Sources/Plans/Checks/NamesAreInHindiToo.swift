public import MasterData

/// Every thing that people read the name of has a Hindi name.
///
/// Notices go out in both languages. For places, whose registers lack Hindi, this is a
/// note; for departments, categories, designations and the rest it is a warning. Add `name_hi`.
public struct NamesAreInHindiToo: Check {
    public static let code: FindingCode = "cell.no-hindi-name"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.allCases where kind.schema.spec(of: .nameHi) != nil {
            candidate.forEachVersion(of: kind) { key, version in
                guard version.content[.nameHi] == nil, version.validity.contains(candidate.asOf)
                else { return }
                let isQuiet = kind.isPlace || kind == .office || kind == .calendar
                let origin = candidate.origin(of: key)
                let message = "\(key) has no Hindi name. Add name_hi."
                if isQuiet {
                    findings.note(Self.code, at: origin, key: key, message)
                } else {
                    findings.warning(Self.code, at: origin, key: key, message)
                }
            }
        }
    }
}
