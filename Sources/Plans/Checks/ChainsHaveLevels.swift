public import MasterData

/// A chain has levels, numbered from 1 without a gap.
///
/// A chain without L1 gives a complaint to nobody; a gap stops escalation.
///
/// Example: chain `PHED` has the levels 1, 2 and 4.
///
/// Repair: add the level that is missing.
public struct ChainsHaveLevels: Check {
    public static let code: FindingCode = "row.chain-levels"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let levels = candidate.chainLevels
        for chain in candidate.liveChains {
            let numbers = (levels[chain] ?? []).compactMap { $0.content.integer(.level) }
            guard numbers != Array(1..<(numbers.count + 1)) || numbers.isEmpty else { continue }
            findings.error(
                Self.code, at: candidate.origin(of: chain), key: chain,
                value: numbers.map(String.init).joined(separator: ","),
                numbers.isEmpty
                    ? "\(chain) has no levels. Add them."
                    : "\(chain) has the levels \(numbers.map(String.init).joined(separator: ", ")); they must run from 1 without a gap."
            )
        }
    }
}
