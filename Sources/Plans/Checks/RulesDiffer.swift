public import MasterData

/// Two rules that match the same complaints on the same day send them the same way.
///
/// Rules equal in priority, category, place, channel and setting have the same rank, so neither
/// wins.
///
/// Example: `R1` and `R2`, both for `WAT` and no place, one to `PHED` and one to `PWD`.
///
/// Repair: retire one, part their days, or give one a priority.
public struct RulesDiffer: Check {
    public static let code: FindingCode = "match.rule-conflict"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var seen: [[String]: [(key: RowKey, version: RowVersion)]] = [:]
        candidate.forEachVersion(of: .rule) { key, version in
            let content = version.content
            let matcher = [
                content[.category] ?? "", content[.place] ?? "", content[.channel] ?? "",
                content[.setting] ?? "", content[.priority] ?? "0",
            ]
            for other in seen[matcher] ?? []
            where other.key != key && other.version.validity.overlaps(version.validity) {
                report(
                    key, content, against: other.key, other.version.content, candidate, &findings)
            }
            seen[matcher, default: []].append((key, version))
        }
    }

    private func report(
        _ key: RowKey, _ content: Content, against other: RowKey, _ otherContent: Content,
        _ candidate: Candidate, _ findings: inout Findings
    ) {
        let targets: [Field] = [.department, .chain, .l1Post, .l2Post, .l3Post, .l4Post]
        let isSame = targets.allSatisfy { content[$0] == otherContent[$0] }
        let origin = candidate.origin(of: key)
        if isSame {
            findings.warning(
                Self.code, at: origin, key: key, value: other.code,
                "\(key) says the same as \(other). Retire one.")
        } else {
            findings.error(
                Self.code, at: origin, key: key, value: other.code,
                "\(key) and \(other) match the same complaints with the same rank and send them different ways. Retire one, part their days, or give one a priority."
            )
        }
    }
}
