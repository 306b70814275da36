public import MasterData

/// Every place but a state lies in another place in at least one hierarchy.
///
/// Nothing leads from an orphan to a district officer, so its complaints stop at its own
/// level. Give the place its parent.
public struct PlacesHaveAParent: Check {
    public static let code: FindingCode = "reference.orphan-place"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.places where kind != .state {
            candidate.forEachVersion(of: kind) { key, version in
                let hasParent = Hierarchy.allCases.contains {
                    version.content[$0.parentField] != nil
                }
                guard !hasParent else { return }
                findings.error(
                    Self.code, at: candidate.origin(of: key), key: key,
                    "\(key) lies in no other place. Give it a parent in one of the hierarchies.")
            }
        }
    }
}
