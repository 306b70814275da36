public import Changesets
public import MasterData

/// How many rows of each kind change in each way.
///
/// One row may change in several ways, so the ways do not add up to the rows.
public struct PlanCounts: Hashable, Sendable {
    public struct Kind: Hashable, Sendable {
        public var byChange: [ChangeKind: Int] = [:]
        /// Distinct things that change or are missing.
        public var rows = 0
        /// Things the feeds list as they are.
        public var unchanged = 0
    }

    public private(set) var kinds: [MasterKind: Kind] = [:]

    public init(_ changeset: Changeset, unchanged: [MasterKind: Int]) {
        // A thing that goes on under another code is one change of one thing.
        for change in changeset.changes where !change.isOldCode {
            for kind in change.kinds {
                kinds[change.key.kind, default: Kind()].byChange[kind, default: 0] += 1
            }
            kinds[change.key.kind, default: Kind()].rows += 1
        }
        for (kind, count) in unchanged { kinds[kind, default: Kind()].unchanged = count }
    }

    /// `{"tehsil": {"added": 56, …, "rows": 169, "unchanged": 256}}`, every way named.
    public var json: JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: kinds.map { kind, counts in
                    var members = Dictionary(
                        uniqueKeysWithValues: ChangeKind.allCases.map {
                            ($0.rawValue, JSONValue.integer(counts.byChange[$0] ?? 0))
                        })
                    members["rows"] = .integer(counts.rows)
                    members["unchanged"] = .integer(counts.unchanged)
                    return (kind.rawValue, .object(members))
                }))
    }

    /// One sentence: `56 tehsils added, 50 moved; 8 districts added.`
    public var sentence: String {
        let parts = kinds.keys.sorted().compactMap { kind -> String? in
            guard let counts = kinds[kind], counts.rows > 0 else { return nil }
            let ways = ChangeKind.allCases.compactMap { way in
                counts.byChange[way].map { "\($0) \(way.rawValue)" }
            }
            return "\(kind.plural(counts.rows)): \(ways.joined(separator: ", "))"
        }
        return parts.isEmpty ? "No changes." : parts.joined(separator: "; ") + "."
    }
}

extension MasterKind {
    /// The kind in words for a count: `tehsil`, `urban bodies`.
    public func plural(_ count: Int) -> String {
        let word = rawValue.split(separator: "_").joined(separator: " ")
        if count == 1 { return word }
        if word.hasSuffix("ry") || word.hasSuffix("dy") { return word.dropLast() + "ies" }
        return word + "s"
    }
}
