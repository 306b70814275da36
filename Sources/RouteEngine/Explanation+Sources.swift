public import MasterData

extension Explanation {
    /// The rows that it rests on and whose ``sources`` are worth looking up.
    ///
    /// The rules that were looked at, the jurisdictions that led to an office, and the
    /// postings; all as keys of the release.
    public var sourceKeys: Set<RowKey> {
        var keys = Set(candidates.map(\.rule) + nearMisses.map(\.rule.rule))
        keys.formUnion(decision.followed.map(\.row))
        if let whyNot { keys.insert(whyNot.rule) }
        for level in levels {
            for office in level.offices where office.verdict != .farther {
                keys.insert(office.jurisdiction)
            }
            keys.formUnion(level.postings.map(\.posting))
            if let last = level.lastPosting { keys.insert(last.posting) }
        }
        return keys
    }
}
