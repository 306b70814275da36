public import MasterData

/// Every reference names a thing that the masters list on some day of the row's validity.
///
/// A row that points at nothing can route nothing: an office of an unknown department never
/// receives a complaint.
///
/// Example: post `P1` has the office `O9`, which neither the file nor the live masters list.
///
/// Repair: correct the code, or import the missing row with it.
public struct ReferencesAreKnown: Check {
    public static let code: FindingCode = "reference.unknown"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        candidate.forEachReferring { subject, specs in
            for version in subject.versions {
                check(specs, in: version, of: subject.key, candidate, into: &findings)
            }
        }
    }

    private func check(
        _ specs: [KindSchema.Spec], in version: RowVersion, of key: RowKey,
        _ candidate: Candidate, into findings: inout Findings
    ) {
        for spec in specs {
            guard let value = version.content[spec.field] else { continue }
            let target = spec.type.reference(value)
            if let target, candidate.rows.contains(target) { continue }
            let name = target?.description ?? value
            findings.error(
                Self.code, at: candidate.origin(of: key), key: key, value: value,
                "\(key) has \(spec.field.rawValue) '\(name)', which neither this import nor the live masters list. Correct the code, or import that \(target?.kind.rawValue ?? "row") with it."
            )
        }
    }
}
