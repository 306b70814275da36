public import MasterData

/// Validity begins after 1947 and, like its end, within fifty years of the as-of day.
///
/// A day in 1901 or 2206 is a slip of the pen or of a spreadsheet. Correct the day.
public struct DatesAreSane: Check {
    public static let code: FindingCode = "time.far-off"

    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let earliest = Day(number: -8175)  // 1947-08-15
        let latest = candidate.asOf.advanced(by: 50 * 366)
        for kind in MasterKind.allCases {
            candidate.forEachVersion(of: kind) { key, version in
                let days = [version.validity.from, version.validity.to]
                for day in days where day != .distantFuture && (day < earliest || latest < day) {
                    findings.error(
                        Self.code, at: candidate.origin(of: key), key: key,
                        value: day.description,
                        "\(key) has the day \(day), which lies too far off. Correct it.")
                }
            }
        }
    }
}
