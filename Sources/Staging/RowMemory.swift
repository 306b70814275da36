public import Digests
public import MasterData
public import SourceReading

/// Rows of a feed that say what a release says, and of which nothing else is to be said: what
/// need not be read again when the feed comes again.
///
/// A row is here when reading it left nothing behind but what it says: no finding, nothing
/// normalised, nothing held; and when masters say from a day on what it says. Of each there is
/// its mark, which things it is about, by their marks, and how it speaks of them.
public struct RowMemory: Sendable {
    /// What a row of a profile yields: kinds of things, and how it speaks of each.
    public typealias Shape = [RecordShape]

    public struct RecordShape: Hashable, Sendable {
        public var kind: MasterKind
        public var role: StagedRow.Role

        public init(kind: MasterKind, role: StagedRow.Role) {
            self.kind = kind
            self.role = role
        }
    }

    /// By what they were read: rows are known only to who reads them alike.
    public var recipe: SHA256Digest
    /// The first as-of day for which masters say it.
    public var asOf: Day
    /// What the rows say of other things, which is to hold again.
    public var claims: [LinkClaim]
    public private(set) var shapes: [Shape] = []
    /// Of each row.
    public private(set) var marks: [RowMark] = []
    /// Of each row, the number of its shape.
    public private(set) var shapeNumbers: [UInt8] = []
    /// Of each row, one after the other, the marks of the things that it is about.
    public private(set) var thingMarks: [UInt64] = []

    public var count: Int { marks.count }

    public init(recipe: SHA256Digest, asOf: Day, claims: [LinkClaim] = []) {
        self.recipe = recipe
        self.asOf = asOf
        self.claims = claims
    }

    /// Hands over each row: its number, its shape, and where the marks of its things are.
    public func forEachRow(_ body: (Int, Shape, ArraySlice<UInt64>) -> Void) {
        var place = 0
        for number in marks.indices {
            let shape = shapes[Int(shapeNumbers[number])]
            body(number, shape, thingMarks[place..<place + shape.count])
            place += shape.count
        }
    }

    /// The mark of the thing at one place of each row that has a shape and is chosen, in the order
    /// of the rows.
    func things(at offset: Int, ofShape wanted: Int, where chosen: [Bool]) -> [UInt64] {
        let sizes = shapes.map(\.count)
        var marks: [UInt64] = []
        marks.reserveCapacity(shapeNumbers.count)
        var place = 0
        for number in shapeNumbers.indices {
            let shape = Int(shapeNumbers[number])
            if shape == wanted, chosen[number] { marks.append(thingMarks[place + offset]) }
            place += sizes[shape]
        }
        return marks
    }

    /// Adds a row; nothing becomes of it when there are too many shapes.
    public mutating func add(_ mark: RowMark, _ shape: Shape, _ things: some Collection<UInt64>) {
        var number = shapes.firstIndex(of: shape)
        if number == nil, shapes.count < 256 {
            shapes.append(shape)
            number = shapes.count - 1
        }
        guard let number, things.count == shape.count else { return }
        marks.append(mark)
        shapeNumbers.append(UInt8(number))
        thingMarks.append(contentsOf: things)
    }

    public mutating func reserve(_ count: Int) {
        marks.reserveCapacity(count)
        shapeNumbers.reserveCapacity(count)
        thingMarks.reserveCapacity(count * 2)
    }
}

/// That a thing exists, and perhaps that it lies in another.
public struct LinkClaim: Hashable, Sendable {
    public var target: RowKey
    public var container: RowKey?
    /// The heading under which it was made.
    public var column: String

    public init(target: RowKey, container: RowKey?, column: String) {
        self.target = target
        self.container = container
        self.column = column
    }
}

extension RowMemory {
    private static let magic = Array("RAJROWS1".utf8)

