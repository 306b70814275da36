internal import Changesets
internal import MasterData
internal import Plans

extension PlanCounts {
    /// Kinds down, ways of changing across; columns that are all nothing are left out.
    func table() -> [String] {
        let ways = ChangeKind.allCases.filter { way in
            kinds.values.contains { ($0.byChange[way] ?? 0) > 0 }
        }
        let header = ways.map(\.rawValue) + ["rows", "unchanged"]
        func row(_ name: String, _ cells: [String]) -> String {
            "  " + name.padded(to: 18) + cells.map { $0.padded(to: 12, right: true) }.joined()
        }
        var lines = [row("", header)]
        for kind in kinds.keys.sorted() {
            guard let count = kinds[kind] else { continue }
            let cells =
                ways.map { count.byChange[$0].map { Lakh.grouped($0) } ?? "·" }
                + [Lakh.grouped(count.rows), Lakh.grouped(count.unchanged)]
            lines.append(row(kind.rawValue, cells))
        }
        return lines
    }
}
