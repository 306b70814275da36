public import MasterData

/// A post that a rule names is of the rule's department.
///
/// A rule that sends to one department and names an officer of another is a slip, or a second
/// rule is meant.
///
/// Example: a rule for `PHED` whose `l1_post` is a post of an office of `PWD`.
///
/// Repair: correct the post, or the department of the rule.
public struct RulePostsAreOfTheDepartment: Check {
    public static let code: FindingCode = "reference.foreign-post"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        for (key, rule) in candidate.live(.rule) {
            for field in [Field.l1Post, .l2Post, .l3Post] {
                guard let post = rule.reference(field, in: .rule),
                    let office = candidate.rows.content(of: post, on: candidate.asOf)?
                        .reference(.office, in: .post),
                    let owner = candidate.rows.content(of: office, on: candidate.asOf)?[
                        .department],
                    owner != rule[.department]
                else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: key), key: key, value: post.description,
                    "\(key) sends to \(rule[.department] ?? "") and names \(post) of \(owner) as \(field.rawValue). Correct the post, or the department."
                )
            }
        }
    }
}
