import MasterData

/// What stands for things that are gone, by the numbers of one book.
///
/// It is asked only of a code that was looked for in vain, so that codes which are known cost
/// nothing.
struct HeirBook: Sendable {
    struct Entry: BitwiseCopyable, Hashable, Sendable {
        /// The thing that is gone, and what stands for it.
        var before: Int32
        var after: Int32
        /// The succession row that says so, by its number among them.
        var row: Int32
        /// The day from which on that row holds.
        var since: Int32
    }

    /// In ascending order of what is gone; nothing is there twice.
    private let entries: Column<Entry>

    /// - Parameters:
    ///   - heirs: what stands for what; pairs of which the book lists but one are left out.
    ///   - rows: takes the numbers of the succession rows.
    init(_ heirs: [RowKey: Heir], in book: CodeBook, rows: inout CodeBookBuilder) {
        var entries: [Entry] = []
        for (key, heir) in heirs.sorted(by: { $0.key < $1.key }) {
            let (before, after) = (book.id(key), book.id(heir.key))
            guard before >= 0, after >= 0 else { continue }
            entries.append(
                Entry(
                    before: before, after: after, row: rows.intern(heir.row),
                    since: heir.since.number))
        }
        self.entries = Column(entries.sorted { $0.before < $1.before })
    }

    var isEmpty: Bool { entries.isEmpty }

    /// What stands for a thing, or nothing.
    subscript(before: Int32) -> Entry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].before < before { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].before == before ? entries[low] : nil
    }

    /// Follows what stands for a thing to the first that there is: the last step to it.
    ///
    /// Successions do not go in circles; a fault in them must not either.
    func followed(from thing: Int32, to isThere: (Int32) -> Bool) -> Entry? {
        var next = thing
        for _ in 0..<8 {
            guard let entry = self[next] else { return nil }
            if isThere(entry.after) { return entry }
            next = entry.after
        }
        return nil
    }
}

extension HeirBook {
    /// - Parameters:
    ///   - count: how many things the book has.
    ///   - rows: how many succession rows there are.
    init(
        _ reader: inout RouteTableReader, things count: Int, rows: Int
    ) throws(RouteFileError) {
        let entries = try reader.column(of: Entry.self, .heirs)
        let things = 0..<Int32(clamping: count)
        try reader.require(
            entries.allSatisfy {
                things.contains($0.before) && things.contains($0.after) && $0.row >= 0
                    && Int($0.row) < rows
            } && zip(entries, entries.dropFirst()).allSatisfy { $0.before < $1.before }, .heirs)
        self.entries = entries
    }

    func write(to writer: inout RouteTableWriter) { writer.add(entries, to: .heirs) }
}
