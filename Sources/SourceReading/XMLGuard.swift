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
    /// The bytes of the current markup so far.
    private var length = 0
    private var line = 1
    private var column = 1
    /// The last two bytes, for `-->`, `]]>` and CRLF.
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
    var position: Position { Position(line: line, column: column) }

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
        guard let start = bytes.baseAddress else { return nil }
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count, let wanted = needles {
                let plain = EightBytes(start + index).first(
                    of: wanted.0, wanted.1, wanted.2, Self.lineFeeds, Self.carriageReturns)
                if plain > 0 {
                    before = plain > 1 ? bytes[index + plain - 2] : previous
                    previous = bytes[index + plain - 1]
                    index += plain
                    column += plain
                    if state != .text { length += plain }
                    continue
                }
            }
            if let fault = step(bytes[index]) { return fault }
            index += 1
        }
        // A skip does not look at the limit; libxml2 has not seen these bytes yet.
        return length > limit && state != .text && state != .cdata ? .tagTooLong : nil
    }

    /// The bytes that matter in this state, besides line ends; nothing when all do.
    @inline(__always)
    private var needles: (EightBytes, EightBytes, EightBytes)? {
        switch state {
        case .text: (Self.lesses, Self.lesses, Self.lesses)
        case .startTag: (Self.greaters, Self.quotes, Self.apostrophes)
        case .quoted: (Self.quotes, Self.apostrophes, Self.apostrophes)
        case .other, .comment, .cdata, .instruction: (Self.greaters, Self.greaters, Self.greaters)
        case .open, .bang, .bangDash: nil
        }
    }

    private static let lesses = EightBytes(repeating: UInt8(ascii: "<"))
    private static let greaters = EightBytes(repeating: UInt8(ascii: ">"))
    private static let quotes = EightBytes(repeating: UInt8(ascii: "\""))
    private static let apostrophes = EightBytes(repeating: UInt8(ascii: "'"))
    private static let lineFeeds = EightBytes(repeating: UInt8(ascii: "\n"))
    private static let carriageReturns = EightBytes(repeating: UInt8(ascii: "\r"))

    @inline(__always)
    private mutating func step(_ byte: UInt8) -> Fault? {
        if state == .text {
            if byte == UInt8(ascii: "<") {
                markup = position
                length = 1
                state = .open
            }
        } else {
            length += 1
            // CDATA is text, which has its own limit.
            if length > limit, state != .cdata { return .tagTooLong }
            if let fault = stepInside(byte) { return fault }
        }
        advance(byte)
        return nil
    }

    @inline(__always)
    private mutating func stepInside(_ byte: UInt8) -> Fault? {
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

    private func isDoubled(_ byte: UInt8) -> Bool {
        previous == byte && before == byte
    }

    @inline(__always)
    private mutating func advance(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            if previous != UInt8(ascii: "\r") { line += 1 }
            column = 1
        } else if byte == UInt8(ascii: "\r") {
            line += 1
            column = 1
        } else {
            column += 1
        }
        before = previous
        previous = byte
    }
}
