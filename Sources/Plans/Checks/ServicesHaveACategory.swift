public import MasterData

/// A guaranteed service is linked with a category of complaints.
///
/// Without the link a complaint about the service never has the days and the appeals that the
/// Act gives.
///
/// Example: service `ELE-CON` with no row in the service categories.
///
/// Repair: import the link, or retire the service.
public struct ServicesHaveACategory: Check {
    public static let code: FindingCode = "row.service-without-category"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let linked = Set(candidate.live(.serviceCategory).compactMap { $0.content[.service] })
        for (key, _) in candidate.live(.service) where !linked.contains(key.code) {
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key,
                "\(key) is linked with no category. Import the link, or retire it.")
        }
    }
}