    /// The memory as bytes: "RAJROWS1", notes as JSON with their length (8), the numbers of rows
    /// (8) and of marks of things (8), all marks of rows (16 each), the shapes (1 each), the marks
    /// of things (8 each), and a SHA-256 of all that. Marks are as they lie in the memory of the machine,
    /// which keeps them for itself; the other numbers are little-endian.
    public var bytes: [UInt8] {
        var bytes = Self.magic
        let notes = notes.canonicalBytes
        for number in [notes.count, marks.count, thingMarks.count] {
            withUnsafeBytes(of: UInt64(number).littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes += notes
        bytes.reserveCapacity(bytes.count + marks.count * 17 + thingMarks.count * 8 + 32)
        marks.withUnsafeBytes { bytes += $0 }
        bytes += shapeNumbers
        thingMarks.withUnsafeBytes { bytes += $0 }
        var hash = SHA256Stream()
        hash.update(bytes)
        return bytes + hash.finished().bytes
    }

    /// Reads what ``bytes`` wrote; nothing when it is damaged or something else.
    public init?(_ bytes: [UInt8]) {
        let end = bytes.count - 32
        guard end >= 32, bytes.starts(with: Self.magic) else { return nil }
        var hash = SHA256Stream()
        bytes.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
        guard hash.finished().bytes.elementsEqual(bytes[end...]) else { return nil }
        func word(_ place: Int) -> UInt64 {
            bytes.withUnsafeBytes {
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
        }
        guard let noteCount = Int(exactly: word(8)), let count = Int(exactly: word(16)),
            let thingCount = Int(exactly: word(24)), noteCount <= end, count <= end,
            thingCount <= end, 32 + noteCount + count * 17 + thingCount * 8 == end,
            let notes = try? JSONValue(parsing: bytes[32..<32 + noteCount])
        else { return nil }
        self.init(notes)
        var place = 32 + noteCount
        marks = Self.values(count, in: bytes, at: place)
        place += count * 16
        shapeNumbers = Array(bytes[place..<place + count])
        place += count
        thingMarks = Self.values(thingCount, in: bytes, at: place)
        let sizes = shapes.map(\.count)
        guard shapeNumbers.allSatisfy({ Int($0) < sizes.count }),
            shapeNumbers.reduce(0, { $0 + sizes[Int($1)] }) == thingCount
        else { return nil }
    }

    /// So many values as they lie in the bytes, which are those of this machine's memory.
    private static func values<Value: BitwiseCopyable>(
        _ count: Int, in bytes: [UInt8], at place: Int
    ) -> [Value] {
        [Value](unsafeUninitializedCapacity: count) { room, filled in
            bytes.withUnsafeBytes { bytes in
                UnsafeMutableRawBufferPointer(room).copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: bytes[place..<place + count * MemoryLayout<Value>.stride]))
            }
            filled = count
        }
    }

    private var notes: JSONValue {
        .object([
            "as_of": .integer(Int(asOf.number)),
            "claims": .array(
                claims.map { claim in
                    .array([
                        .string(claim.target.description),
                        .optional(claim.container?.description), .string(claim.column),
                    ])
                }),
            "recipe": .string(recipe.description),
            "shapes": .array(
                shapes.map { shape in
                    .array(
                        shape.flatMap {
                            [JSONValue.string($0.kind.rawValue), .integer(Int($0.role.rawValue))]
                        })
                }),
        ])
    }

    private init?(_ notes: JSONValue) {
        guard let recipe = notes["recipe"]?.string.flatMap({ SHA256Digest(hex: $0) }),
            let day = notes["as_of"]?.integer.flatMap({ Int32(exactly: $0) })
        else { return nil }
        self.init(recipe: recipe, asOf: Day(number: day))
        for claim in notes["claims"]?.array ?? [] {
            guard let parts = claim.array, parts.count == 3,
                let target = parts[0].string.flatMap({ RowKey($0) }), let column = parts[2].string
            else { return nil }
            let container = parts[1].string.flatMap { RowKey($0) }
            guard (parts[1].string == nil) == (container == nil) else { return nil }
            claims.append(LinkClaim(target: target, container: container, column: column))
        }
        for words in notes["shapes"]?.array ?? [] {
            guard let words = words.array else { return nil }
            var shape: Shape = []
            for index in stride(from: 0, to: words.count - 1, by: 2) {
                guard let kind = words[index].string.flatMap({ MasterKind(rawValue: $0) }),
                    let number = words[index + 1].integer.flatMap({ UInt8(exactly: $0) }),
                    let role = StagedRow.Role(rawValue: number)
                else { return nil }
                shape.append(RecordShape(kind: kind, role: role))
            }
            shapes.append(shape)
        }
    }
}
