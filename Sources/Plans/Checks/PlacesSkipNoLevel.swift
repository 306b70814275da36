public import MasterData

/// A place lies in the same kind of place as nearly all others of its kind do.
///
/// A village directly under a district, where others lie in a tehsil, is missed by every rule
/// and office of the level between.
///
/// Example: `district:770` under the state, where all other districts lie in a division.
///
/// Repair: give it the parent of the level between, or leave it so on purpose.
public struct PlacesSkipNoLevel: Check {
    public static let code: FindingCode = "reference.hierarchy-jump"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.places where kind != .state {
            for hierarchy in Hierarchy.allCases {
                let parents = candidate.live(kind).compactMap { key, content in
                    content.reference(hierarchy.parentField, in: kind).map { (key, $0) }
                }
                var counts: [MasterKind: Int] = [:]
                for (_, parent) in parents { counts[parent.kind, default: 0] += 1 }
                guard let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
                    usual.value >= 5, usual.value * 10 >= parents.count * 7,
                    let expected = ParentsAreCoarser.rank[usual.key]
                else { continue }
                for (key, parent) in parents {
                    guard let rank = ParentsAreCoarser.rank[parent.kind], rank < expected else {
                        continue
                    }
                    findings.warning(
                        Self.code, at: candidate.origin(of: key), key: key,
                        value: parent.description,
                        "\(key) lies directly in \(parent), where nearly every other \(kind.rawValue) lies in a \(usual.key.rawValue). Correct \(hierarchy.parentField.rawValue), or leave it so on purpose."
                    )
                }
            }
        }
    }
}
