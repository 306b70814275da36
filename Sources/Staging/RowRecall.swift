public import Digests
public import MasterData
public import SourceReading

/// One file on its way to be read with what is known of it, and what is learnt of it meanwhile.
public final class RowRecall {
    /// Makes the marks of things, under the key under which those of rows are made.
    public let marker: KeyedMarker
    /// By what the rows are read.
    public let recipe: SHA256Digest
    /// What was known, and which of that there is now; nothing at first.
    public let known: (memory: RowMemory, matcher: RowMatcher)?
    /// The plain rows that were read: their marks, with what they are about and where they stand.
    private(set) var learnt: RowMemory
    private(set) var lines: [UInt32] = []
    /// Whether the file had text in a legacy font: how doubtful text is judged depends on all
    /// other rows then, so that none can be left out.
    public internal(set) var hadLegacyText = false
    private var rowMarker: RowMarker?
    private var shape: RowMemory.Shape = []
    private var things: [UInt64] = []

    /// The key, and what makes the marks of things under it.
    public struct KeyedMarker: Sendable {
        public let key: KeyedHash.Key
        public let marker: KeyMarker

        public init(_ key: KeyedHash.Key) {
            self.key = key
            marker = KeyMarker(key)
        }
    }

    /// - Parameters:
    ///   - memory: what is known; rows read by another recipe are not.
    ///   - spent: the things that say something else since then.
    public init(
        _ marker: KeyedMarker, recipe: SHA256Digest, asOf day: Day, memory: RowMemory?,
        spent: KeyMarks? = nil
    ) {
        self.marker = marker
        self.recipe = recipe
        learnt = RowMemory(recipe: recipe, asOf: day)
        guard let memory, memory.recipe == recipe, memory.asOf <= day,
            memory.count <= KnownRows.marksAtMost
        else {
            known = nil
            return
        }
        let usable = spent.map { memory.without($0) } ?? memory
        known = (
            usable, RowMatcher(KnownRows(key: marker.key, marks: usable.marks))
        )
    }

    func begin(_ headings: [Heading]) {
        rowMarker = RowMarker(marker.key, headings: headings)
    }

    /// Notes a thing that the current row is about.
    func note(_ key: RowKey, _ role: StagedRow.Role) {
        shape.append(RowMemory.RecordShape(kind: key.kind, role: role))
        things.append(marker.marker.mark(of: key))
    }

    /// Notes the thing of a row that is staged, from its bytes.
    func note(keyOf content: UnsafeRawBufferPointer, _ role: StagedRow.Role) {
        guard let (kind, scheme, code) = RowCodec.keyParts(of: content) else { return }
        shape.append(RowMemory.RecordShape(kind: kind, role: role))
        things.append(marker.marker.mark(of: kind, scheme, code))
    }

    /// Ends the current row.
    ///
    /// - Parameter isPlain: whether nothing is to be said of it.
    func endRow(_ row: borrowing SourceRecord, isPlain: Bool) {
        if isPlain, !shape.isEmpty, let rowMarker {
            learnt.add(rowMarker.mark(of: row), shape, things)
            if lines.count < learnt.count { lines.append(UInt32(truncatingIfNeeded: row.line)) }
        }
        shape.removeAll(keepingCapacity: true)
        things.removeAll(keepingCapacity: true)
    }
}

extension RowRecall {
    /// The marks of the things that known rows of the file speak of in one way, by kind and in the
    /// order of the rows.
    public func seen(_ role: StagedRow.Role) -> [MasterKind: [UInt64]] {
        guard let known else { return [:] }
        var marks: [MasterKind: [UInt64]] = [:]
        for (number, shape) in known.memory.shapes.enumerated() {
            // The things of a row lie side by side; of each shape one after the other is taken.
            for (offset, record) in shape.enumerated() where record.role == role {
                let things = known.memory.things(
                    at: offset, ofShape: number, where: known.matcher.seen)
                if !things.isEmpty { marks[record.kind, default: []] += things }
            }
        }
        return marks
    }

    /// How many known rows the file has.
    public var seenCount: Int { known?.matcher.seen.count { $0 } ?? 0 }

    /// What is known of the file from now on.
    ///
    /// - Parameters:
    ///   - day: the plan's as-of day.
    ///   - claims: what all rows say of other things that is true.
    ///   - doubtful: the lines of rows that masters do not say as they stand.
    ///   - spent: the things that the plan leaves saying something else than a row.
    public func memory(
        asOf day: Day, claims: [LinkClaim], doubtful: Set<Int>, spent: KeyMarks
    ) -> RowMemory {
        var memory = RowMemory(recipe: recipe, asOf: day, claims: claims)
        memory.reserve((known?.memory.count ?? 0) + learnt.count)
        if let known {
            known.memory.forEachRow { number, shape, things in
                guard known.matcher.seen[number], !things.contains(where: spent.contains) else {
                    return
                }
                memory.add(known.memory.marks[number], shape, things)
            }
        }
        learnt.forEachRow { number, shape, things in
            guard !doubtful.contains(Int(lines[number])), !things.contains(where: spent.contains)
            else { return }
            memory.add(learnt.marks[number], shape, things)
        }
        return memory
    }
}

extension RowMemory {
    /// The rows that are about none of the things.
    fileprivate func without(_ spent: KeyMarks) -> RowMemory {
        var rest = RowMemory(recipe: recipe, asOf: asOf, claims: claims)
        rest.reserve(count)
        forEachRow { number, shape, things in
            if !things.contains(where: spent.contains) { rest.add(marks[number], shape, things) }
        }
        return rest
    }
}
