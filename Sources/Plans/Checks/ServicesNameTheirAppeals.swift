public import MasterData

/// A guaranteed service that has days for an appeal names the officer who hears it.
///
/// The Rajasthan Guaranteed Delivery of Public Services Act 2011 gives two appeals; the
/// notice to the citizen must say to whom. Fill the officer, or take the days out.
public struct ServicesNameTheirAppeals: Check {
    public static let code: FindingCode = "row.appeal-officer"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let appeals: [(officer: Field, days: Field)] = [
            (.firstAppeal, .firstDays), (.secondAppeal, .secondDays),
        ]
        candidate.forEachVersion(of: .service) { key, version in
            for appeal in appeals {
                let officer = version.content[appeal.officer]
                let days = version.content[appeal.days]
                guard (officer == nil) != (days == nil) else { continue }
                let missing = officer == nil ? appeal.officer : appeal.days
                findings.error(
                    Self.code, at: candidate.origin(of: key), key: key, value: missing.rawValue,
                    "\(key) has no \(missing.rawValue) for an appeal that it names otherwise. Fill it."
                )
            }
        }
    }
}
