public import MasterData

/// Every office serves at least one place.
///
/// An office without a jurisdiction receives no complaint.
///
/// Example: office `O1` with no row in the jurisdictions.
///
/// Repair: import its jurisdiction, or retire the office.
public struct OfficesHaveAJurisdiction: Check {
    public static let code: FindingCode = "row.office-without-jurisdiction"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var serving: Set<RowKey> = []
        candidate.forEachVersion(of: .jurisdiction) { _, version in
            guard version.content[.mode] == "include",
                let office = version.content.reference(.office, in: .jurisdiction)
            else { return }
            serving.insert(office)
        }
        for key in candidate.keys(of: .office)
        where !serving.contains(key) && candidate.rows.content(of: key, on: candidate.asOf) != nil {
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key,
                "\(key) serves no place. Import its jurisdiction, or retire it.")
        }
    }
}
