public import MasterData

/// From level to level the offices of a chain stand as high or higher.
///
/// Escalation that goes down, from a district to a tehsil, takes the complaint to somebody with
/// less say.
///
/// Example: L1 at `district`, L2 at `tehsil`.
///
/// Repair: exchange the levels, or correct `office_level`.
public struct ChainsClimb: Check {
    public static let code: FindingCode = "row.chain-order"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (chain, levels) in candidate.chainLevels.sorted(by: { $0.key < $1.key }) {
            for (lower, higher) in zip(levels, levels.dropFirst()) {
                guard let from = lower.content[.officeLevel], let to = higher.content[.officeLevel],
                    let rank = Self.rank[from], let next = Self.rank[to], rank < next
                else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: higher.key), key: higher.key, value: to,
                    "\(chain) goes down from \(from) to \(to) at level \(higher.content[.level] ?? ""). Exchange the levels, or correct office_level."
                )
            }
        }
    }

    /// How fine the level of an office is; zones and circles are made by departments.
    static let rank = [
        "state": 0, "head_office": 1, "zone": 2, "division": 2, "circle": 3, "district": 3,
        "subdivision": 4, "tehsil": 5, "block": 5, "urban_body": 5, "local": 6,
    ]
}
