public import MasterData

/// Some rule leads to each chain.
///
/// A chain that no rule names is left over from another time, or the rule that should name it
/// is missing.
///
/// Example: chain `PHED-OLD`, which no rule names.
///
/// Repair: retire it, or import its rule.
public struct ChainsAreUsed: Check {
    public static let code: FindingCode = "row.unused-chain"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let rules = candidate.live(.rule)
        guard !rules.isEmpty else { return }
        let used = Set(rules.compactMap { $0.content[.chain] })
        for (key, _) in candidate.live(.chain) where !used.contains(key.code) {
            findings.note(
                Self.code, at: candidate.origin(of: key), key: key,
                "No rule names \(key). Retire it, or import its rule.")
        }
    }
}
