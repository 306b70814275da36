public import MasterData

/// A place lies in a coarser kind of place, never in a finer one or in its own kind.
///
/// A district under a tehsil is a slip of columns, or two codes exchanged. Correct the parent.
public struct ParentsAreCoarser: Check {
    public static let code: FindingCode = "reference.hierarchy-order"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.places {
            candidate.forEachVersion(of: kind) { key, version in
                for hierarchy in Hierarchy.allCases {
                    guard
                        let parent = version.content.reference(hierarchy.parentField, in: kind),
                        let rank = Self.rank[kind], let above = Self.rank[parent.kind],
                        above >= rank
                    else { continue }
                    findings.error(
                        Self.code, at: candidate.origin(of: key), key: key,
                        value: parent.description,
                        "\(key) lies in \(parent), which is not coarser than a \(kind.rawValue). Correct \(hierarchy.parentField.rawValue)."
                    )
                }
            }
        }
    }

    /// The kinds with an order that all departments share; others are free.
    private static let rank: [MasterKind: Int] = [
        .state: 0, .division: 1, .district: 2, .subdivision: 3, .tehsil: 4, .subTehsil: 5,
        .block: 4, .urbanBody: 4, .gramPanchayat: 6, .village: 7, .ward: 7,
    ]
}
