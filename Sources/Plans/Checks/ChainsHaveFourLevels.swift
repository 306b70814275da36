public import MasterData

/// A chain has four levels: officer, senior officer, head of department, state government.
///
/// Fewer are allowed, for a department without field offices, and worth a look.
///
/// Example: chain `ARCHIVES` has L1 and L2 only.
///
/// Repair: add the missing level, or leave it so on purpose.
public struct ChainsHaveFourLevels: Check {
    public static let code: FindingCode = "row.chain-short"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let levels = candidate.chainLevels
        for chain in candidate.liveChains {
            let count = levels[chain]?.count ?? 0
            guard (1..<4).contains(count) else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: chain), key: chain, value: String(count),
                "\(chain) has \(count) levels instead of four. See that no level is missing.")
        }
    }
}
