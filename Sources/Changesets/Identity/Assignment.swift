/// Pairs rows with columns so that the sum of the scores is greatest.
///
/// Edges are sparse; each connected part is solved by itself with the Hungarian method, and a
/// part larger than `limit` on a side, which blocking keeps from happening, by best score first.
enum Assignment {
    struct Edge: Hashable {
        var row: Int
        var column: Int
        var score: Int
    }

    static func best(_ edges: [Edge], limit: Int = 300) -> [Edge] {
        parts(of: edges).flatMap { part in
            let rows = Set(part.map(\.row)).sorted()
            let columns = Set(part.map(\.column)).sorted()
            return max(rows.count, columns.count) > limit
                ? greedy(part) : solve(part, rows, columns)
        }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// The edges of each connected part.
    private static func parts(of edges: [Edge]) -> [[Edge]] {
        var parents: [Int: Int] = [:]
        // Rows and columns share one numbering: even and odd.
        func root(_ node: Int) -> Int {
            var node = node
            while let parent = parents[node], parent != node {
                parents[node] = parents[parent] ?? parent
                node = parent
            }
            return node
        }
        for edge in edges {
            let (row, column) = (root(edge.row * 2), root(edge.column * 2 + 1))
            if row != column { parents[max(row, column)] = min(row, column) }
        }
        var parts: [Int: [Edge]] = [:]
        for edge in edges { parts[root(edge.row * 2), default: []].append(edge) }
        return parts.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func greedy(_ edges: [Edge]) -> [Edge] {
        var (rows, columns): (Set<Int>, Set<Int>) = ([], [])
        return edges.sorted { ($1.score, $0.row, $0.column) < ($0.score, $1.row, $1.column) }
            .filter { edge in
                guard !rows.contains(edge.row), !columns.contains(edge.column) else { return false }
                rows.insert(edge.row)
                columns.insert(edge.column)
                return true
            }
    }

    /// Hungarian method by potentials over a square of costs; what has no edge costs nothing
    /// gained, and is left out of the answer.
    private static func solve(_ edges: [Edge], _ rows: [Int], _ columns: [Int]) -> [Edge] {
        let size = max(rows.count, columns.count)
        let rowAt = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0 + 1) })
        let columnAt = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0 + 1) })
        var cost = [[Int]](repeating: [Int](repeating: 0, count: size + 1), count: size + 1)
        var known: [Int: Edge] = [:]
        for edge in edges {
            guard let row = rowAt[edge.row], let column = columnAt[edge.column] else { continue }
            cost[row][column] = -edge.score
            known[row * (size + 1) + column] = edge
        }
        var u = [Int](repeating: 0, count: size + 1)
        var v = u
        var match = u
        var way = u
        for row in 1...size {
            match[0] = row
            var column = 0
            var least = [Int](repeating: .max, count: size + 1)
            var used = [Bool](repeating: false, count: size + 1)
            repeat {
                used[column] = true
                let current = match[column]
                var delta = Int.max
                var next = 0
                for other in 1...size where !used[other] {
                    let reduced = cost[current][other] - u[current] - v[other]
                    if reduced < least[other] {
                        least[other] = reduced
                        way[other] = column
                    }
                    if least[other] < delta {
                        delta = least[other]
                        next = other
                    }
                }
                for other in 0...size {
                    if used[other] {
                        u[match[other]] += delta
                        v[other] -= delta
                    } else if least[other] != .max {
                        least[other] -= delta
                    }
                }
                column = next
            } while match[column] != 0
            repeat {
                let before = way[column]
                match[column] = match[before]
                column = before
            } while column != 0
        }
        return (1...size).compactMap { known[match[$0] * (size + 1) + $0] }
    }
}
