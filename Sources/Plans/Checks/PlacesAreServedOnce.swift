public import MasterData

/// At each level one office of a department serves a place with posts of a designation.
///
/// Two offices with the same post for the same place leave it open who answers: the complaint
/// is unroutable at that level.
///
/// Example: `O1` and `O2`, both at tehsil level for `tehsil:555`, each with an `AEN`.
///
/// Repair: end the jurisdiction of one, or let only one of the posts receive complaints.
public struct PlacesAreServedOnce: Check {
    public static let code: FindingCode = "row.place-served-twice"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var desks: [String: String] = [:]
        for (key, content) in candidate.live(.office) {
            desks[key.code] = "\(content[.department] ?? "")#\(content[.level] ?? "")"
        }
        var serving: [String: [(key: RowKey, office: String)]] = [:]
        for (key, content) in candidate.live(.jurisdiction) where content[.mode] == "include" {
            guard let office = content[.office], let desk = desks[office],
                let place = content[.place]
            else { continue }
            serving["\(desk)#\(place)", default: []].append((key, office))
        }
        let shared = serving.filter { $0.value.count > 1 }
        guard !shared.isEmpty else { return }
        var designations: [String: Set<String>] = [:]
        for (_, content) in candidate.live(.post) where content[.receives] != "no" {
            guard let office = content[.office], let designation = content[.designation] else {
                continue
            }
            designations[office, default: []].insert(designation)
        }
        for (_, offices) in shared.sorted(by: { $0.key < $1.key }) {
            for (earlier, later) in zip(offices, offices.dropFirst()) {
                let both = (designations[earlier.office] ?? [])
                    .intersection(designations[later.office] ?? [])
                guard !both.isEmpty else { continue }
                findings.warning(
                    Self.code, at: candidate.origin(of: later.key), key: later.key,
                    value: earlier.office,
                    "\(later.office) and \(earlier.office) serve the same place at the same level, each with \(both.sorted().joined(separator: ", ")). End one jurisdiction, or let only one post receive."
                )
            }
        }
    }
}
