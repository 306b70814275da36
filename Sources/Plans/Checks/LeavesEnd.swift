public import MasterData

/// A leave ends, and lasts no longer than two years.
///
/// While an officer is on leave his post is answered by others; a leave without an end takes
/// him away for good.
///
/// Example: the leave of `E1` from 2024-05-01 with an empty `valid_to`.
///
/// Repair: fill the day on which he is back, or end his posting.
public struct LeavesEnd: RowCheck {
    public static let code: FindingCode = "time.open-leave"
    public static let kinds: [MasterKind] = [.leave]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        for version in subject.ahead {
            let window = version.validity
            guard window.isOpen || window.from.advanced(by: 731) < window.to else { continue }
            findings.warning(
                Self.code, at: subject.origin, key: subject.key, value: window.description,
                "\(subject.key) is on leave \(window.isOpen ? "from \(window.from) without an end" : window.description). Fill the day on which the officer is back, or end the posting."
            )
        }
    }
}
