public import MasterData

/// A guaranteed service that has days for an appeal names the officer who hears it.
///
/// The Rajasthan Guaranteed Delivery of Public Services Act 2011 gives two appeals; the notice
/// to the citizen must say to whom.
///
/// Example: service `S1` with `first_days` 30 and an empty `first_appeal`.
///
/// Repair: fill the officer, or take the days out.
public struct ServicesNameTheirAppeals: RowCheck {
    public static let code: FindingCode = "row.appeal-officer"

    public static let kinds: [MasterKind] = [.service]

    public init() {}

    public func check(_ subject: Subject, into findings: inout Findings) {
        let appeals: [(officer: Field, days: Field)] = [
            (.firstAppeal, .firstDays), (.secondAppeal, .secondDays),
        ]
        let key = subject.key
        for version in subject.versions {
            for appeal in appeals {
                let officer = version.content[appeal.officer]
                let days = version.content[appeal.days]
                guard (officer == nil) != (days == nil) else { continue }
                let missing = officer == nil ? appeal.officer : appeal.days
                findings.error(
                    Self.code, at: subject.origin, key: key, value: missing.rawValue,
                    "\(key) has no \(missing.rawValue) for an appeal that it names otherwise. Fill it."
                )
            }
        }
    }
}
