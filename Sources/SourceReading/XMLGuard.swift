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
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
        var index = 0
        while index < bytes.count {
            index += plainCount(start + index, bytes.count - index)
            guard index < bytes.count else { break }
            if let fault = step(bytes, &index) { return fault }
        }
        before = bytes.count > 1 ? bytes[bytes.count - 2] : previous
        previous = bytes[bytes.count - 1]
        consumed += bytes.count
        // A skip does not look at the limit; libxml2 has not seen these bytes yet.
        let length = consumed - markupStart
        return length > limit && state != .text && state != .cdata ? .tagTooLong : nil
    }

    /// How many bytes stand before one that matters in this state, as far as eight can be looked
    /// at together; line ends always matter.
    @inline(__always)
    private func plainCount(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        let feed = EightBytes(repeating: UInt8(ascii: "\n"))
        let back = EightBytes(repeating: UInt8(ascii: "\r"))
        let greater = EightBytes(repeating: UInt8(ascii: ">"))
        let double = EightBytes(repeating: UInt8(ascii: "\""))
        let single = EightBytes(repeating: UInt8(ascii: "'"))
        var index = 0
        while index + 8 <= count {
            let word = EightBytes(start + index)
            let plain =
                switch state {
                case .text: word.first(of: EightBytes(repeating: UInt8(ascii: "<")), feed, back)
                case .startTag: word.first(of: greater, double, single, feed, back)
                case .quoted: word.first(of: double, single, single, feed, back)
                case .other, .comment, .cdata, .instruction: word.first(of: greater, feed, back)
                case .open, .bang, .bangDash: 0
                }
            index += plain
            if plain < 8 { break }
        }
        return index
    }

    /// Takes the byte at the index, and the one after it where that is a matter of course.
    @inline(__always)
    private mutating func step(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Fault? {
        let byte = bytes[index]
        let last = index > 0 ? bytes[index - 1] : previous
        if state == .text {
            if byte == UInt8(ascii: "<") {
                markupStart = consumed + index
                markup = Position(line: line, column: markupStart - lineStart + 1)
                state = .open
                if index + 1 < bytes.count, limit > 1, openTag(with: bytes[index + 1]) {
                    index += 2
                    return nil
                }
            }
        } else {
            let length = consumed + index - markupStart + 1
            // CDATA is text, which has its own limit.
            if length > limit, state != .cdata { return .tagTooLong }
            let first = index > 1 ? bytes[index - 2] : index > 0 ? previous : before
            if let fault = stepInside(byte, length, last, first) { return fault }
        }
        index += 1
        if byte == UInt8(ascii: "\n") {
            if last != UInt8(ascii: "\r") { line += 1 }
            lineStart = consumed + index
        } else if byte == UInt8(ascii: "\r") {
            line += 1
            lineStart = consumed + index
        }
        return nil
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
