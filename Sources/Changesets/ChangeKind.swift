/// The kinds of change; one row may carry several.
public enum ChangeKind: String, CaseIterable, Hashable, Sendable {
    case added
    /// Another parent in the same hierarchy.
    case moved
    /// Another name, English or Hindi; spaces and hyphens count.
    case renamed
    /// The same name but for upper and lower case.
    case recased
    /// Another code for the same thing.
    case recoded
    /// Any other field, or the days of validity.
    case changed
    case retired
    case reactivated
    /// Absent from a feed that lists everything, and not yet answered.
    case missing
}
