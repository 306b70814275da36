public import MasterData

/// While the holder of a post is on leave, somebody stands in.
///
/// Without a stand-in every complaint of those days goes to the next level, and the days of the
/// first are lost.
///
/// Example: `E1`, holder of `P1`, is on leave in June, and `P1` has no additional charge,
/// look-after or link officer in June.
///
/// Repair: import the posting of the stand-in.
public struct LeavesAreCovered: Check {
    public static let code: FindingCode = "row.leave-uncovered"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        let leaves = candidate.subjects(of: .leave)
        guard !leaves.isEmpty else { return }
        var held: [String: [(post: String, window: Validity)]] = [:]
        var covered: [String: [(person: String, window: Validity)]] = [:]
        for subject in candidate.subjects(of: .posting) {
            for version in subject.ahead {
                guard let post = version.content[.post], let person = version.content[.person]
                else {
                    continue
                }
                if version.content[.nature] == "substantive" {
                    held[person, default: []].append((post, version.validity))
                } else {
                    covered[post, default: []].append((person, version.validity))
                }
            }
        }
        for leave in leaves {
            for version in leave.ahead {
                let person = version.content[.person] ?? ""
                for (post, window) in held[person] ?? [] {
                    guard let days = window.intersection(version.validity),
                        !(covered[post] ?? []).contains(where: {
                            $0.person != person && $0.window.overlaps(days)
                        })
                    else { continue }
                    findings.note(
                        Self.code, at: leave.origin, key: leave.key, value: post,
                        "Nobody stands in at \(post) while \(person) is on leave \(days). Import the posting of a stand-in."
                    )
                }
            }
        }
    }
}
