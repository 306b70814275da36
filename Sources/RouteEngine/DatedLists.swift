import MasterData

/// Days `[from, to)` as plain numbers, the way the compiled table holds them.
struct Span: Hashable, BitwiseCopyable, Sendable {
    var from: Int32
    var to: Int32

    init(from: Int32, to: Int32) {
        self.from = from
        self.to = to
    }

    init(_ validity: Validity) {
        from = validity.from.number
        to = validity.to.number
    }

    var validity: Validity { Validity(from: Day(number: from), to: Day(number: to)) }

    func contains(_ day: Int32) -> Bool { from <= day && day < to }

    func overlaps(_ other: Span) -> Bool { from < other.to && other.from < to }

    func contains(_ other: Span) -> Bool { from <= other.from && other.to <= to }

    /// The days in both; empty (`to <= from`) when there are none.
    func clipped(to other: Span) -> Span {
        Span(from: max(from, other.from), to: min(to, other.to))
    }

    var isEmpty: Bool { to <= from }
}

/// A value and the days it holds.
struct Dated<Value: Sendable>: Sendable {
    var span: Span
    var value: Value
}

extension Dated: Equatable where Value: Equatable {}

extension Dated: BitwiseCopyable where Value: BitwiseCopyable {}

/// For each row number a short list of dated values, all in one column.
struct DatedLists<Value: BitwiseCopyable & Sendable>: Sendable {
    private let starts: Column<Int32>
    let entries: Column<Dated<Value>>

    /// - Parameter lists: the list of each row, in row order.
    init(_ lists: [[Dated<Value>]]) {
        var starts: [Int32] = [0]
        var entries: [Dated<Value>] = []
        starts.reserveCapacity(lists.count + 1)
        for list in lists {
            entries.append(contentsOf: list)
            starts.append(Int32(entries.count))
        }
        self.starts = Column(starts)
        self.entries = Column(entries)
    }

    var rowCount: Int { starts.count - 1 }

    /// Where the list of a row stands in `entries`.
    func range(_ row: Int32) -> Range<Int> {
        Int(starts[Int(row)])..<Int(starts[Int(row) + 1])
    }

    /// Where the first value of a row that holds on a day stands in `entries`, or -1.
    func index(_ row: Int32, on day: Int32) -> Int {
        for index in range(row) where entries[index].span.contains(day) { return index }
        return -1
    }

    /// The first value of a row that holds on a day.
    func value(_ row: Int32, on day: Int32) -> Value? {
        let found = index(row, on: day)
        return found < 0 ? nil : entries[found].value
    }

    /// Where the value of a row that holds on a day stands, else its latest, or -1.
    func lastIndex(_ row: Int32, on day: Int32) -> Int {
        let found = index(row, on: day)
        return found < 0 && !range(row).isEmpty ? range(row).upperBound - 1 : found
    }
}

extension DatedLists {
    /// - Parameter isSound: whether a value names only what there is.
    init(
        _ reader: inout RouteTableReader, _ section: RouteSection, rows: Int,
        where isSound: (Value) -> Bool
    ) throws(RouteFileError) {
        let starts = try reader.column(of: Int32.self, .starts)
        let entries = try reader.column(of: Dated<Value>.self, section)
        let ascends = (1..<Swift.max(starts.count, 1)).allSatisfy { starts[$0 - 1] <= starts[$0] }
        try reader.require(
            starts.count == rows + 1 && starts[0] == 0 && ascends
                && Int(starts[rows]) == entries.count
                && entries.allSatisfy { $0.span.from < $0.span.to && isSound($0.value) },
            section)
        self.starts = starts
        self.entries = entries
    }

    func write(to writer: inout RouteTableWriter, _ section: RouteSection) {
        writer.add(starts, to: .starts)
        writer.add(entries, to: section)
    }
}

extension Array {
    /// Adds a dated value, joined with the last one where they say the same and meet.
    mutating func appendJoining<Value: Equatable>(_ value: Value, over span: Span)
    where Element == Dated<Value> {
        if let last, last.value == value, last.span.to == span.from {
            self[count - 1].span.to = span.to
        } else {
            append(Dated(span: span, value: value))
        }
    }
}
