/// That the things of one kind were found without an error, for a time.
///
/// A plan that changes few things of such a kind asks its checks only of these and of what has to
/// do with them. What was found depends on the day for which it is asked: a far-off day, a
/// reference to what will end.
public struct Soundness: Hashable, Sendable {
    /// The checks that were asked.
    public var checks: Set<FindingCode>
    /// The as-of days for which they find nothing.
    public var days: Validity

    public init(checks: Set<FindingCode>, days: Validity) {
        self.checks = checks
        self.days = days
    }
}
