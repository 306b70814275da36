public import MasterData

/// Every field that its kind requires is filled.
///
/// A post without a designation, or a rule without a chain, can answer nobody. A feed that adds
/// a thing must bring these fields; one that changes a thing may leave them out.
///
/// Example: a new post with an empty `designation`.
///
/// Repair: fill the column, or import the thing from a file that has it.
public struct RequiredFieldsAreFilled: RowCheck {
    public static let code: FindingCode = "cell.required"

    public static let kinds = MasterKind.allCases

    private static let required: [[Field]] = MasterKind.allCases.map { kind in
        kind.schema.specs.filter(\.isRequired).map(\.field)
    }

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        for version in subject.versions {
            for field in Self.required[key.kind.order] where version.content[field] == nil {
                findings.error(
                    Self.code, at: subject.origin, key: key, value: field.rawValue,
                    "\(key) has no \(field.rawValue), which every \(key.kind.rawValue) needs. Fill it."
                )
            }
        }
    }
}
