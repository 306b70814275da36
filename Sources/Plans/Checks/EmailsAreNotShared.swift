public import MasterData

/// Two officers do not share one e-mail address.
///
/// An address under two names is that of an office, or a copied row; notices for one officer
/// then reach the other.
///
/// Example: `xen.nohar@example.in` on the rows of `E1` and `E2`.
///
/// Repair: correct one, or put the address on the post.
public struct EmailsAreNotShared: Check {
    public static let code: FindingCode = "match.shared-email"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var holders: [String: RowKey] = [:]
        for (key, content) in candidate.sharedContacts {
            guard let email = content[.email] else { continue }
            guard let other = holders[email] else {
                holders[email] = key
                continue
            }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: other.code,
                "\(key) and \(other) have the same e-mail. Correct one, or put the address on the post."
            )
        }
    }
}
