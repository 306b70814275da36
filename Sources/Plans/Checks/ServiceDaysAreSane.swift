public import MasterData

/// A guaranteed service is due within a year, its first appeal within 30 days and its second
/// within 60.
///
/// The Rajasthan Guaranteed Delivery of Public Services Act 2011 gives these days for appeals;
/// others are usually hours, or a slip.
///
/// Example: service `S1` with `first_days` 300.
///
/// Repair: correct the days, or waive the finding with the notification that says so.
public struct ServiceDaysAreSane: RowCheck {
    public static let code: FindingCode = "cell.service-days"
    public static let kinds: [MasterKind] = [.service]
    public static let gravest = Severity.warning

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let limits: [(field: Field, most: Int)] = [
            (.days, 365), (.firstDays, 30), (.secondDays, 60),
        ]
        for version in subject.versions {
            for (field, most) in limits {
                guard let days = version.content.integer(field), !(1...most).contains(days) else {
                    continue
                }
                findings.warning(
                    Self.code, at: subject.origin, key: subject.key, value: String(days),
                    "\(subject.key) has \(field.rawValue) \(days); between 1 and \(most) are usual. Correct them."
                )
            }
        }
    }
}
