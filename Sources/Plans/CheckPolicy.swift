public import MasterData

/// How an import wants its findings taken: severities of its profiles, and waivers.
public struct CheckPolicy: Sendable {
    /// The severities that a file's profile gives to codes, by the name of the file.
    public var severities: [String: [FindingCode: Severity]]
    public var waivers: [Waiver]

    public init(
        severities: [String: [FindingCode: Severity]] = [:], waivers: [Waiver] = []
    ) {
        self.severities = severities
        self.waivers = waivers
    }

    /// The finding with the severity that the profile of its file gives it.
    public func judged(_ finding: Finding) -> Finding {
        guard let file = finding.origin?.file, let severity = severities[file]?[finding.code] else {
            return finding
        }
        var judged = finding
        judged.severity = severity
        return judged
    }

    /// Whether findings of a code may be given another severity, or be waived.
    ///
    /// A file or a structure that cannot be read stays unread, whatever is thought of it.
    public static func mayChange(_ code: FindingCode) -> Bool {
        !["file", "structure", "guard", "system"].contains(code.family)
    }
}
