public import MasterData

/// Two officers do not share one mobile.
///
/// One number under two names is usually an office telephone, or a copied row; notices for one
/// officer then reach the other.
///
/// Example: `9414000001` on the rows of `E1` and `E2`.
///
/// Repair: correct one, or put the number on the post.
public struct MobilesAreNotShared: Check {
    public static let code: FindingCode = "match.shared-mobile"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var holders: [String: RowKey] = [:]
        for (key, content) in candidate.sharedContacts {
            guard let mobile = content[.mobile] else { continue }
            if let other = holders[mobile] {
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key, value: other.code,
                    "\(key) and \(other) have the same mobile. Correct one, or put the number on the post."
                )
            } else {
                holders[mobile] = key
            }
        }
    }
}
