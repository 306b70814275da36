public import MasterData

/// What stands for all fields of one row: 128 bits under a secret key.
public struct RowMark: Hashable, Sendable, BitwiseCopyable {
    public var low: UInt64
    public var high: UInt64

    public init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }
}

/// Makes the marks of the rows of files: of rows of one layout, equal ones have equal marks.
public struct RowMarker: Sendable {
    private var start: KeyedHash

    /// - Parameters:
    ///   - key: a secret, so that nobody makes a row with the mark of another.
    ///   - headings: what the fields of a row mean, by their order.
    public init(_ key: KeyedHash.Key, headings: [Heading]) {
        start = KeyedHash(key)
        start.add(UInt64(headings.count))
        for heading in headings { start.add(heading.name) }
    }

    public func mark(of row: borrowing SourceRecord) -> RowMark {
        var hash = start
        for index in 0..<row.count {
            if let field = row[index] { hash.add(field) } else { hash.add(.max) }
        }
        let (low, high) = hash.finishedWide()
        return RowMark(low: low, high: high)
    }
}

/// Rows that were read before, and need not be read again: of each its mark, in the order in which
/// they stood.
public struct KnownRows: Hashable, Sendable {
    public var key: KeyedHash.Key
    public var marks: [RowMark]

    public init(key: KeyedHash.Key, marks: [RowMark]) {
        self.key = key
        self.marks = marks
    }

    /// How many marks cross to a process that reads.
    public static let marksAtMost = 3_000_000
}

/// Tells, row by row, which rows of a file are known, and remembers which known rows there were.
public final class RowMatcher {
    public let known: KnownRows
    /// By the number of a known row, whether the file has it.
    public private(set) var seen: [Bool]
    private var marker: RowMarker?
    /// The known row that is expected next: files seldom change their order.
    private var next = 0
    /// Numbers of known rows by their marks, with 0 for none and counted from 1; made when a row
    /// is first not the expected one.
    private var slots: [UInt32] = []

    public init(_ known: KnownRows) {
        self.known = known
        seen = [Bool](repeating: false, count: known.marks.count)
    }

    func begin(_ headings: [Heading]) {
        marker = RowMarker(known.key, headings: headings)
    }

    /// Whether a row is a known one, which is then seen.
    func matches(_ row: borrowing SourceRecord) -> Bool {
        guard let mark = marker?.mark(of: row), let number = number(of: mark) else { return false }
        seen[number] = true
        next = number + 1
        return true
    }

    /// Takes over what another found, eight rows to a byte.
    func take(_ bits: UnsafeRawBufferPointer) throws(FrameReader.Garbled) {
        guard bits.count == (seen.count + 7) / 8 else { throw FrameReader.Garbled() }
        for number in seen.indices where bits[number / 8] & 1 << UInt8(number % 8) != 0 {
            seen[number] = true
        }
    }

    /// What was found, eight rows to a byte.
    var bits: [UInt8] {
        var bits = [UInt8](repeating: 0, count: (seen.count + 7) / 8)
        for number in seen.indices where seen[number] { bits[number / 8] |= 1 << UInt8(number % 8) }
        return bits
    }

    private func number(of mark: RowMark) -> Int? {
        if next < known.marks.count, known.marks[next] == mark { return next }
        if slots.isEmpty { makeSlots() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mark.low) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if known.marks[number] == mark { return number }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func makeSlots() {
        var size = 16
        while size < known.marks.count * 3 / 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        let mask = size - 1
        for (number, mark) in known.marks.enumerated() {
            var slot = Int(truncatingIfNeeded: mark.low) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }
}
