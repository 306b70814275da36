public import MasterData

/// How an import wants its findings taken: severities of its profiles, and waivers.
public struct CheckPolicy: Sendable {
    /// The severities of codes, where they differ from those of the checks.
    public var severities: [FindingCode: Severity]
    public var waivers: [Waiver]
    /// What the base release says; of a profile and a policy the graver severity holds.
    public var policies: Policies

    public init(
        severities: [FindingCode: Severity] = [:], waivers: [Waiver] = [],
        policies: Policies = Policies()
    ) {
        self.severities = severities
        self.waivers = waivers
        self.policies = policies
    }

    /// The finding with the severity that is wanted for it.
    ///
    /// An error in a reference stays one, whatever is wanted: it keeps the database whole.
    public func judged(_ finding: Finding) -> Finding {
        if severities.isEmpty, policies.rows.isEmpty { return finding }
        if finding.severity == .error, finding.code.text.hasPrefix("reference.") { return finding }
        guard let severity = severity(of: finding.code) else { return finding }
        var judged = finding
        judged.severity = severity
        return judged
    }

    /// The severity that is wanted for a code; nothing when it is left to the check.
    func severity(of code: FindingCode) -> Severity? {
        [severities[code], policies.severity(of: code)].compactMap(\.self).max()
    }

    /// Takes the severities of one more profile; of two for one code the graver holds.
    public mutating func add(_ others: [FindingCode: Severity]) {
        severities.merge(others) { max($0, $1) }
    }
}
