public import MasterData

/// A post that receives complaints can be told of them, by itself or through its holder.
///
/// A post with neither telephone nor e-mail, held by nobody with a mobile or an e-mail, never
/// hears of its complaints until they escalate.
///
/// Example: post `P2` with empty `phone` and `email`, whose holder has no contact.
///
/// Repair: fill the e-mail of the post, which outlives its holders.
public struct PostsCanBeReached: Check {
    public static let code: FindingCode = "row.unreachable-post"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let silent = candidate.live(.post).filter { _, content in
            content[.phone] == nil && content[.email] == nil && content[.receives] != "no"
        }
        guard !silent.isEmpty else { return }
        var reachable: Set<String> = []
        for (_, content) in candidate.live(.contact) {
            if content[.mobile] != nil || content[.email] != nil, let person = content[.person] {
                reachable.insert(person)
            }
        }
        var answered: Set<String> = []
        for (_, content) in candidate.live(.posting) {
            if let post = content[.post], let person = content[.person], reachable.contains(person)
            {
                answered.insert(post)
            }
        }
        for (key, _) in silent where !answered.contains(key.code) {
            findings.note(
                Self.code, at: candidate.origin(of: key), key: key,
                "\(key) has neither telephone nor e-mail, and no holder who has. Fill the e-mail of the post."
            )
        }
    }
}
