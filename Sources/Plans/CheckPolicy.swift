public import MasterData

/// How an import wants its findings taken: severities of its profiles, and waivers.
public struct CheckPolicy: Sendable {
    /// The severities of codes, where they differ from those of the checks.
    public var severities: [FindingCode: Severity]
    public var waivers: [Waiver]

    public init(severities: [FindingCode: Severity] = [:], waivers: [Waiver] = []) {
        self.severities = severities
        self.waivers = waivers
    }

    /// The finding with the severity that is wanted for it.
    public func judged(_ finding: Finding) -> Finding {
        guard let severity = severities[finding.code] else { return finding }
        var judged = finding
        judged.severity = severity
        return judged
    }

    /// Takes the severities of one more profile; of two for one code the graver holds.
    public mutating func add(_ others: [FindingCode: Severity]) {
        severities.merge(others) { max($0, $1) }
    }
}
