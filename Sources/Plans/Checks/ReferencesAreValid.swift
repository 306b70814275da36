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
        candidate.forEachReferring { subject, specs in
            if subject.key.kind == .succession { return }
            // What is over is history; only what still holds must be answered.
            for version in subject.ahead {
                check(specs, in: version, of: subject.key, candidate, into: &findings)
            }
        }
    }

    private func check(
        _ specs: [KindSchema.Spec], in version: RowVersion, of key: RowKey,
        _ candidate: Candidate, into findings: inout Findings
    ) {
        for spec in specs {
            guard let target = version.content.reference(spec.field, in: key.kind),
                let timeline = candidate.rows[target],
                Self.faultyDays(of: version.validity, timeline)?.contains(candidate.asOf) == true
            else { continue }
            findings.error(
                Self.code, at: candidate.origin(of: key), key: key, value: target.description,
                "\(key) still has \(spec.field.rawValue) '\(target)', which is over by then. Retire \(key), or point it at the successor."
            )
        }
    }

    /// The as-of days on which a version has nothing left to point at: from where the last of the
    /// target that it meets is over, until the version itself is.
    static func faultyDays(of version: Validity, _ target: Timeline) -> Validity? {
        let met = target.versions.last { $0.validity.overlaps(version) }
        let faulty = Validity(from: met?.validity.to ?? .distantPast, to: version.to)
        return faulty.isEmpty ? nil : faulty
    }
}
