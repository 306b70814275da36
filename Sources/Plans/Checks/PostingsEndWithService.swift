public import MasterData

/// A posting does not outlive the officer's service.
///
/// An officer who has retired answers for nothing; a posting that begins after the last day of
/// service, or is said to end after it, is a slip in one of the two dates. A posting without an end
/// is none: it ends with the relieving order, and `rajmap stale` lists those whose officer has
/// retired meanwhile.
///
/// Example: `E1` retires on 2026-06-30 and is posted to `P1` from 2026-07-15.
///
/// Repair: correct `retires_on` or the days of the posting; after an extension of service, import
/// the new `retires_on`.
public struct PostingsEndWithService: Check {
    public static let code: FindingCode = "time.posting-outlives-service"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        candidate.forEachVersion(of: .posting) { key, version in
            let days = version.validity
            guard let person = version.content.reference(.person, in: .posting),
                let last = candidate.rows[person]?.last?.content[.retiresOn].flatMap({ Day($0) }),
                days.from > last || (!days.isOpen && days.to > last.advanced(by: 1))
            else { return }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: days.description,
                "\(key) holds \(days), and \(person) retires on \(last). Correct the days of the posting or retires_on."
            )
        }
    }
}
