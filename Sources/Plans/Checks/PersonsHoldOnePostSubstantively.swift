public import MasterData

/// A person holds at most one post substantively on a day.
///
/// An officer with two substantive posts was probably transferred without the old posting being
/// ended.
///
/// Example: `E1` holds `P1` in Nohar and `P2` in Bhadra from the same day.
///
/// Repair: end the first posting, or call the second an additional charge.
public struct PersonsHoldOnePostSubstantively: Check {
    public static let code: FindingCode = "time.person-in-two-posts"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (person, postings) in candidate.substantivePostings(by: .person) {
            for (earlier, later) in Candidate.overlaps(in: postings)
            where earlier.post != later.post {
                findings.warning(
                    Self.code, at: candidate.origin(of: later.key), key: later.key,
                    value: earlier.key.code,
                    "\(person) holds \(earlier.post) and \(later.post) substantively from \(max(earlier.validity.from, later.validity.from)). End one, or call it an additional charge."
                )
            }
        }
    }
}
