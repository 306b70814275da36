import MasterData

/// Reads rows of complaints into blocks.
struct FlatRowReader {
    private let encoder: FlatEncoder
    private let slices: SheetSlices
    private let placeCount: Int
    private let columnCount: Int
    private let columns: Columns
    private let isRegular: Bool
    private let isPlain: Bool
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
        isRegular = complaints.isRegular
        isPlain = complaints.isPlain
        isDense = facts.categories > 0
        self.needsKeys = needsKeys || !isDense
        columnCount = complaints.columns.count
        columns = Columns(complaints.columns.positions)
    }

    /// Which column holds what.
    private struct Columns {
        let id: Int
        let codes: (Int, Int, Int, Int)
        let date: Int

        init(_ positions: [Int]) {
            id = positions[0]
            codes = (positions[1], positions[2], positions[3], positions[4])
            date = positions[5]
        }

        @inline(__always)
        subscript(field: FlatField) -> Int {
            switch field {
            case .category: codes.0
            case .district: codes.1
            case .subdistrict: codes.2
            case .channel: codes.3
            }
        }
    }

    /// Fills a block from the next rows; it stays empty at the end.
    mutating func fill(_ block: inout FlatBlock) {
        repeat {
            isRegular ? fillRegular(&block) : fillIrregular(&block)
        } while block.count == 0
            && next < placeCount
    }

    /// Rows of which each has its separators where it must.
    private mutating func fillRegular(_ block: inout FlatBlock) {
        block.count = min(FlatBlock.size, (placeCount - next) / columnCount)
        let faulty =
            isPlain
            ? readRegular(block) { slices.plainField($0) }
            : readRegular(block) { slices.field($0) }
        if faulty > 0 { dropDayless(&block) }
        lines += block.count + faulty
        next += (block.count + faulty) * columnCount
    }

    /// Reads the rows from the next one on and returns how many have no day.
    ///
    /// No branch depends on a code or a date, so that several rows are under way at once.
    @inline(__always)
    private func readRegular(
        _ block: borrowing FlatBlock, _ field: (Int) -> (start: Int, end: Int)
    ) -> Int {
        var faulty = 0
        var first = next
        for row in 0..<block.count {
            @inline(__always) func slice(_ column: Int) -> FlatSlice {
                let (start, end) = field(first &+ column)
                return FlatSlice(start: slices.bytes + start, count: end &- start)
            }
            let numbers = encoder.numbers { slice(columns[$0]) }
            let cell = isDense ? encoder.cell(numbers) : 0
            block.cells[row] = cell
            if needsKeys || cell == FlatBatch.outside { block.keys[row] = encoder.key(numbers) }
            let date = slice(columns.date)
            let day = encoder.view.rank(date.start, date.count)
            block.days[row] = day
            faulty &+= day == FlatCalendar.noSuchDay ? 1 : 0
            block.ids[row] = first &+ columns.id
            first &+= columnCount
        }
        return faulty
    }

    /// Takes rows without a day out of a block that begins with the next row.
    private mutating func dropDayless(_ block: inout FlatBlock) {
        var kept = 0
        for row in 0..<block.count {
            if block.days[row] == FlatCalendar.noSuchDay {
                rejectDate(next + row * columnCount, line: lines + row + 1)
                continue
            }
            block.keys[kept] = block.keys[row]
            block.cells[kept] = block.cells[row]
            block.days[kept] = block.days[row]
            block.ids[kept] = block.ids[row]
            kept += 1
        }
        block.count = kept
    }

    /// Row after row, of which some have fields in quotes, or more or fewer than they should.
    private mutating func fillIrregular(_ block: inout FlatBlock) {
        var (next, count) = (next, 0)
        while count < FlatBlock.size && next < placeCount {
            let last = next &+ columnCount &- 1
            guard isRow(next, last) else {
                next = skip(next)
                continue
            }
            lines += slices.lineEnds(from: next, to: last)
            if let (numbers, day) = readIrregular(next) {
                block.keys[count] = encoder.key(numbers)
                block.days[count] = day
                block.cells[count] = isDense ? encoder.cell(numbers) : 0
                block.ids[count] = next &+ columns.id
                count &+= 1
            }
            next = last &+ 1
        }
        self.next = next
        block.count = count
    }

    private func isRow(_ first: Int, _ last: Int) -> Bool {
        guard last < placeCount, slices.place(last) & SheetText.lineFeed != 0 else { return false }
        return (first..<last).allSatisfy { slices.place($0) & SheetText.lineFeed == 0 }
    }

    /// Reads a row some of whose fields may be in quotes; nothing when it is no complaint.
    private mutating func readIrregular(_ first: Int) -> (FlatEncoder.Numbers, UInt16)? {
        var bytes: [UInt8] = []
        var fields: [(start: Int, end: Int)] = []
        for number in first..<(first + columnCount) {
            let (start, end) = slices.field(number)
            guard let field = slices.unquoted(start, end) else {
                reject(
                    FlatFinding.quote, slices.text(start, end),
                    "A quote stands inside a field. Put the whole field in quotes and double those inside."
                )
                return nil
            }
            fields.append((bytes.count, bytes.count + field.count))
            bytes += field
        }
        bytes += repeatElement(0, count: 64)
        let read = bytes.withUnsafeBufferPointer { buffer -> (FlatEncoder.Numbers, UInt16)? in
            guard let base = buffer.baseAddress else { return nil }
            func slice(_ column: Int) -> FlatSlice {
                let (start, end) = fields[column]
                return FlatSlice(start: base + start, count: end - start)
            }
            let date = slice(columns.date)
            return (
                encoder.numbers { slice(columns[$0]) }, encoder.view.rank(date.start, date.count)
            )
        }
        if let read, read.1 != FlatCalendar.noSuchDay { return read }
        rejectDate(first, line: lines)
        return nil
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
        let (start, end) = slices.field(first + columns.date)
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
