internal import CMachine

/// Looks at the bytes of an XML document before the parser does.
///
/// It knows only where tags, comments and the like start and end. That is enough to refuse
/// what would cost the parser dear (a tag of 160,000 attributes takes libxml2 ten seconds)
/// and to remember where each start tag stands, which the parser tells only roughly. Where
/// a document is not well-formed the two may disagree; the parser then refuses it.
struct XMLGuard {
    /// Where a start tag stands.
    struct Position {
        var line: Int
        var column: Int
    }

    enum Fault {
        case doctype, tagTooLong
    }

    private enum State {
        case text, open, bang, bangDash, startTag, quoted, other
        case comment, instruction, cdata
    }

    private let limit: Int
    private var state = State.text
    private var quote: UInt8 = 0
    /// How many bytes came before those that are looked at.
    private var consumed = 0
    /// Of all bytes, the first of the current line and the first of the current markup.
    private var lineStart = 0
    private var markupStart = 0
    private var line = 1
    /// The last two bytes that came before, for `-->`, `]]>` and CRLF.
    private var previous: UInt8 = 0
    private var before: UInt8 = 0

    private var starts: [Position] = []
    private var taken = 0
    /// Where the current markup starts.
    private(set) var markup = Position(line: 1, column: 1)

    init(limit: Int) {
        self.limit = limit
    }

    /// Where the bytes looked at so far end.
    var position: Position { Position(line: line, column: consumed - lineStart + 1) }

    var isInsideMarkup: Bool { state != .text }

    /// Where the next start tag stands; asked once for each, in their order.
    mutating func nextStart() -> Position {
        guard taken < starts.count else { return markup }
        taken += 1
        return starts[taken - 1]
    }

    /// The first fault in the next bytes of the document; it stands at ``markup``.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Fault? {
        starts.removeFirst(taken)
        taken = 0
        guard !bytes.isEmpty else { return nil }
        // Bytes before this one were dealt with.
        var index = 0
        if let fault = pass(bytes, &index) { return fault }
        for block in stride(from: 0, to: bytes.count, by: 64) {
            var marks = Self.marks(in: bytes, from: block)
            while marks != 0 {
                let place = block + marks.trailingZeroBitCount
                marks &= marks &- 1
                if place < index { continue }
                index = place
                if let fault = take(bytes, &index) { return fault }
            }
        }
        before = bytes.count > 1 ? bytes[bytes.count - 2] : previous
        previous = bytes[bytes.count - 1]
        consumed += bytes.count
        // What has not ended is looked at here; libxml2 has not seen these bytes yet.
        return isTooLong(at: consumed) ? .tagTooLong : nil
    }

    /// Which of the next 64 bytes are of those that can matter: angles, quotes and line ends.
    @inline(__always)
    private static func marks(in bytes: UnsafeRawBufferPointer, from block: Int) -> UInt64 {
        guard let start = bytes.baseAddress else { return 0 }
        return machine_markup(start + block, bytes.count - block)
    }

    /// Whether markup that reaches to a byte of all is longer than may be; CDATA is text, which
    /// has its own limit.
    private func isTooLong(at end: Int) -> Bool {
        end - markupStart > limit && state != .text && state != .cdata
    }

    /// Takes a byte that can matter, and those after it by which the kind of markup is known.
    @inline(__always)
    private mutating func take(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Fault? {
        let byte = bytes[index]
        if byte <= UInt8(ascii: "\r") {
            endLine(bytes, index)
        } else if state == .text {
            guard byte == UInt8(ascii: "<") else { return nil }
            markupStart = consumed + index
            markup = Position(line: line, column: markupStart - lineStart + 1)
            state = .open
            index += 1
            if limit > 1, index < bytes.count, openTag(with: bytes[index]) { return nil }
            return pass(bytes, &index)
        } else {
            let length = consumed + index - markupStart + 1
            if length > limit, state != .cdata { return .tagTooLong }
            return step(bytes, index, length)
        }
        return nil
    }

    /// Takes bytes one by one for as long as the kind of markup is not known.
    private mutating func pass(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Fault? {
        while index < bytes.count, state == .open || state == .bang || state == .bangDash {
            let length = consumed + index - markupStart + 1
            if length > limit { return .tagTooLong }
            if let fault = step(bytes, index, length) { return fault }
            if bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") {
                endLine(bytes, index)
            }
            index += 1
        }
        return nil
    }

    @inline(__always)
    private mutating func step(
        _ bytes: UnsafeRawBufferPointer, _ index: Int, _ length: Int
    ) -> Fault? {
        let last = index > 0 ? bytes[index - 1] : previous
        let first = index > 1 ? bytes[index - 2] : index > 0 ? previous : before
        return stepInside(bytes[index], length, last, first)
    }

    /// Counts the line that a CR or LF ends, the two together once.
    @inline(__always)
    private mutating func endLine(_ bytes: UnsafeRawBufferPointer, _ index: Int) {
        let last = index > 0 ? bytes[index - 1] : previous
        if bytes[index] == UInt8(ascii: "\r") || last != UInt8(ascii: "\r") { line += 1 }
        lineStart = consumed + index + 1
    }

    /// Goes on from `<` when a letter of a name or a slash comes after it.
    @inline(__always)
    private mutating func openTag(with byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "/") {
            state = .other
            return true
        }
        guard byte > UInt8(ascii: "?") else { return false }
        starts.append(markup)
        state = .startTag
        return true
    }

    @inline(__always)
    private mutating func stepInside(
        _ byte: UInt8, _ length: Int, _ previous: UInt8, _ before: UInt8
    ) -> Fault? {
        func isDoubled(_ byte: UInt8) -> Bool { previous == byte && before == byte }
        switch state {
        case .startTag:
            if byte == UInt8(ascii: ">") {
                state = .text
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                state = .quoted
            }
        case .quoted:
            if byte == quote { state = .startTag }
        case .other:
            if byte == UInt8(ascii: ">") { state = .text }
        case .open:
            switch byte {
            case UInt8(ascii: "!"): state = .bang
            case UInt8(ascii: "?"): state = .instruction
            case UInt8(ascii: "/"): state = .other
            default:
                starts.append(markup)
                state = byte == UInt8(ascii: ">") ? .text : .startTag
            }
        case .bang:
            switch byte {
            case UInt8(ascii: "D"), UInt8(ascii: "d"): return .doctype
            case UInt8(ascii: "["): state = .cdata
            case UInt8(ascii: "-"): state = .bangDash
            default: state = .other
            }
        case .bangDash:
            state = byte == UInt8(ascii: "-") ? .comment : .other
        case .comment:
            // "<!-->" does not close itself: the two dashes come after the four bytes.
            if byte == UInt8(ascii: ">"), length > 6, isDoubled(UInt8(ascii: "-")) { state = .text }
        case .cdata:
            if byte == UInt8(ascii: ">"), isDoubled(UInt8(ascii: "]")) { state = .text }
        case .instruction:
            if byte == UInt8(ascii: ">"), previous == UInt8(ascii: "?"), length > 3 {
                state = .text
            }
        case .text: break
        }
        return nil
    }
}
