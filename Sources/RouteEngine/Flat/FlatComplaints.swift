import CMachine
public import MasterData

/// Complaints as text: a piece of a sheet cut into rows, ready to be decided.
///
/// The sheet is CSV with the columns `complaint_id, category, district, subdistrict, channel,
/// date` in any order. A blank field is one that the complaint lacks.
public struct FlatComplaints: ~Copyable {
    /// The columns that a sheet of complaints has.
    public static let headings =
        ["complaint_id"] + FlatField.allCases.map(\.heading) + ["date"]

    /// Where the columns stand, read from a sheet's first line.
    public struct Layout: Sendable {
        let columns: FlatColumns

        /// Reads the row of headings; nothing, and findings, when a column is missing.
        ///
        /// - Parameters:
        ///   - line: the bytes up to the first line end, without a byte order mark.
        ///   - file: the name of the sheet, for messages.
        ///   - findings: gets what is missing.
        public init?(line: [UInt8], file: String, findings: inout Findings) {
            var text = SheetText(capacity: line.count + 1)
            (line + [0x0A]).withUnsafeBytes { text.append($0) }
            text.cut()
            guard let last = text.lineEnd(from: 0) else { return nil }
            let columns = FlatColumns(
                text.texts(0, last), wanted: FlatComplaints.headings, file: file,
                findings: &findings)
            guard let columns else { return nil }
            self.columns = columns
        }
    }

    var text: SheetText
    let columns: FlatColumns

    /// Takes whole rows; the last line end may be missing.
    public init(_ bytes: UnsafeRawBufferPointer, layout: Layout) {
        columns = layout.columns
        text = SheetText(capacity: bytes.count + 1)
        take(bytes)
    }

    /// The same from bytes at hand.
    public init(_ bytes: ArraySlice<UInt8>, layout: Layout) {
        columns = layout.columns
        text = SheetText(capacity: bytes.count + 1)
        bytes.withUnsafeBytes { take($0) }
    }

    /// How many of the bytes are whole rows, line ends inside quotes aside.
    public static func endOfRows(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
            return machine_end_of_rows(
                start.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) {
        text.append(bytes)
        if let last = bytes.last, last != 0x0A {
            [UInt8(0x0A)].withUnsafeBytes { text.append($0) }
        }
        text.cut()
    }
}

/// A complaint of a sheet that is none, with its line in the piece it stands in.
public struct FlatFault: Hashable, Sendable {
    public var code: FindingCode
    /// From 1 at the piece's first line.
    public var line: Int
    public var value: String
    public var message: String
}

/// The rows of a block, as numbers.
struct FlatBlock: ~Copyable {
    static let size = 256
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let days = UnsafeMutablePointer<UInt16>.allocate(capacity: size)
    let cells = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    let winners = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    /// The separator that ends the id of each row.
    let ids = UnsafeMutablePointer<Int>.allocate(capacity: size)
    var count = 0

    deinit {
        keys.deallocate()
        days.deallocate()
        cells.deallocate()
        winners.deallocate()
        ids.deallocate()
    }
}

/// Reads rows of complaints into blocks.
struct FlatRowReader {
    private let encoder: FlatEncoder
    private let slices: SheetSlices
    private let placeCount: Int
    private let columnCount: Int
    private let columns: (Int, Int, Int, Int, Int, Int)
    private let hasQuotes: Bool
    private let isDense: Bool
    private var next = 0
    /// Lines passed.
    private(set) var lines = 0
    private(set) var faults: [FlatFault] = []
    private(set) var faultCount = 0

    init(
        _ complaints: borrowing FlatComplaints, _ view: FlatView, _ facts: FlatFacts
    ) {
        encoder = FlatEncoder(view, facts)
        slices = complaints.text.slices
        placeCount = complaints.text.placeCount
        hasQuotes = complaints.text.hasQuotes
        isDense = facts.categories > 0
        columnCount = complaints.columns.count
        let positions = complaints.columns.positions
        columns = (
            positions[0], positions[1], positions[2], positions[3], positions[4], positions[5]
        )
    }

