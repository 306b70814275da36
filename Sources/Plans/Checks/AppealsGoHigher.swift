public import MasterData

/// The first appeal goes to another officer than the one who decided, and the second to another
/// than the first.
///
/// An appeal to the officer whose decision it is against is none.
///
/// Example: service `S1` with `AEN` as designated officer and as `first_appeal`.
///
/// Repair: name the next higher officer.
public struct AppealsGoHigher: RowCheck {
    public static let code: FindingCode = "row.appeal-to-itself"
    public static let kinds: [MasterKind] = [.service]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let steps: [(lower: Field, higher: Field)] = [
            (.designatedOfficer, .firstAppeal), (.firstAppeal, .secondAppeal),
        ]
        for version in subject.versions {
            for (lower, higher) in steps {
                guard let officer = version.content[higher], officer == version.content[lower]
                else {
                    continue
                }
                findings.warning(
                    Self.code, at: subject.origin, key: subject.key, value: officer,
                    "\(subject.key) names \(officer) as \(lower.rawValue) and again as \(higher.rawValue). Name the next higher officer."
                )
            }
        }
    }
}
