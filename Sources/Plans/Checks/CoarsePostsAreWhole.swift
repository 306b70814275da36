public import MasterData

/// The post for complaints known only by a coarse place has designation and office level.
///
/// One without the other names no post, and such complaints become unroutable.
///
/// Example: level `PHED/1` has `coarse_designation` `SE` and no `coarse_office_level`.
///
/// Repair: fill both, or neither.
public struct CoarsePostsAreWhole: RowCheck {
    public static let code: FindingCode = "row.coarse-post"

    public static let kinds: [MasterKind] = [.chainLevel]

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        for version in subject.versions {
            let designation = version.content[.coarseDesignation]
            let level = version.content[.coarseOfficeLevel]
            guard (designation == nil) != (level == nil) else { continue }
            findings.error(
                Self.code, at: subject.origin, key: key,
                value: designation ?? level,
                "\(key) has \(designation == nil ? "a coarse office level but no coarse designation" : "a coarse designation but no coarse office level"). Fill both, or neither."
            )
        }
    }
}
