public import MasterData

/// An office serves places of the hierarchies in which its department's categories are routed.
///
/// Complaints that are routed by tehsils never reach an office that serves a block. States,
/// divisions and districts are shared by all hierarchies.
///
/// Example: a water office that serves `block:777`, while the water categories are routed in
/// the revenue hierarchy.
///
/// Repair: give the office the place of the right hierarchy, or correct the categories.
public struct JurisdictionsAreInTheHierarchy: Check {
    public static let code: FindingCode = "reference.jurisdiction-hierarchy"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let routed = hierarchiesByDepartment(candidate)
        var owners: [String: String] = [:]
        for (key, content) in candidate.live(.office) { owners[key.code] = content[.department] }
        for (key, content) in candidate.live(.jurisdiction) {
            guard let place = content.reference(.place, in: .jurisdiction),
                ![.state, .division, .district].contains(place.kind),
                let owner = content[.office].flatMap({ owners[$0] }), let known = routed[owner],
                let what = candidate.rows.content(of: place, on: candidate.asOf),
                !known.contains(where: { what[$0.parentField] != nil })
            else { continue }
            let names = known.map(\.rawValue).sorted().joined(separator: " and ")
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: place.description,
                "\(key) is in no hierarchy in which complaints for \(owner) are routed (\(names)). Correct the place, or the categories."
            )
        }
    }

    /// The hierarchies of the categories that rules send to each department.
    private func hierarchiesByDepartment(_ candidate: Candidate) -> [String: Set<Hierarchy>] {
        let below = candidate.categoryChildren
        let others = candidate.levelDepartments
        var found: [String: Set<Hierarchy>] = [:]
        for (_, rule) in candidate.live(.rule) {
            let routed =
                rule.reference(.category, in: .rule)
                .map { candidate.hierarchies(of: $0, below: below) } ?? Set(Hierarchy.allCases)
            let departments = [rule[.department]] + (rule[.chain].flatMap { others[$0] } ?? [])
            for department in departments {
                if let department { found[department, default: []].formUnion(routed) }
            }
        }
        return found
    }
}
