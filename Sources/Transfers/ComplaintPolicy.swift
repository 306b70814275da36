/// What happens to open complaints whose post a new release changes.
///
/// A plan names one for the release it becomes; a plan that names none means
/// ``moveAtNextLevel``.
public enum ComplaintPolicy: String, CaseIterable, Hashable, Sendable {
    /// A complaint keeps the rule, chain and posts of the release that assigned it.
    case stay
    /// It keeps its post, and takes its next level's post from the new release.
    case moveAtNextLevel = "move-at-next-level"
    /// It goes to the post that the new release names for its level, at once.
    case moveNow = "move-now"

    /// What a release follows whose plan names nothing.
    public static let standard = ComplaintPolicy.moveAtNextLevel
}
