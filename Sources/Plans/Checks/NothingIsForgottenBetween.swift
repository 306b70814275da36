public import MasterData

/// A place, department, office or post that ends and comes back has no gap of a few days
/// between.
///
/// In a gap of less than three months nobody is responsible; it is usually two dates that
/// should meet.
///
/// Example: post `P1` until 2024-03-31 and again from 2024-04-01: the first day is not part of
/// the validity, so one day is missing.
///
/// Repair: let the later version begin on the day on which the earlier ends.
public struct NothingIsForgottenBetween: RowCheck {
    public static let code: FindingCode = "time.gap"
    public static let kinds = MasterKind.places + [.department, .office, .post, .jurisdiction]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        guard subject.versions.count > 1 else { return }
        for (earlier, later) in zip(subject.versions, subject.versions.dropFirst()) {
            let days = later.validity.from.number - earlier.validity.to.number
            guard (1..<90).contains(days) else { continue }
            findings.warning(
                Self.code, at: subject.origin, key: subject.key,
                value: earlier.validity.to.description,
                "\(subject.key) is not there for \(days) \(days == 1 ? "day" : "days") from \(earlier.validity.to) on. Let the later version begin on that day."
            )
        }
    }
}
