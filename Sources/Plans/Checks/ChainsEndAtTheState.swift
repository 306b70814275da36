public import MasterData

/// The last level of a chain is a post at the level of the state government.
///
/// A complaint that nobody settles ends with the state, never with nobody.
///
/// Example: the L4 of chain `PHED` has the office level `district`.
///
/// Repair: make the last level one whose office level is `state`.
public struct ChainsEndAtTheState: Check {
    public static let code: FindingCode = "row.chain-end"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let levels = candidate.chainLevels
        for chain in candidate.liveChains {
            guard let last = levels[chain]?.last, last.content[.officeLevel] != "state" else {
                continue
            }
            findings.error(
                Self.code, at: candidate.origin(of: last.key) ?? candidate.origin(of: chain),
                key: chain, value: last.content[.officeLevel],
                "\(chain) ends at level \(last.content[.level] ?? "") with office level '\(last.content[.officeLevel] ?? "")'. Its last level must be the state government's."
            )
        }
    }
}
