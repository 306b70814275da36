public import MasterData

/// A place that is taken out of a jurisdiction lies in one that is in it.
///
/// An exclude by itself takes nothing away: the include was forgotten, or the place moved to
/// another parent.
///
/// Example: office `O1` excludes `tehsil:556` and includes only `tehsil:555`.
///
/// Repair: import the include, or take the exclude out.
public struct ExcludesHaveAnInclude: Check {
    public static let code: FindingCode = "row.idle-exclude"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let rows = candidate.live(.jurisdiction)
        guard rows.contains(where: { $0.content[.mode] == "exclude" }) else { return }
        var included: [String: Set<RowKey>] = [:]
        for (_, content) in rows where content[.mode] == "include" {
            guard let office = content[.office],
                let place = content.reference(.place, in: .jurisdiction)
            else { continue }
            included[office, default: []].insert(place)
        }
        for (key, content) in rows where content[.mode] == "exclude" {
            guard let office = content[.office],
                let place = content.reference(.place, in: .jurisdiction)
            else { continue }
            let served = included[office] ?? []
            let isInside = Hierarchy.allCases.contains {
                candidate.rows.ancestors(of: place, in: $0, on: candidate.asOf)
                    .contains(where: served.contains)
            }
            guard !isInside else { continue }
            findings.warning(
                Self.code, at: candidate.origin(of: key), key: key, value: place.description,
                "\(key) takes out a place that the office does not serve. Import the include, or take the exclude out."
            )
        }
    }
}
