public import MasterData

/// Two things of one kind under one parent do not bear the same Hindi name.
///
/// The citizen who reads Hindi cannot choose between them; one of the two was copied, or both
/// are one thing. Spellings of nukta, anusvara and joiners make no difference.
///
/// Example: categories `WAT-01` `No water` and `WAT-02` `Low pressure`, both `पानी नहीं`.
///
/// Repair: correct the Hindi name of one.
public struct SiblingsDifferInHindi: Check {
    public static let code: FindingCode = "match.duplicate-hindi-name"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in MasterKind.places + [.category] {
            var seen: [String: RowKey] = [:]
            for (key, content) in candidate.live(kind) {
                guard let name = content[.nameHi] else { continue }
                let parents =
                    Hierarchy.allCases.compactMap { content[$0.parentField] }
                    + [content[.parent] ?? ""]
                let sibling = "\(parents.joined(separator: "|"))#\(MatchKey(name))"
                guard let other = seen[sibling] else {
                    seen[sibling] = key
                    continue
                }
                // Equal English names are told by the check of those.
                let english = candidate.rows.content(of: other, on: candidate.asOf)?[.nameEn] ?? ""
                guard MatchKey(english) != MatchKey(content[.nameEn] ?? "") else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key, value: name,
                    "\(key) and \(other) are both called '\(name)' in Hindi under the same parent. Correct one."
                )
            }
        }
    }
}
