public import MasterData

/// Every category that people can choose has a department that owns it.
///
/// The owner answers for the category in reports, whoever its rules send it to.
///
/// Example: `WAT-SUP-01` has an empty `department`.
///
/// Repair: fill `department`.
public struct LeafCategoriesHaveAnOwner: Check {
    public static let code: FindingCode = "row.category-without-owner"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let inner = candidate.categoriesWithChildren
        for key in candidate.keys(of: .category) where !inner.contains(key) {
            guard let content = candidate.rows.content(of: key, on: candidate.asOf),
                content[.department] == nil
            else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key,
                "\(key) has no owner. Fill its department.")
        }
    }
}
