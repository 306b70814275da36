internal import MasterData

/// Cuts bytes into the fields of RFC 4180 records, in a buffer of its own.
///
/// Bytes are read straight into the buffer, a record is cut where it lies, and only an
/// unfinished record is carried over; each byte is looked at once, however small the chunks.
struct CSVScanner: ~Copyable {
    enum State {
        case lineStart, skipping, fieldStart, plain, quoted, quoteSeen
    }

    let file: SourceFile
    let limits: ReadingLimits
    private let delimiter: UInt8
    private let delimiters: EightBytes
    /// 0, which no text holds, where quotes are text.
    private let quote: UInt8
    private let quotes: EightBytes
    private let comment: UInt8
    /// Lines before this are skipped.
    private let firstLine: Int

    private var buffer: UnsafeMutableRawPointer
    private var capacity: Int
    var end = 0
    private var cursor = 0
    var recordStart = 0
    var state = State.lineStart

    private var slots: UnsafeMutableBufferPointer<FieldSlot>
    /// How many fields the record has; those beyond the columns allowed are counted only.
    private(set) var fieldCount = 0
    /// The line the record starts in.
    private(set) var recordLine = 1

    var line = 1
    private var lineStart = 0
    /// The last line ended with CR, which an LF belongs to.
    private var afterReturn = false

    var field = FieldSlot.absent
    private var hasDoubledQuotes = false

    /// The word that is read past the end of the bytes has this much room.
    private static let slack = 8
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeeds = EightBytes(repeating: lineFeed)
    private static let carriageReturns = EightBytes(repeating: carriageReturn)

    init(file: SourceFile, limits: ReadingLimits, dialect: CSVDialect) {
        self.file = file
        self.limits = limits
        delimiter = dialect.delimiter
        delimiters = EightBytes(repeating: dialect.delimiter)
        quote = dialect.quote ?? 0
        quotes = EightBytes(repeating: dialect.quote ?? 0)
        comment = dialect.comment ?? 0
        firstLine = dialect.headingLine
        capacity = 2 * file.chunkByteCount + Self.slack
        buffer = .allocate(byteCount: capacity, alignment: 16)
        buffer.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
        slots = .allocate(capacity: 16)
        slots.initialize(repeating: .absent)
    }

    deinit {
        buffer.deallocate()
        slots.deallocate()
    }

    /// Whether the fields from one on are all empty.
    func isBlank(from first: Int) -> Bool {
        guard fieldCount <= slots.count else { return false }
        return slots[first..<fieldCount].allSatisfy { $0.count == 0 }
    }

    /// The record that ``next()`` or ``finish()`` found, with at most so many fields.
    func withRecord(_ count: Int, _ body: (borrowing SourceRecord) throws -> Void) rethrows {
        let fields = UnsafeBufferPointer(rebasing: slots[..<min(count, fieldCount, slots.count)])
        try body(
            SourceRecord(
                file: file.name, line: recordLine, column: 1, layoutIndex: 0,
                bytes: UnsafeRawPointer(buffer), slots: fields))
    }

    // MARK: Bytes

    /// Room for so many bytes behind what is left of those before.
    mutating func room(for wanted: Int) -> UnsafeMutableRawBufferPointer {
        if capacity - end < wanted + Self.slack { makeRoom(wanted) }
        return UnsafeMutableRawBufferPointer(start: buffer + end, count: wanted)
    }

    /// So many bytes of text were put into the room.
    mutating func filled(_ count: Int) { end += count }

    private mutating func makeRoom(_ wanted: Int) {
        let keptStart = state == .lineStart || state == .skipping ? cursor : recordStart
        let kept = end - keptStart
        var target = buffer
        if kept + wanted + Self.slack > capacity {
            capacity = 2 * (kept + wanted) + Self.slack
            target = .allocate(byteCount: capacity, alignment: 16)
            target.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
        }
        target.copyMemory(from: buffer + keptStart, byteCount: kept)
        if target != buffer {
            buffer.deallocate()
            buffer = target
        }
        end = kept
        cursor -= keptStart
        recordStart -= keptStart
        lineStart -= keptStart
        field.start -= keptStart
        for index in 0..<min(fieldCount, slots.count) { slots[index].start -= keptStart }
    }

    // MARK: Records

    /// Goes to the end of the next record; false when more bytes are needed.
    mutating func next() throws(SourceError) -> Bool {
        while cursor < end {
            switch state {
            case .lineStart:
                if !beginRecord() { continue }
            case .skipping:
                skipLine()
            case .fieldStart:
                beginField()
            case .plain:
                if try scanPlain() { return true }
            case .quoted:
                scanQuoted()
            case .quoteSeen:
                if try leaveQuotes() { return true }
            }
        }
        try checkUnfinished()
        return false
    }

    /// The record that ends with the file; false when there is none.
    mutating func finish() throws(SourceError) -> Bool {
        switch state {
        case .lineStart, .skipping:
            state = .lineStart
            return false
        case .fieldStart:
            beginFieldAtEnd()
            try close(at: end)
        case .plain: try close(at: end)
        case .quoteSeen: try close(at: cursor - 1)
        case .quoted:
            throw error(
                ReadingFinding.unclosedQuote,
                "This quote is never closed. Close it, or double a quote that is text.")
        }
        state = .lineStart
        return true
    }

