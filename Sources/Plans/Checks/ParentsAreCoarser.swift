public import MasterData

/// A place lies in a coarser kind of place, never in a finer one or in its own kind.
///
/// A district under a tehsil is a slip of columns, or two codes exchanged.
///
/// Example: `district:101` has the `parent_revenue` `tehsil:555`.
///
/// Repair: correct the parent.
public struct ParentsAreCoarser: RowCheck {
    public static let code: FindingCode = "reference.hierarchy-order"

    public static let kinds = MasterKind.places

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        guard let rank = Self.rank[key.kind] else { return }
        for version in subject.versions {
            for hierarchy in Hierarchy.allCases {
                guard
                    let parent = version.content.reference(hierarchy.parentField, in: key.kind),
                    let above = Self.rank[parent.kind], above >= rank
                else { continue }
                findings.error(
                    Self.code, at: subject.origin, key: key, value: parent.description,
                    "\(key) lies in \(parent), which is not coarser than a \(key.kind.rawValue). Correct \(hierarchy.parentField.rawValue)."
                )
            }
        }
    }

    /// The kinds with an order that all departments share; others are free.
    static let rank: [MasterKind: Int] = [
        .state: 0, .division: 1, .district: 2, .subdivision: 3, .tehsil: 4, .subTehsil: 5,
        .block: 4, .urbanBody: 4, .gramPanchayat: 6, .village: 7, .ward: 7,
    ]
}
