public import MasterData

/// A rule for rural or urban complaints is not for a category of the other kind.
///
/// A rule for the urban complaints of a rural category matches nothing, and whoever wrote it
/// believes that it does.
///
/// Example: a rule with `setting` `urban` for a category whose `variant` is `rural`.
///
/// Repair: correct the setting, or name the other category.
public struct RulesFitTheirCategory: Check {
    public static let code: FindingCode = "row.rule-never-matches"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (key, rule) in candidate.live(.rule) {
            guard let setting = rule[.setting], let category = rule.reference(.category, in: .rule),
                let variant = candidate.rows.content(of: category, on: candidate.asOf)?[.variant],
                variant != "any", variant != setting
            else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: setting,
                "\(key) is for \(setting) complaints of \(category), a \(variant) category: it matches nothing. Correct the setting, or name the other category."
            )
        }
    }
}
