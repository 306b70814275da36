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

extension Candidate {
    /// The departments that rules send by each chain on the as-of day, in code order.
    var departmentsByChain: [RowKey: [String]] {
        var found: [RowKey: Set<String>] = [:]
        for (_, rule) in live(.rule) {
            guard let chain = rule.reference(.chain, in: .rule), let department = rule[.department]
            else { continue }
            found[chain, default: []].insert(department)
        }
        return found.mapValues { $0.sorted() }
    }

    /// The departments that levels of each chain name for themselves, by the chain's code.
    var levelDepartments: [String: [String?]] {
        var found: [String: Set<String>] = [:]
        for (_, level) in live(.chainLevel) {
            guard let chain = level[.chain], let department = level[.department] else { continue }
            found[chain, default: []].insert(department)
        }
        return found.mapValues { $0.sorted() }
    }
}
