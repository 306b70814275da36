public import MasterData

/// Every category that people can choose is matched by some rule.
///
/// A complaint of a category without a rule is unroutable wherever it comes from.
///
/// Example: `FIR-01`, while no rule names it, a category above it, or any category.
///
/// Repair: import a rule for it or for the category above.
public struct PublicCategoriesHaveARule: Check {
    public static let code: FindingCode = "row.category-without-rule"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let rules = candidate.live(.rule)
        guard !rules.isEmpty, !rules.contains(where: { $0.content[.category] == nil }) else {
            return
        }
        let ruled = Set(rules.compactMap { $0.content.reference(.category, in: .rule) })
        let inner = candidate.categoriesWithChildren
        for (key, content) in candidate.live(.category)
        where content[.audience] != "internal" && !inner.contains(key) {
            var line: Set<RowKey> = []
            var next: RowKey? = key
            while let category = next, !ruled.contains(category), line.insert(category).inserted {
                next = candidate.parentCategory(of: category)
            }
            if let next, ruled.contains(next) { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key,
                "No rule matches \(key). Import a rule for it or for the category above.")
        }
    }
}
