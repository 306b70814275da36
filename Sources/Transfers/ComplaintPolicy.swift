/// What happens to an open complaint when a release gives its level to another post.
///
/// A plan names one for the release it becomes; a plan that names none means ``next``.
public enum ComplaintPolicy: String, CaseIterable, Hashable, Sendable {
    /// It stays with the rule, chain and posts of the release that assigned it, at every level.
    case stay
    /// The post that has it keeps it; the next level is that of the new release.
    case next
    /// It goes to the new post at once.
    case now

    /// What a release follows whose plan names nothing.
    public static let standard = ComplaintPolicy.next
}
