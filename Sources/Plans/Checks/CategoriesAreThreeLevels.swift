public import MasterData

/// A category stands at most three levels deep.
///
/// Portals and reports show root, group and category; a fourth level is never seen.
///
/// Example: `WAT-SUP-01-A` under `WAT-SUP-01` under `WAT-SUP` under `WAT`.
///
/// Repair: move the category up, or join it with its parent.
public struct CategoriesAreThreeLevels: Check {
    public static let code: FindingCode = "row.category-too-deep"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for key in candidate.keys(of: .category) {
            var depth = 1
            var next = candidate.parentCategory(of: key)
            while let above = next, depth <= 3 {
                depth += 1
                next = candidate.parentCategory(of: above)
            }
            guard depth > 3 else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key,
                "\(key) stands deeper than three levels. Move it up.")
        }
    }
}
