public import MasterData

/// What a row points at is there on some day of the row's own validity.
///
/// Retiring an office leaves its posts pointing at nothing: the check looks inward, at rows
/// that the import did not touch. A succession is exempt: it tells of what ended.
///
/// Example: office `O1` ends today, and post `P1`, which has no end, is a post of `O1`.
///
/// Repair: retire the row as well, or point it at the successor.
public struct ReferencesAreValid: Check {
    public static let code: FindingCode = "time.reference-ended"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.allCases where kind != .succession {
            let specs = kind.schema.specs.filter(\.type.isReference)
            if specs.isEmpty { continue }
            candidate.forEachVersion(of: kind) { key, version in
                // What is over is history; only what still holds must be answered.
                guard candidate.asOf < version.validity.to else { return }
                let ahead = Validity(
                    from: max(version.validity.from, candidate.asOf), to: version.validity.to)
                for spec in specs {
                    guard let target = version.content.reference(spec.field, in: kind),
                        !candidate.exists(target, during: ahead), candidate.rows.contains(target)
                    else { continue }
                    findings.error(
                        Self.code, at: candidate.origin(of: key), key: key,
                        value: target.description,
                        "\(key) still has \(spec.field.rawValue) '\(target)', which is over by then. Retire \(key), or point it at the successor."
                    )
                }
            }
        }
    }
}
