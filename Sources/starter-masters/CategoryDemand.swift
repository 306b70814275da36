import Foundation

/// How often people complain about what: heavy subjects first, and within each a few
/// leaves that most complaints are about.
struct CategoryDemand {
    struct Leaf {
        var code: String
        /// `rural`, `urban` or `any`.
        var variant: String
        /// Whether a guaranteed service stands behind it, so that an application may be on file.
        var hasService: Bool
    }

    private let choice: WeightedChoice<Leaf>

    init(seed: UInt64, mappings: URL) throws {
        let rows = try CSVTable(contentsOf: mappings.appending(path: "categories.csv")).records
        let parents = Dictionary(
            rows.map { ($0["code"] ?? "", $0["parent"] ?? "") }, uniquingKeysWith: { a, _ in a })
        let inner = Set(parents.values)
        let services = try CSVTable(
            contentsOf: mappings.appending(path: "service_categories.csv")
        ).records
        let served = Set(services.compactMap { $0["category"] })
        let leaves = rows.filter { row in
            !inner.contains(row["code"] ?? "") && row["audience"] != "internal"
                && (row["valid_to"] ?? "").isEmpty
        }
        var byRoot: [String: [Leaf]] = [:]
        for row in leaves {
            let code = row["code"] ?? ""
            byRoot[Self.root(of: code, parents), default: []].append(
                Leaf(
                    code: code, variant: row["variant"] ?? "any",
                    hasService: Self.isServed(code, served, parents)))
        }
        var weighted: [(Leaf, Double)] = []
        for root in byRoot.keys.sorted() {
            let ranked = (byRoot[root] ?? []).sorted { a, b in
                let rankA = Draw(seed: seed, code: a.code, purpose: "rank").bits
                let rankB = Draw(seed: seed, code: b.code, purpose: "rank").bits
                return rankA < rankB
            }
            let total = ranked.indices.reduce(0.0) { $0 + 1 / Double($1 + 1) }
            for (rank, leaf) in ranked.enumerated() {
                weighted.append((leaf, Self.weight(ofRoot: root) / Double(rank + 1) / total))
            }
        }
        choice = WeightedChoice(weighted)
        guard !choice.isEmpty else { throw StarterError.badData("categories.csv has no leaf") }
    }

    func pick(_ draw: Draw) -> Leaf { choice.pick(draw) }

    /// Of a hundred complaints, roughly.
    private static func weight(ofRoot root: String) -> Double {
        let heavy: [String: Double] = [
            "ELE": 17, "WAT": 13, "RDS": 9, "PEN": 8, "RAT": 8, "POL": 8, "LND": 7, "URB": 7,
            "PAN": 5,
            "EDU": 3, "HLT": 3, "ITS": 2, "CRT": 2, "LAB": 2,
        ]
        return heavy[root] ?? 0.8
    }

    private static func root(of code: String, _ parents: [String: String]) -> String {
        var root = code
        while let parent = parents[root], !parent.isEmpty { root = parent }
        return root
    }

    private static func isServed(
        _ code: String, _ served: Set<String>, _ parents: [String: String]
    ) -> Bool {
        var node = code
        while !node.isEmpty {
            if served.contains(node) { return true }
            node = parents[node] ?? ""
        }
        return false
    }
}
