internal import MasterData
internal import Staging

/// The rows of an import that were known and not read again: what they are about, by marks.
struct PassedRows {
    let marker: KeyMarker
    /// How many things of each kind they bring that say nothing new.
    private(set) var unchanged: [MasterKind: Int] = [:]
    /// The marks of the things that they are about, in the order of the rows.
    private(set) var marks: [MasterKind: [UInt64]] = [:]
    /// How many there are.
    private(set) var rowCount = 0
    private let recalls: [RowRecall]
    /// Whether rows of two files are about one thing.
    private var areShared = false

    /// Nothing when every row was read.
    init?(_ recalls: [RowRecall]) {
        self.recalls = recalls.filter { $0.known != nil }
        guard let first = self.recalls.first else { return nil }
        marker = first.marker.marker
        for recall in self.recalls {
            var own: [MasterKind: [UInt64]] = [:]
            recall.addSeen(to: &own, counting: &unchanged, rows: &rowCount)
            for (kind, marks) in own {
                let shared = KeyMarks(self.marks[kind] ?? [])
                areShared = areShared || marks.contains(where: shared.contains)
                self.marks[kind, default: []] += marks
            }
        }
    }

    /// Whether a row that was passed may be about one of some things.
    func mayBeAbout(_ keys: some Sequence<RowKey>) -> Bool {
        var wanted: [MasterKind: [UInt64]] = [:]
        for key in keys { wanted[key.kind, default: []].append(marker.mark(of: key)) }
        return wanted.contains { kind, wanted in
            let set = KeyMarks(wanted)
            return (marks[kind] ?? []).contains(where: set.contains)
        }
    }

    /// Whether something may be found, or said otherwise, once they are read with the others:
    /// another row is about one of their things, text in a legacy font was met, or what they say
    /// of other things is no longer true.
    func mustBeRead(beside staged: StagedMasters) throws -> Bool {
        if areShared || recalls.contains(where: \.hadLegacyText) { return true }
        for recall in recalls {
            let claims = recall.known?.memory.claims ?? []
            if claims.contains(where: staged.brokenClaims.contains) { return true }
        }
        var keys = Array(staged.faulty)
        try staged.forEachKey { keys.append($0) }
        return mayBeAbout(keys)
    }
}
