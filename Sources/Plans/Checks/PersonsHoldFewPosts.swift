public import MasterData

/// A person holds at most four posts on a day.
///
/// Charges that were never ended pile up on one officer, who then answers for half a district.
/// One officer for three tehsils is usual; five posts are not.
///
/// Example: `E1` with his own post and five additional charges.
///
/// Repair: end the charges that are over.
public struct PersonsHoldFewPosts: Check {
    public static let code: FindingCode = "time.too-many-charges"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var posts: [String: [RowKey]] = [:]
        for (key, content) in candidate.live(.posting) where content[.nature] != "link_officer" {
            if let person = content[.person] { posts[person, default: []].append(key) }
        }
        for (person, postings) in posts.sorted(by: { $0.key < $1.key }) where postings.count > 4 {
            let last = postings[postings.count - 1]
            findings.warning(
                Self.code, at: candidate.origin(of: last), key: last, value: String(postings.count),
                "\(person) holds \(postings.count) posts on one day: \(postings.compactMap { $0.code.split(separator: "/").first }.joined(separator: ", ")). End the charges that are over."
            )
        }
    }
}
