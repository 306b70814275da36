public import MasterData

/// The post for complaints known only by a coarse place has designation and office level.
///
/// One without the other names no post, and such complaints become unroutable. Fill both,
/// or neither.
public struct CoarsePostsAreWhole: Check {
    public static let code: FindingCode = "row.coarse-post"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        candidate.forEachVersion(of: .chainLevel) { key, version in
            let designation = version.content[.coarseDesignation]
            let level = version.content[.coarseOfficeLevel]
            guard (designation == nil) != (level == nil) else { return }
            findings.error(
                Self.code, at: candidate.origin(of: key), key: key,
                value: designation ?? level,
                "\(key) has \(designation == nil ? "a coarse office level but no coarse designation" : "a coarse designation but no coarse office level"). Fill both, or neither."
            )
        }
    }
}
