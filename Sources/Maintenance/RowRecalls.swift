internal import Digests
internal import MappingStore
internal import MasterData
internal import Plans
internal import SourceReading
internal import Staging

/// Makes, for each file of an import, what is to be known and learnt of its rows.
struct RowRecalls {
    private let memories: RowMemories
    private let head: ReleaseIdentity
    private let day: Day
    private let marker: RowRecall.KeyedMarker
    private let ingredients: [String]
    /// Whether rows that are known are left out.
    private let isRecalling: Bool

    /// Part of every recipe: another where rows are read or judged in another way.
    private static let edition = "1"

    /// - Parameters:
    ///   - seal: has the secret of the database.
    ///   - isRecalling: whether rows that are known are left out; they are learnt in any case.
    init(
        _ store: MappingStore, head: ReleaseIdentity, asOf day: Day, seal: ContactSeal,
        stated: CSVDialect.Stated, isRecalling: Bool
    ) {
        memories = RowMemories(of: store)
        self.head = head
        self.day = day
        self.isRecalling = isRecalling
        // A seal is 32 digits under the key of the database: no file has one of this text.
        let digits = seal.seal("marks of rows").dropFirst("seal:".count)
        marker = RowRecall.KeyedMarker(
            KeyedHash.Key(
                low: UInt64(digits.prefix(16), radix: 16) ?? 0,
                high: UInt64(digits.suffix(16), radix: 16) ?? 0))
        // The widths of codes are none of it: every code in a row that is learnt is one of the
        // masters, and so as wide as they are.
        ingredients = [Self.edition, "\(stated)"]
    }

    /// - Parameter scope: what the file is confined to; where that is more than kinds, every row
    ///   is looked at.
    func recall(_ profile: FeedProfile, _ scope: FeedScope) throws -> RowRecall {
        let recipe = SHA256Digest(
            of: (ingredients + [profile.name, profile.written]).joined(separator: "\u{0}").utf8)
        let known =
            isRecalling && scope.places.isEmpty && scope.departments.isEmpty
            ? try memories.latest(recipe, head: head) : nil
        guard let (memory, spent) = known, memory.isWithin(scope.kinds) else {
            return RowRecall(marker, recipe: recipe, asOf: day, memory: nil)
        }
        var marks = KeyMarks(expecting: spent.count)
        for key in spent { marks.insert(marker.marker.mark(of: key)) }
        return RowRecall(
            marker, recipe: recipe, asOf: day, memory: memory,
            spent: spent.isEmpty ? nil : marks)
    }
}

extension RowMemory {
    fileprivate func isWithin(_ kinds: [MasterKind]) -> Bool {
        kinds.isEmpty || shapes.allSatisfy { $0.allSatisfy { kinds.contains($0.kind) } }
    }
}
