/// How a CSV file is written: its encoding, its separator and where its headings stand.
public struct CSVDialect: Hashable, Sendable {
    public var encoding: TextEncoding
    /// What separates fields.
    public var delimiter: UInt8
    /// What encloses a field that holds a separator or a line end; nothing when quotes are text.
    public var quote: UInt8?
    /// The line of the headings, counted from 1; what stands before it is not read.
    public var headingLine: Int
    /// Lines that start with this are left out, wherever they stand.
    public var comment: UInt8?
    /// The line ends that were seen; all three are read in any case.
    public var lineEnds: Set<LineEnd>

    /// What ends a line.
    public enum LineEnd: String, Hashable, Sendable, CaseIterable {
        case crlf = "CRLF"
        case lf = "LF"
        case cr = "CR"
    }

    public init(
        encoding: TextEncoding = .utf8, delimiter: UInt8 = UInt8(ascii: ","),
        quote: UInt8? = UInt8(ascii: "\""), headingLine: Int = 1, comment: UInt8? = nil,
        lineEnds: Set<LineEnd> = []
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.quote = quote
        self.headingLine = headingLine
        self.comment = comment
        self.lineEnds = lineEnds
    }

    /// Whether it is what RFC 4180 describes, in UTF-8: nothing that a reader need be told.
    public var isPlain: Bool {
        encoding == .utf8 && delimiter == UInt8(ascii: ",") && quote == UInt8(ascii: "\"")
            && headingLine == 1 && comment == nil && lineEnds.count <= 1
            && !lineEnds.contains(.cr)
    }
}

extension CSVDialect {
    /// What a profile or the command line says of it; the rest is found out.
    public struct Stated: Hashable, Sendable {
        public var encoding: TextEncoding?
        public var delimiter: UInt8?
        public var quote: Quote?
        public var headingLine: Int?
        public var comment: UInt8?

        /// What is said of quotes.
        public enum Quote: Hashable, Sendable {
            case none
            case byte(UInt8)
        }

        public init() {}

        /// What the other says, and this where it says nothing.
        public func overridden(by other: Stated) -> Stated {
            var stated = self
            stated.encoding = other.encoding ?? encoding
            stated.delimiter = other.delimiter ?? delimiter
            stated.quote = other.quote ?? quote
            stated.headingLine = other.headingLine ?? headingLine
            stated.comment = other.comment ?? comment
            return stated
        }
    }
}

extension CSVDialect.Stated {
    /// A separator by its character or its name: `;`, `comma`, `semicolon`, `tab`, `pipe`.
    public static func delimiter(named name: String) -> UInt8? {
        switch name.lowercased() {
        case "comma": UInt8(ascii: ",")
        case "semicolon": UInt8(ascii: ";")
        case "tab", "\\t": UInt8(ascii: "\t")
        case "pipe", "bar": UInt8(ascii: "|")
        default: oneByte(name)
        }
    }

    /// A quote by its character or its name: `"`, `'`, `double`, `single`, `none`.
    public static func quote(named name: String) -> Quote? {
        switch name.lowercased() {
        case "none": Quote.none
        case "double": .byte(UInt8(ascii: "\""))
        case "single": .byte(UInt8(ascii: "'"))
        default: oneByte(name).map { .byte($0) }
        }
    }

    /// One ASCII character that can separate, enclose or begin; no letter, digit or line end.
    static func oneByte(_ text: String) -> UInt8? {
        guard text.utf8.count == 1, let byte = text.utf8.first, byte == 9 || byte > 0x20,
            byte < 0x7F
        else { return nil }
        let lower = byte | 0x20
        let isLetter = (0x61...0x7A).contains(lower)
        return isLetter || (0x30...0x39).contains(byte) ? nil : byte
    }

    /// A comment sign: one character.
    public static func comment(named name: String) -> UInt8? { oneByte(name) }
}

extension CSVDialect: CustomStringConvertible {
    /// `UTF-8, fields separated by ';', lines ended by CRLF, headings in line 4`.
    public var description: String {
        var parts = [encoding.title, "fields separated by \(Self.name(of: delimiter))"]
        switch quote {
        case nil: parts.append("quotes are text")
        case UInt8(ascii: "\""): break
        case .some(let quote): parts.append("quoted by \(Self.name(of: quote))")
        }
        let ends = LineEnd.allCases.filter(lineEnds.contains).map(\.rawValue)
        if !ends.isEmpty { parts.append("lines ended by \(ends.joined(separator: " and "))") }
        if headingLine > 1 { parts.append("headings in line \(headingLine)") }
        if let comment { parts.append("comments start with \(Self.name(of: comment))") }
        return parts.joined(separator: ", ")
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: ","): "commas"
        case UInt8(ascii: "\t"): "tabs"
        default: "'\(Unicode.Scalar(byte))'"
        }
    }
}
