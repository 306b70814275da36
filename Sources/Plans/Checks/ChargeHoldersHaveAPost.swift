public import MasterData

/// Who holds an additional charge has a post of his own.
///
/// A charge without a post is probably a substantive posting with the wrong nature.
///
/// Example: officer `E3` holds `P1` in additional charge, and nothing else.
///
/// Repair: correct the nature, or import the officer's own posting.
public struct ChargeHoldersHaveAPost: Check {
    public static let code: FindingCode = "row.charge-without-post"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var own: Set<RowKey> = []
        var charges: [(key: RowKey, person: RowKey)] = []
        candidate.forEachVersion(of: .posting) { key, version in
            guard version.validity.contains(candidate.asOf),
                let person = version.content.reference(.person, in: .posting)
            else { return }
            switch version.content[.nature] {
            case "substantive": own.insert(person)
            case "additional_charge": charges.append((key, person))
            default: break
            }
        }
        for charge in charges where !own.contains(charge.person) {
            findings.warning(
                Self.code, at: candidate.origin(of: charge.key), key: charge.key,
                value: charge.person.code,
                "\(charge.person) holds an additional charge and no post of his own. Correct the nature, or import the own posting."
            )
        }
    }
}
