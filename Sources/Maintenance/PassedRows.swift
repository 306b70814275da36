internal import MasterData
internal import Staging

/// The rows of an import that were known and not read again: what they are about, by marks.
struct PassedRows {
    let marker: KeyMarker
    /// How many things of each kind they bring that say nothing new.
    private(set) var unchanged: [MasterKind: Int] = [:]
    private(set) var marks: KeyMarks
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
        marks = KeyMarks(expecting: self.recalls.reduce(0) { $0 + $1.thingCount })
        for recall in self.recalls {
            areShared = areShared || (rowCount > 0 && recall.isAbout(marks))
            recall.addSeen(to: &marks, counting: &unchanged, rows: &rowCount)
        }
    }

    /// Whether a row that was passed may be about a thing.
    func mayBeAbout(_ key: RowKey) -> Bool { marks.contains(marker.mark(of: key)) }

    /// Whether something may be found, or said otherwise, once they are read with the others:
    /// another row is about one of their things, text in a legacy font was met, or what they say
    /// of other things is no longer true.
    func mustBeRead(beside staged: StagedMasters) throws -> Bool {
        if areShared || recalls.contains(where: \.hadLegacyText) { return true }
        for recall in recalls {
            let claims = recall.known?.memory.claims ?? []
            if claims.contains(where: staged.brokenClaims.contains) { return true }
        }
        var isShared = false
        try staged.forEachKey { if mayBeAbout($0) { isShared = true } }
        return isShared || staged.faulty.contains(where: mayBeAbout)
    }
}
