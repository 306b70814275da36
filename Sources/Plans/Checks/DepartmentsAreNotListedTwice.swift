public import MasterData

/// No two departments, designations or services are one under two spellings.
///
/// A department that was renamed and imported again has two codes, and complaints are split
/// between them. Letter case, spaces, punctuation, spellings of Hindi and words such as
/// "department" or "government of Rajasthan" make no difference.
///
/// Example: `PHED` `Public Health Engineering Department` and `PHE` `Public Health Engg. Dept.,
/// Govt. of Rajasthan`; or two designations with one Hindi name.
///
/// Repair: retire one and name the other as its successor, or tell them apart by name.
public struct DepartmentsAreNotListedTwice: Check {
    public static let code: FindingCode = "match.near-duplicate"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for kind in [MasterKind.department, .designation, .service] {
            var seen: [String: RowKey] = [:]
            for (key, content) in candidate.live(kind) {
                // Two departments may give one service, each under its own code.
                let owner = kind == .service ? content[.department] ?? "" : ""
                let other = [(content[.nameEn], false), (content[.nameHi], true)].compactMap {
                    name, isHindi -> RowKey? in
                    guard let name else { return nil }
                    let core = Self.core(of: name, without: isHindi ? Self.hindi : Self.english)
                    guard !core.isEmpty else { return nil }
                    let known = seen["\(isHindi)#\(owner)#\(core)"]
                    if known == nil { seen["\(isHindi)#\(owner)#\(core)"] = key }
                    return known
                }.first
                guard let other else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key, value: other.code,
                    "\(key) ('\(content[.nameEn] ?? "")') looks like \(other) under another spelling. Retire one, or tell them apart by name."
                )
            }
        }
    }

    private static let english: Set<String> = [
        "department", "dept", "deptt", "the", "of", "and", "govt", "government", "rajasthan",
        "state",
        "office", "raj",
    ]
    private static let hindi: Set<String> = ["विभाग", "राजस्थान", "सरकार", "एवं", "और", "का", "के", "की"]
    private static let short = [
        "engg": "engineering", "engr": "engineer", "asst": "assistant", "admn": "administration",
        "dev": "development", "mgmt": "management", "dist": "district", "addl": "additional",
    ]

    /// The words that tell a name from others, folded and in order.
    static func core(of name: String, without words: Set<String>) -> String {
        name.split { $0 == " " || $0 == "," || $0 == "." || $0 == "-" || $0 == "(" || $0 == ")" }
            .map { MatchKey(String($0)).text }
            .map { short[$0] ?? $0 }
            .filter { !$0.isEmpty && !words.contains($0) }
            .joined(separator: " ")
    }
}
