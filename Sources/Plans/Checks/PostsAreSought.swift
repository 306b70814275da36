public import MasterData

/// A post that receives complaints is sought by some chain or named by some rule.
///
/// A post whose designation no chain seeks at the level of its office never receives a
/// complaint; often its office has the wrong level.
///
/// Example: post `P9`, `AEN` of an office at `circle`, while chains seek `AEN` at `tehsil`.
///
/// Repair: correct the level of the office or the designation of the post, set `receives` to
/// `no`, or add it to a chain.
public struct PostsAreSought: Check {
    public static let code: FindingCode = "row.post-outside-chains"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var sought: Set<[String]> = []
        for (_, content) in candidate.live(.chainLevel) {
            for pair in [
                [content[.designation], content[.officeLevel]],
                [content[.coarseDesignation], content[.coarseOfficeLevel]],
            ] {
                sought.insert(pair.compactMap { $0 })
            }
        }
        guard !sought.isEmpty else { return }
        var named: Set<String> = []
        for (_, content) in candidate.live(.rule) {
            for field in [Field.l1Post, .l2Post, .l3Post, .l4Post] {
                if let post = content[field] { named.insert(post) }
            }
        }
        var levels: [String: String] = [:]
        for (key, content) in candidate.live(.office) { levels[key.code] = content[.level] }
        for (key, content) in candidate.live(.post) where content[.receives] != "no" {
            guard let designation = content[.designation],
                let level = content[.office].flatMap({ levels[$0] }),
                !sought.contains([designation, level]), !named.contains(key.code)
            else { continue }
            findings.note(
                Self.code, at: candidate.origin(of: key), key: key,
                value: "\(designation) at \(level)",
                "No chain seeks \(designation) at \(level), so \(key) receives no complaint. Correct the level of its office or its designation, or set receives to no."
            )
        }
    }
}
