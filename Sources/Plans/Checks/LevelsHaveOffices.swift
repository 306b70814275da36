public import MasterData

/// Where a chain seeks an office, its department has offices of that level.
///
/// A level at which the department has no office is a hole in every place: the complaint cannot
/// be given to anyone there.
///
/// Example: chain `PHED` seeks L2 at `circle`, and the department has no office of that level.
///
/// Repair: import the offices, or correct `office_level`.
public struct LevelsHaveOffices: Check {
    public static let code: FindingCode = "row.level-without-office"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var offices: Set<[String]> = []
        for (_, content) in candidate.live(.office) {
            guard let department = content[.department], let level = content[.level] else {
                continue
            }
            offices.insert([department, level])
        }
        let departments = candidate.departmentsByChain
        for (chain, levels) in candidate.chainLevels.sorted(by: { $0.key < $1.key }) {
            for (key, content) in levels {
                guard let level = content[.officeLevel] else { continue }
                let named = content[.department].map { [$0] } ?? departments[chain] ?? []
                let without = named.filter { !offices.contains([$0, level]) }
                guard !without.isEmpty else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key,
                    value: without.joined(separator: "|"),
                    "\(key) seeks an office at level \(level), which \(without.joined(separator: ", ")) \(without.count == 1 ? "has" : "have") not. Import the offices, or correct office_level."
                )
            }
        }
    }
}
