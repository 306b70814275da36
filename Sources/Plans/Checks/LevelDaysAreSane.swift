public import MasterData

/// A level has between 1 and 180 days.
///
/// None means that the level is passed at once; more than half a year, that the complaint
/// sleeps. Correct `days`.
public struct LevelDaysAreSane: Check {
    public static let code: FindingCode = "cell.level-days"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        candidate.forEachVersion(of: .chainLevel) { key, version in
            guard let days = version.content.integer(.days), !(1...180).contains(days) else {
                return
            }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: String(days),
                "\(key) has \(days) days. Between 1 and 180 are usual; correct them.")
        }
    }
}
