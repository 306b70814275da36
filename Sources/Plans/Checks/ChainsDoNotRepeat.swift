public import MasterData

/// No two levels of a chain name the same post.
///
/// An escalation from a post to itself changes nothing but the date.
///
/// Example: L2 and L3 both `SE` at `circle`.
///
/// Repair: name the next higher officer, or take the level out.
public struct ChainsDoNotRepeat: Check {
    public static let code: FindingCode = "row.chain-repeats"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (chain, levels) in candidate.chainLevels.sorted(by: { $0.key < $1.key }) {
            var seen: Set<[String?]> = []
            for (key, content) in levels {
                let post = [content[.department], content[.designation], content[.officeLevel]]
                guard !seen.insert(post).inserted else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key,
                    value: content[.designation],
                    "\(chain) names \(content[.designation] ?? "") at \(content[.officeLevel] ?? "") on two levels. Name the next higher officer on the later one."
                )
            }
        }
    }
}
