public import MasterData

/// A policy is one that rajmap knows, and says what that policy can say.
///
/// A policy under a misspelt code would hold nothing, and everybody would believe it did. A guard
/// (`guard.shrink`, `guard.churn`, `guard.cover`) has a severity of soft, hard or off, and its
/// limits; the code of a check has a severity of note, warning or error; `emergency.publish` says
/// who may (`persons`) and by when it must be ratified (`hours`). Errors in references keep the
/// database whole and cannot be made less.
///
/// Example: a policy `guard.shrinks`, or `guard.cover` with the severity `error`.
///
/// Repair: correct the code or the field that the finding names.
public struct PoliciesAreKnown: RowCheck {
    public static let code: FindingCode = "row.policy"

    public static let kinds: [MasterKind] = [.policy]

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let key = subject.key
        for version in subject.ahead {
            guard let fault = Self.fault(of: key.code, version.content) else { continue }
            findings.error(
                Self.code, at: subject.origin, key: key, value: fault.value,
                "\(key) \(fault.what). \(fault.remedy)")
        }
    }

    private typealias Fault = (value: String, what: String, remedy: String)

    private static func fault(of code: String, _ content: Content) -> Fault? {
        let allowed: Set<Field>
        let severities: [String]
        switch code {
        case "guard.shrink":
            allowed = [.severity, .percent, .rows]
            severities = Policies.Firmness.allCases.map(\.rawValue)
        case "guard.churn":
            allowed = [.severity, .percent]
            severities = Policies.Firmness.allCases.map(\.rawValue)
        case "guard.cover":
            allowed = [.severity, .rows]
            severities = Policies.Firmness.allCases.map(\.rawValue)
        case Policies.emergencyCode:
            allowed = [.hours, .persons]
            severities = []
            if content[.hours] == nil || content.list(.persons).isEmpty {
                return (
                    code, "does not say who may and by when it is ratified",
                    "Fill in persons and hours."
                )
            }
        default:
            guard isCheck(code) else {
                let known = (Policies.guards + [Policies.emergencyCode]).joined(separator: ", ")
                return (
                    code, "is no policy that rajmap knows",
                    "Use \(known), or the code of a check (docs/checks)."
                )
            }
            allowed = [.severity]
            severities =
                Policies.isFirm(code) ? [Severity.error.rawValue] : Policies.severities
            if content[.severity] == nil {
                return (code, "says nothing of the check", "Fill in severity.")
            }
        }
        let general: Set<Field> = [.orderNo, .source]
        if let entry = content.entries.first(where: {
            !allowed.contains($0.field) && !general.contains($0.field)
        }) {
            return (
                entry.value, "cannot say anything by \(entry.field.rawValue)", "Leave it blank."
            )
        }
        if let severity = content[.severity], !severities.contains(severity) {
            return (
                severity, "has the severity '\(severity)'",
                "Use \(severities.joined(separator: ", "))."
            )
        }
        return nil
    }

    private static func isCheck(_ code: String) -> Bool {
        code != Self.code.text && CheckBook.all.contains { type(of: $0).code.text == code }
    }
}
