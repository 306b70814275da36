public import MasterData

/// A post has at most one substantive holder on a day.
///
/// Two orders that overlap leave it open who answers.
///
/// Example: `E1` and `E2` both hold `P1` substantively in June.
///
/// Repair: end the earlier posting on the day the later one begins, or give the second another
/// nature, such as additional charge.
public struct PostsHaveOneSubstantiveHolder: Check {
    public static let code: FindingCode = "time.two-substantive-holders"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (post, postings) in candidate.substantivePostings(by: .post) {
            for (earlier, later) in Candidate.overlaps(in: postings)
            where earlier.person != later.person {
                findings.error(
                    Self.code, at: candidate.origin(of: later.key), key: later.key,
                    value: earlier.key.code,
                    "\(post) has two substantive holders from \(max(earlier.validity.from, later.validity.from)): \(earlier.person) and \(later.person). End the earlier posting, or correct the nature of one."
                )
            }
        }
    }
}
