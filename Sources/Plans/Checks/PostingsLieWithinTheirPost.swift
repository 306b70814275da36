public import MasterData

/// A posting shares at least one day with its post.
///
/// A posting to a post that was abolished before, or comes later, puts nobody anywhere.
///
/// Example: a posting from 2024 to a post that ended in 2019.
///
/// Repair: correct the dates, or the post.
public struct PostingsLieWithinTheirPost: Check {
    public static let code: FindingCode = "time.posting-outside-post"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        candidate.forEachVersion(of: .posting) { key, version in
            guard let post = version.content.reference(.post, in: .posting),
                candidate.rows[post] != nil,
                !candidate.exists(post, during: version.validity)
            else { return }
            findings.error(
                Self.code, at: candidate.origin(of: key), key: key,
                value: version.validity.description,
                "\(key) holds \(version.validity), when there is no \(post). Correct the days or the post."
            )
        }
    }
}