    /// False when the line is blank.
    private mutating func beginRecord() -> Bool {
        let byte = buffer.load(fromByteOffset: cursor, as: UInt8.self)
        if byte == Self.lineFeed && afterReturn {
            afterReturn = false
            cursor += 1
            return false
        }
        afterReturn = byte == Self.carriageReturn
        if byte == Self.lineFeed || afterReturn {
            cursor += 1
            line += 1
            return false
        }
        if line < firstLine || byte == comment {
            state = .skipping
            return false
        }
        recordStart = cursor
        lineStart = cursor
        recordLine = line
        fieldCount = 0
        state = .fieldStart
        return true
    }

    private mutating func skipLine() {
        while cursor < end {
            let word = EightBytes(buffer + cursor)
            let hit = word.first(of: Self.lineFeeds, Self.carriageReturns, Self.carriageReturns)
            cursor += hit
            if hit < 8 { break }
        }
        guard cursor < end else {
            cursor = end
            return
        }
        afterReturn =
            buffer.load(fromByteOffset: cursor, as: UInt8.self) == Self.carriageReturn
        cursor += 1
        line += 1
        state = .lineStart
    }

    @inline(__always)
    private mutating func beginField() {
        field.line = line
        field.column = cursor - lineStart + 1
        if buffer.load(fromByteOffset: cursor, as: UInt8.self) == quote {
            cursor += 1
            hasDoubledQuotes = false
            state = .quoted
        } else {
            state = .plain
        }
        field.start = cursor
    }

    private mutating func beginFieldAtEnd() {
        field = FieldSlot(start: end, count: 0, line: line, column: end - lineStart + 1)
    }

    /// True at the end of the record.
    @inline(__always)
    private mutating func scanPlain() throws(SourceError) -> Bool {
        var position = cursor
        while position < end {
            let word = EightBytes(buffer + position)
            let hit = word.first(of: delimiters, Self.lineFeeds, Self.carriageReturns)
            position += hit
            if hit < 8 { break }
        }
        guard position < end else {
            cursor = end
            return false
        }
        cursor = position + 1
        try close(at: position)
        return endField(with: buffer.load(fromByteOffset: position, as: UInt8.self))
    }

    private mutating func scanQuoted() {
        var position = cursor
        while position < end {
            let word = EightBytes(buffer + position)
            let hit = word.first(of: quotes, Self.lineFeeds, Self.carriageReturns)
            position += hit
            if hit == 8 { continue }
            guard position < end else { break }
            let byte = buffer.load(fromByteOffset: position, as: UInt8.self)
            position += 1
            if byte == quote {
                cursor = position
                state = .quoteSeen
                return
            }
            // The opening quote at least stands before, so the byte before is there.
            let isSecondHalf =
                byte == Self.lineFeed
                && buffer.load(fromByteOffset: position - 2, as: UInt8.self) == Self.carriageReturn
            if !isSecondHalf { line += 1 }
            lineStart = position
        }
        cursor = end
    }

    /// True at the end of the record.
    @inline(__always)
    private mutating func leaveQuotes() throws(SourceError) -> Bool {
        let byte = buffer.load(fromByteOffset: cursor, as: UInt8.self)
        if byte == quote {
            hasDoubledQuotes = true
            cursor += 1
            state = .quoted
            return false
        }
        guard byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn else {
            field.line = line
            field.column = cursor - lineStart + 1
            throw error(
                ReadingFinding.textAfterQuote,
                "Text follows a closing quote. A quote inside a quoted field is written twice.")
        }
        try close(at: cursor - 1)
        cursor += 1
        return endField(with: byte)
    }

    @inline(__always)
    private mutating func endField(with byte: UInt8) -> Bool {
        if byte == delimiter {
            state = .fieldStart
            return false
        }
        afterReturn = byte == Self.carriageReturn
        line += 1
        state = .lineStart
        return true
    }

    @inline(__always)
    private mutating func close(at position: Int) throws(SourceError) {
        field.count = position - field.start
        if field.count > limits.fieldBytes { throw fieldTooLong() }
        if position - recordStart > limits.rowBytes { throw rowTooLong() }
        if hasDoubledQuotes { undoubleQuotes() }
        if fieldCount == slots.count, fieldCount < limits.columns { growSlots() }
        if fieldCount < slots.count { slots[fieldCount] = field }
        fieldCount += 1
    }

    private mutating func growSlots() {
        let larger = UnsafeMutableBufferPointer<FieldSlot>.allocate(capacity: 2 * slots.count)
        larger.initialize(repeating: .absent)
        for (index, slot) in slots.enumerated() { larger[index] = slot }
        slots.deallocate()
        slots = larger
    }

    /// Closes the gap each doubled quote leaves; nothing reads these bytes again.
    private mutating func undoubleQuotes() {
        hasDoubledQuotes = false
        let bytes = UnsafeMutableRawBufferPointer(start: buffer + field.start, count: field.count)
        var kept = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            bytes[kept] = byte
            kept += 1
            index += byte == quote ? 2 : 1
        }
        field.count = kept
    }
}
