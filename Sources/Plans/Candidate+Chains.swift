internal import MasterData

extension Candidate {
    /// The levels of a chain on the as-of day, lowest first, by chain.
    var chainLevels: [RowKey: [(key: RowKey, content: Content)]] {
        var chains: [RowKey: [(key: RowKey, content: Content)]] = [:]
        for key in keys(of: .chainLevel) {
            guard let content = rows.content(of: key, on: asOf),
                let chain = content.reference(.chain, in: .chainLevel)
            else { continue }
            chains[chain, default: []].append((key, content))
        }
        return chains.mapValues { levels in
            levels.sorted {
                ($0.content.integer(.level) ?? 0) < ($1.content.integer(.level) ?? 0)
            }
        }
    }

    /// The chains that are there on the as-of day, in code order.
    var liveChains: [RowKey] {
        keys(of: .chain).filter { rows.content(of: $0, on: asOf) != nil }
    }
}
