/// Leave to publish in spite of a finding: for which things, why, and until when.
public struct Waiver: Hashable, Sendable {
    public var code: FindingCode
    /// A key such as `post:P1`, or a pattern in which `*` stands for any text.
    public var key: String
    /// Why the fault is borne; kept with the plan.
    public var reason: String
    /// The first day on which it no longer holds.
    public var expires: Day
    /// Where it is written.
    public var origin: Origin

    public init(code: FindingCode, key: String, reason: String, expires: Day, origin: Origin) {
        self.code = code
        self.key = key
        self.reason = reason
        self.expires = expires
        self.origin = origin
    }
}
