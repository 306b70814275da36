internal import MasterData
internal import Staging

/// The rows of an import that were known and not read again: what they are about, by marks.
struct PassedRows {
    let marker: KeyMarker
    /// The marks of the things that they bring, in the order of the rows.
    private(set) var own: [MasterKind: [UInt64]] = [:]
    /// The marks of the things that they merely name.
    private var named: [MasterKind: [UInt64]] = [:]
    /// How many there are.
    private(set) var rowCount = 0
    private let recalls: [RowRecall]
    /// Whether rows of two files bring one thing.
    private var areShared = false

    /// Nothing when every row was read.
    init?(_ recalls: [RowRecall]) {
        self.recalls = recalls.filter { $0.known != nil }
        guard let first = self.recalls.first else { return nil }
        marker = first.marker.marker
        for recall in self.recalls {
            rowCount += recall.seenCount
            named.merge(recall.seen(.named), uniquingKeysWith: +)
            for (kind, marks) in recall.seen(.own) {
                if let others = own[kind] {
                    let set = KeyMarks(others)
                    areShared = areShared || marks.contains(where: set.contains)
                }
                own[kind, default: []] += marks
            }
        }
    }

    /// How many things of each kind they bring that say nothing new.
    var unchanged: [MasterKind: Int] { own.mapValues(\.count) }

    /// The marks of all things that they are about.
    var marks: [MasterKind: [UInt64]] { own.merging(named, uniquingKeysWith: +) }

    /// Whether a row that was passed may be about one of some things.
    func mayBeAbout(_ keys: some Sequence<RowKey>) -> Bool { holds(keys, in: marks) }

    private func holds(_ keys: some Sequence<RowKey>, in marks: [MasterKind: [UInt64]]) -> Bool {
        var wanted: [MasterKind: [UInt64]] = [:]
        for key in keys { wanted[key.kind, default: []].append(marker.mark(of: key)) }
        return wanted.contains { kind, wanted in
            let set = KeyMarks(wanted)
            return (marks[kind] ?? []).contains(where: set.contains)
        }
    }

    /// Whether something may be found, or said otherwise, once they are read with the others:
    /// another row brings one of their things, text in a legacy font was met, or what they say
    /// of other things is no longer true.
    func mustBeRead(beside staged: StagedMasters) throws -> Bool {
        if areShared || recalls.contains(where: \.hadLegacyText) { return true }
        for recall in recalls {
            let claims = recall.known?.memory.claims ?? []
            if claims.contains(where: staged.brokenClaims.contains) { return true }
        }
        var brought: [RowKey] = []
        try staged.forEachOwnKey { brought.append($0) }
        return holds(brought, in: own) || mayBeAbout(staged.faulty)
    }
}
