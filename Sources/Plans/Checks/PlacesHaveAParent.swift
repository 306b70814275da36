public import MasterData

/// Every place but a state lies in another place in at least one hierarchy.
///
/// Nothing leads from an orphan to a district officer, so its complaints stop at its own level.
///
/// Example: `tehsil:555` with all four parents empty.
///
/// Repair: give the place its parent.
public struct PlacesHaveAParent: RowCheck {
    public static let code: FindingCode = "reference.orphan-place"

    public static let kinds = MasterKind.places.filter { $0 != .state }

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.versions {
            let hasParent = Hierarchy.allCases.contains { version.content[$0.parentField] != nil }
            guard !hasParent else { continue }
            findings.error(
                Self.code, at: subject.origin, key: subject.key,
                "\(subject.key) lies in no other place. Give it a parent in one of the hierarchies."
            )
        }
    }
}
