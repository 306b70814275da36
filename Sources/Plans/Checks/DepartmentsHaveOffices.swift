public import MasterData

/// A department that rules send complaints to has an office.
///
/// Without one every complaint of the rule is unroutable.
///
/// Example: rule `R-FIRE` names the department `FIRE`, of which no office is listed.
///
/// Repair: import its offices, or retire the rule.
public struct DepartmentsHaveOffices: Check {
    public static let code: FindingCode = "row.department-without-office"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var staffed: Set<String> = []
        candidate.forEachVersion(of: .office) { _, version in
            if let department = version.content[.department] { staffed.insert(department) }
        }
        for key in candidate.keys(of: .rule) {
            guard let rule = candidate.rows.content(of: key, on: candidate.asOf),
                let department = rule[.department], !staffed.contains(department)
            else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: department,
                "\(key) sends complaints to \(department), which has no office. Import its offices, or retire the rule."
            )
        }
    }
}
