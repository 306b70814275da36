/// Which release a route table was compiled from: every answer carries it.
public struct ReleaseLabel: Hashable, Sendable {
    public var number: Int
    /// The release digest as hexadecimal text.
    public var digest: String
    /// The id of a plan that is not published, when the table is of the release with the
    /// plan's changes made; nothing for the release itself.
    public var plan: String?

    public init(number: Int, digest: String, plan: String? = nil) {
        self.number = number
        self.digest = digest
        self.plan = plan
    }
}

extension ReleaseLabel: CustomStringConvertible {
    /// `2`, or `2+3f2a91c04d7e` for release 2 with the changes of a plan.
    public var description: String {
        plan.map { "\(number)+\($0.prefix(12))" } ?? String(number)
    }
}
