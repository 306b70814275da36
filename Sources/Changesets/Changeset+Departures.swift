public import MasterData

extension Changeset {
    /// The things of which another changeset says something else, or nothing, or something where
    /// this one says nothing; in key order.
    public func departures(of other: Changeset) -> [RowKey] {
        var keys: [RowKey] = []
        var (mine, theirs) = (changes[...], other.changes[...])
        while let key = [mine.first?.key, theirs.first?.key].compactMap(\.self).min() {
            let isMine = mine.first?.key == key
            let isTheirs = theirs.first?.key == key
            if !isMine || !isTheirs || !mine[mine.startIndex].makes(theirs[theirs.startIndex]) {
                keys.append(key)
            }
            if isMine { mine.removeFirst() }
            if isTheirs { theirs.removeFirst() }
        }
        return keys
    }
}

extension Change {
    /// Whether another change leaves the thing as this one does.
    fileprivate func makes(_ other: Change) -> Bool {
        removed == other.removed && added == other.added
    }
}
