public import MasterData

/// A rule names only places of the hierarchies in which its categories are routed.
///
/// A complaint routed by blocks never meets a rule for a tehsil. States, divisions and
/// districts are shared by all hierarchies.
///
/// Example: a rule for `block:777` and a category routed in the revenue hierarchy.
///
/// Repair: correct the place, or the category's hierarchy.
public struct RulePlacesAreInTheHierarchy: Check {
    public static let code: FindingCode = "reference.wrong-hierarchy"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let below = candidate.categoryChildren
        for key in candidate.keys(of: .rule) {
            guard let rule = candidate.rows.content(of: key, on: candidate.asOf),
                let category = rule.reference(.category, in: .rule),
                let place = rule.reference(.place, in: .rule),
                ![.state, .division, .district].contains(place.kind),
                let content = candidate.rows.content(of: place, on: candidate.asOf)
            else { continue }
            let routed = candidate.hierarchies(of: category, below: below)
            guard !routed.contains(where: { content[$0.parentField] != nil }) else { continue }
            let names = routed.map(\.rawValue).sorted().joined(separator: " and ")
            findings.error(
                Self.code, at: candidate.origin(of: key), key: key, value: place.description,
                "\(key) names \(place), but \(category) is routed in the hierarchy \(names), where that place is not. Correct the place or the category."
            )
        }
    }
}
