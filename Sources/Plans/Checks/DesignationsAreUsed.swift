public import MasterData

/// Some post, chain or service has each designation.
///
/// A designation that nothing has is left over, or the same as another under a second code.
///
/// Example: designation `XEN` beside `EE`, and all posts have `EE`.
///
/// Repair: retire it, or give it to its posts.
public struct DesignationsAreUsed: Check {
    public static let code: FindingCode = "row.unused-designation"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        guard !candidate.live(.post).isEmpty else { return }
        var used: Set<String> = []
        for (kind, fields) in [
            (MasterKind.post, [Field.designation]),
            (.chainLevel, [.designation, .coarseDesignation]),
            (.service, [.designatedOfficer, .firstAppeal, .secondAppeal]),
        ] {
            for (_, content) in candidate.live(kind) {
                for field in fields {
                    if let code = content[field] { used.insert(code) }
                }
            }
        }
        for (key, _) in candidate.live(.designation) where !used.contains(key.code) {
            findings.note(
                Self.code, at: candidate.origin(of: key), key: key,
                "No post, chain or service has \(key). Retire it, or give it to its posts.")
        }
    }
}
