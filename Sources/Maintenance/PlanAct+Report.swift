internal import Changesets
internal import Digests
internal import MasterData
internal import Plans
public import Transfers

extension PlanAct {
    /// What people did to bring the plan about, a line each and an empty one last; nothing
    /// for a plan of files alone.
    var lines: [String] {
        var lines: [String] = []
        if let undoes { lines.append("Takes release \(undoes) back.") }
        if let returnsTo { lines.append("Goes back to release \(returnsTo).") }
        if let replaces { lines.append("Takes the place of plan \(replaces.short).") }
        lines += edits.map { "By hand: \($0.key): \($0.reason)" }
        lines += taken.sorted { $0.key < $1.key }.map { "Taken at \($0.key): \($0.value.rawValue)" }
        if !kept.isEmpty {
            lines.append("Kept as corrected: \(kept.map(\.description).joined(separator: ", "))")
        }
        if !released.isEmpty {
            lines.append("Let go: \(released.map(\.description).joined(separator: ", "))")
        }
        lines += identities.map {
            "\($0.isConfirmed ? "Confirmed" : "Rejected"): \($0.nature.rawValue) \($0.pair.before) → \($0.pair.after)"
        }
        lines += missing.sorted { $0.key < $1.key }.map {
            "Missing \($0.key): \($0.value)"
        }
        lines += overrides.map { "Overridden: \($0.code): \($0.reason)" }
        if let complaints { lines.append("Open complaints: \(complaints.sentence)") }
        if let acknowledgedUnroutable {
            lines.append("Newly unroutable complaints acknowledged: \(acknowledgedUnroutable)")
        }
        return lines.isEmpty ? [] : lines + [""]
    }
}

extension ComplaintPolicy {
    /// The policy in words.
    public var sentence: String {
        switch self {
        case .stay: "they stay with the posts that have them."
        case .next: "they move to the new posts at the next level."
        case .now: "they move to the new posts at once."
        }
    }
}
