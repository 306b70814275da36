public import MasterData

/// Of several posts of one designation in one office, exactly one receives complaints.
///
/// Otherwise nobody can say which of two executive engineers a complaint goes to.
///
/// Example: `P1` and `P3`, both `AEN` of `O1`, neither with `receives`.
///
/// Repair: set `receives` to `yes` on one of them.
public struct OnePostOfADesignationReceives: Check {
    public static let code: FindingCode = "row.ambiguous-post"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var desks: [String: [(key: RowKey, receives: Bool)]] = [:]
        for key in candidate.keys(of: .post) {
            guard let content = candidate.rows.content(of: key, on: candidate.asOf),
                let office = content[.office], let designation = content[.designation]
            else { continue }
            desks["\(office)/\(designation)", default: []].append((key, content.flag(.receives)))
        }
        for (desk, posts) in desks.sorted(by: { $0.key < $1.key })
        where posts.count > 1 && posts.count(where: \.receives) != 1 {
            let last = posts[posts.count - 1].key
            findings.error(
                Self.code, at: candidate.origin(of: last), key: last, value: desk,
                "\(posts.count) posts of one designation (\(posts.map(\.key.code).joined(separator: ", "))), of which \(posts.count(where: \.receives)) receive complaints. Set receives to yes on exactly one."
            )
        }
    }
}
