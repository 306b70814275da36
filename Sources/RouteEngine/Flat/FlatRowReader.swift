import MasterData

/// Reads rows of complaints into blocks.
struct FlatRowReader {
    private let encoder: FlatEncoder
    private let slices: SheetSlices
    private let placeCount: Int
    private let columnCount: Int
    private let columns: (Int, Int, Int, Int, Int, Int)
    private let hasQuotes: Bool
    private let isDense: Bool
    /// Whether rows that have a cell need their keys, too.
    private let needsKeys: Bool
    private var next = 0
    /// Lines passed.
    private(set) var lines = 0
    private(set) var faults: [FlatFault] = []
    private(set) var faultCount = 0

    init(
        _ complaints: borrowing FlatComplaints, _ view: FlatView, _ facts: FlatFacts,
        needsKeys: Bool = false
    ) {
        encoder = FlatEncoder(view, facts)
        slices = complaints.text.slices
        placeCount = complaints.text.placeCount
        hasQuotes = complaints.text.hasQuotes
        isDense = facts.categories > 0
        self.needsKeys = needsKeys || !isDense
        columnCount = complaints.columns.count
        let positions = complaints.columns.positions
        columns = (
            positions[0], positions[1], positions[2], positions[3], positions[4], positions[5]
        )
    }

    /// Fills a block from the next rows; it stays empty at the end.
    mutating func fill(_ block: inout FlatBlock) {
        repeat {
            hasQuotes ? fillQuoted(&block) : fillPlain(&block)
        } while block.count == 0
            && next < placeCount
    }

    /// Column after column, so that the look-ups of many rows are under way at once.
    private mutating func fillPlain(_ block: inout FlatBlock) {
        takeRows(&block)
        let (numbers, size) = (block.numbers, FlatBlock.size)
        encode(columns.1, block, into: numbers) { encoder.category($0, $1) }
        encode(columns.2, block, into: numbers + size) { encoder.district($0, $1) }
        encode(columns.3, block, into: numbers + 2 * size) { encoder.subdistrict($0, $1) }
        encode(columns.4, block, into: numbers + 3 * size) { encoder.channel($0, $1) }
        for row in 0..<block.count {
            let codes = (
                numbers[row], numbers[row &+ size], numbers[row &+ 2 &* size],
                numbers[row &+ 3 &* size]
            )
            if isDense {
                let cell = encoder.cell(codes)
                block.cells[row] = cell
                if !needsKeys && cell != FlatBatch.outside { continue }
            }
            block.keys[row] = encoder.key(codes)
        }
        readDates(&block)
    }

    /// Finds the next rows with as many fields as the heading; others are passed over.
    private mutating func takeRows(_ block: inout FlatBlock) {
        var (next, count) = (next, 0)
        while count < FlatBlock.size && next < placeCount {
            let last = next &+ columnCount &- 1
            guard isRow(next, last) else {
                next = skip(next)
                continue
            }
            lines &+= 1
            block.firsts[count] = next
            block.lines[count] = lines
            block.ids[count] = next &+ columns.0
            count &+= 1
            next = last &+ 1
        }
        self.next = next
        block.count = count
    }

    @inline(__always)
    private func encode(
        _ column: Int, _ block: borrowing FlatBlock, into numbers: UnsafeMutablePointer<UInt32>,
        _ number: (UnsafePointer<UInt8>, Int) -> UInt32
    ) {
        let firsts = block.firsts
        for row in 0..<block.count {
            let (start, end) = slices.field(firsts[row] &+ column)
            numbers[row] = number(slices.bytes + start, end &- start)
        }
    }

    /// Turns dates into ranks; rows without a day are taken out of the block.
    private mutating func readDates(_ block: inout FlatBlock) {
        var faulty = 0
        for row in 0..<block.count {
            let (start, end) = slices.field(block.firsts[row] &+ columns.5)
            let day = encoder.view.rank(slices.bytes + start, end &- start)
            block.days[row] = day
            faulty &+= day == FlatCalendar.noSuchDay ? 1 : 0
        }
        if faulty > 0 { dropDayless(&block) }
    }

    private mutating func dropDayless(_ block: inout FlatBlock) {
        var kept = 0
        for row in 0..<block.count {
            if block.days[row] == FlatCalendar.noSuchDay {
                rejectDate(block.firsts[row], line: block.lines[row])
                continue
            }
            block.keys[kept] = block.keys[row]
            block.cells[kept] = block.cells[row]
            block.days[kept] = block.days[row]
            block.ids[kept] = block.ids[row]
            kept += 1
        }
        block.count = kept
        faults.sort { $0.line < $1.line }
    }

    /// Row after row, some of whose fields are in quotes.
    private mutating func fillQuoted(_ block: inout FlatBlock) {
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
            if readQuoted(next, &key, &cell, &day) {
                lines += slices.lineEnds(from: next, to: last)
                block.keys[count] = key
                block.days[count] = day
                block.cells[count] = cell
                block.ids[count] = next &+ columns.0
                count &+= 1
            }
            next = last &+ 1
        }
        self.next = next
        block.count = count
    }

    @inline(__always)
    private func isRow(_ first: Int, _ last: Int) -> Bool {
        guard last < placeCount else { return false }
        var flags: UInt32 = 0
        // Six columns, as nearly always, without a loop.
        if columnCount == 6 {
            flags =
                slices.place(first) | slices.place(first &+ 1) | slices.place(first &+ 2)
                | slices.place(first &+ 3) | slices.place(first &+ 4)
        } else {
            for number in first..<last { flags |= slices.place(number) }
        }
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
        rejectDate(first, line: lines)
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

    private mutating func rejectDate(_ first: Int, line: Int) {
        let (start, end) = slices.field(first + columns.5)
        let text = slices.text(start, min(end, start + 200))
        reject(
            FlatFinding.date, text, "date is '\(text)'; it must be a day such as 2026-04-01.",
            line: line)
    }

    private mutating func reject(
        _ code: FindingCode, _ value: String, _ message: String, line: Int? = nil
    ) {
        faultCount += 1
        guard faults.count < Findings.listedPerCode else { return }
        faults.append(FlatFault(code: code, line: line ?? lines, value: value, message: message))
    }
}
