public import MasterData

/// Going up from a place through any of its hierarchies never leads back to it.
///
/// Each hierarchy may be sound by itself, and two together go in a circle: the places are then
/// each a part of the other.
///
/// Example: `block:777` lies in `tehsil:555` in the revenue hierarchy, and `tehsil:555` in
/// `block:777` in that of the panchayats.
///
/// Repair: correct the parent in the hierarchy that is wrong; say what merely shares land as an
/// overlap.
public struct HierarchiesDoNotLoop: Check {
    public static let code: FindingCode = "reference.cross-cycle"
    public init() {}

    public func check(_ candidate: Candidate, into findings: inout Findings) {
        var parents: [RowKey: [RowKey]] = [:]
        for kind in MasterKind.places {
            for (key, content) in candidate.live(kind) {
                parents[key] = Hierarchy.allCases.compactMap {
                    content.reference($0.parentField, in: kind)
                }
            }
        }
        for kind in MasterKind.places {
            for (key, content) in candidate.live(kind) where Self.leads(from: key, by: parents) {
                // A ring in one hierarchy is told by the check of cycles.
                let isPlain = Hierarchy.allCases.contains { hierarchy in
                    content[hierarchy.parentField] != nil
                        && key == Self.top(key, hierarchy, candidate)
                }
                guard !isPlain else { continue }
                findings.error(
                    Self.code, at: candidate.origin(of: key), key: key,
                    "\(key) lies in itself when its hierarchies are taken together. Correct the parent that is wrong."
                )
            }
        }
    }

    /// Whether the ways up from a place lead back to it.
    private static func leads(from key: RowKey, by parents: [RowKey: [RowKey]]) -> Bool {
        var open = parents[key] ?? []
        var seen: Set<RowKey> = []
        while let next = open.popLast() {
            if next == key { return true }
            guard seen.insert(next).inserted else { continue }
            open += parents[next] ?? []
        }
        return false
    }

    /// The place itself when one hierarchy alone leads back to it.
    private static func top(
        _ key: RowKey, _ hierarchy: Hierarchy, _ candidate: Candidate
    ) -> RowKey? {
        var seen: Set<RowKey> = []
        var next = candidate.rows.parent(of: key, in: hierarchy, on: candidate.asOf)
        while let place = next, seen.insert(place).inserted {
            if place == key { return key }
            next = candidate.rows.parent(of: place, in: hierarchy, on: candidate.asOf)
        }
        return nil
    }
}
