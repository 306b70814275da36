public import MasterData

/// Every field that its kind requires is filled.
///
/// A post without a designation, or a rule without a chain, can answer nobody. A feed that
/// adds a thing must bring these fields; one that changes a thing may leave them out.
/// Fill the column, or import the thing from a file that has it.
public struct RequiredFieldsAreFilled: Check {
    public static let code: FindingCode = "cell.required"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.allCases {
            let required = kind.schema.specs.filter(\.isRequired)
            candidate.forEachVersion(of: kind) { key, version in
                for spec in required where version.content[spec.field] == nil {
                    findings.error(
                        Self.code, at: candidate.origin(of: key), key: key,
                        value: spec.field.rawValue,
                        "\(key) has no \(spec.field.rawValue), which every \(kind.rawValue) needs. Fill it."
                    )
                }
            }
        }
    }
}
