public import MasterData

/// The codes under which ``RouteTable/verify(during:)`` reports.
public enum RouteFinding {
    /// No two rules of equal rank send the same complaint to different targets.
    ///
    /// Only their codes would decide between them, and a code says nothing about who is
    /// right. Give one of them another priority, or end one.
    public static let conflict: FindingCode = "match.rule-conflict"

    /// No two rules of equal rank send the same complaint to the same target.
    ///
    /// One of them does nothing; remove it before somebody changes only the other.
    public static let duplicate: FindingCode = "match.duplicate-rule"

    /// Every rule can win.
    ///
    /// A rule of higher priority that matches everything the rule matches, on all its days,
    /// leaves it without effect. Raise its priority or remove it.
    public static let masked: FindingCode = "match.masked-rule"

    /// A rule names a place of a hierarchy in which its categories are routed.
    ///
    /// Complaints of a category routed by blocks never come with a tehsil, so a rule for a
    /// tehsil would never match. Name a place of the right hierarchy, or a district.
    public static let wrongHierarchy: FindingCode = "reference.wrong-hierarchy"

    /// What a rule names exists on some of the rule's days.
    public static let dangling: FindingCode = "reference.dangling-rule"
}
