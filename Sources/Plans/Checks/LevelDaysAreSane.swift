public import MasterData

/// A level has between 1 and 180 days.
///
/// None means that the level is passed at once; more than half a year, that the complaint
/// sleeps.
///
/// Example: level `PHED/1` has 400 days.
///
/// Repair: correct `days`.
public struct LevelDaysAreSane: RowCheck {
    public static let code: FindingCode = "cell.level-days"

    public static let kinds: [MasterKind] = [.chainLevel]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            guard let days = version.content.integer(.days), !(1...180).contains(days) else {
                continue
            }
            findings.warning(
                Self.code, at: subject.origin, key: subject.key, value: String(days),
                "\(subject.key) has \(days) days. Between 1 and 180 are usual; correct them.")
        }
    }
}
