public import MasterData

/// Two things of one kind under one parent do not bear the same name.
///
/// Rajasthan has many homonyms in different districts; two in the same district are probably
/// one place with two codes. Letter case, spaces and punctuation make no difference.
///
/// Example: `tehsil:556` `NO-HAR` and `tehsil:555` `Nohar`, both in `district:101`.
///
/// Repair: retire one, or tell them apart by name.
public struct NamesDifferAmongSiblings: Check {
    public static let code: FindingCode = "match.duplicate-name"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.places + [.department, .category, .designation] {
            var seen: [String: RowKey] = [:]
            for key in candidate.keys(of: kind) {
                guard let content = candidate.rows.content(of: key, on: candidate.asOf),
                    let name = content[.nameEn]
                else { continue }
                let parents =
                    Hierarchy.allCases.compactMap { content[$0.parentField] }
                    + [content[.parent] ?? ""]
                let sibling = "\(parents.joined(separator: "|"))#\(MatchKey(name))"
                if let other = seen[sibling] {
                    findings.warning(
                        Self.code, at: candidate.origin(of: key), key: key, value: name,
                        "\(key) and \(other) are both called '\(name)' under the same parent. Retire one, or tell them apart."
                    )
                } else {
                    seen[sibling] = key
                }
            }
        }
    }
}
