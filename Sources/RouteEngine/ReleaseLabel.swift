/// Which release a route table was compiled from: every answer carries it.
public struct ReleaseLabel: Hashable, Sendable {
    public var number: Int
    /// The release digest as hexadecimal text.
    public var digest: String

    public init(number: Int, digest: String) {
        self.number = number
        self.digest = digest
    }
}