    /// Fills a block from the next rows; it stays empty at the end.
    mutating func fill(_ block: inout FlatBlock) {
        var (next, count) = (next, 0)
        while count < FlatBlock.size && next < placeCount {
            let last = next &+ columnCount &- 1
            guard isRow(next, last) else {
                next = skip(next)
                continue
            }
            var day = FlatCalendar.noSuchDay
            var key: UInt64 = 0
            var cell: UInt32 = 0
            if hasQuotes {
                guard readQuoted(next, &key, &cell, &day) else {
                    next = last &+ 1
                    continue
                }
                lines += slices.lineEnds(from: next, to: last)
            } else {
                day = read(next, &key, &cell) {
                    slices.field($0)
                } bytes: {
                    slices.bytes + $0
                }
                lines &+= 1
                if day == FlatCalendar.noSuchDay {
                    rejectDate(next)
                    next = last &+ 1
                    continue
                }
            }
            block.keys[count] = key
            block.days[count] = day
            block.cells[count] = cell
            block.ids[count] = next &+ columns.0
            count &+= 1
            next = last &+ 1
        }
        self.next = next
        block.count = count
    }

    @inline(__always)
    private func isRow(_ first: Int, _ last: Int) -> Bool {
        guard last < placeCount else { return false }
        var flags: UInt32 = 0
        for number in first..<last { flags |= slices.place(number) }
        return (~flags & slices.place(last)) & SheetText.lineFeed != 0
    }

    @inline(__always)
    private func read(
        _ first: Int, _ key: inout UInt64, _ cell: inout UInt32,
        _ field: (Int) -> (start: Int, end: Int), bytes: (Int) -> UnsafePointer<UInt8>
    ) -> UInt16 {
        let category = field(first &+ columns.1)
        let district = field(first &+ columns.2)
        let subdistrict = field(first &+ columns.3)
        let channel = field(first &+ columns.4)
        let date = field(first &+ columns.5)
        let numbers = (
            encoder.category(bytes(category.start), category.end &- category.start),
            encoder.district(bytes(district.start), district.end &- district.start),
            encoder.subdistrict(bytes(subdistrict.start), subdistrict.end &- subdistrict.start),
            encoder.channel(bytes(channel.start), channel.end &- channel.start)
        )
        key = encoder.key(numbers)
        if isDense { cell = encoder.cell(numbers) }
        return encoder.view.rank(bytes(date.start), date.end &- date.start)
    }

    /// Reads a row some of whose fields are in quotes.
    private mutating func readQuoted(
        _ first: Int, _ key: inout UInt64, _ cell: inout UInt32, _ day: inout UInt16
    ) -> Bool {
        var bytes: [UInt8] = []
        var fields: [(start: Int, end: Int)] = []
        for number in first..<(first + columnCount) {
            let (start, end) = slices.field(number)
            guard let field = slices.unquoted(start, end) else {
                lines += slices.lineEnds(from: first, to: first + columnCount - 1)
                reject(
                    FlatFinding.quote, slices.text(start, end),
                    "A quote stands inside a field. Put the whole field in quotes and double those inside."
                )
                return false
            }
            fields.append((bytes.count, bytes.count + field.count))
            bytes += field
        }
        bytes += repeatElement(0, count: 64)
        day = bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return FlatCalendar.noSuchDay }
            return read(first, &key, &cell) {
                fields[$0 - first]
            } bytes: {
                base + $0
            }
        }
        if day != FlatCalendar.noSuchDay { return true }
        lines += slices.lineEnds(from: first, to: first + columnCount - 1)
        rejectDate(first)
        return false
    }

    /// A row with another number of fields: blank ones are passed over, others reported.
    private mutating func skip(_ first: Int) -> Int {
        var last = first
        while last < placeCount && slices.place(last) & SheetText.lineFeed == 0 { last += 1 }
        if last == placeCount { last -= 1 }
        lines += slices.lineEnds(from: first, to: last)
        let (start, end) = (slices.field(first).start, slices.field(last).end)
        if last > first || end > start {
            reject(
                FlatFinding.ragged, String(last - first + 1),
                "This row has \(last - first + 1) fields; the heading has \(columnCount). Look for a comma that is missing, or one inside a name that is not quoted."
            )
        }
        return last + 1
    }

    private mutating func rejectDate(_ first: Int) {
        let (start, end) = slices.field(first + columns.5)
        let text = slices.text(start, min(end, start + 200))
        reject(FlatFinding.date, text, "date is '\(text)'; it must be a day such as 2026-04-01.")
    }

    private mutating func reject(_ code: FindingCode, _ value: String, _ message: String) {
        faultCount += 1
        guard faults.count < Findings.listedPerCode else { return }
        faults.append(FlatFault(code: code, line: lines, value: value, message: message))
    }
}
