internal import MasterData

/// What a reading process is asked to do with the file on its standard input.
///
/// The first crosses to the process as one word of its command line, the bytes in hexadecimal;
/// those after it as frames.
struct ReadRequest: Equatable {
    enum Task: Equatable {
        /// Tell what kind of file it is.
        case sniff(CSVDialect.Stated)
        /// The rows that are not known.
        case csv(CSVDialect, known: KnownRows? = nil)
        case xml(XMLLayout, unknown: Severity)
        /// Tell which elements an XML document has.
        case outline
        /// JSON Lines, of whose objects these members are the fields.
        case jsonLines([String])
    }

    var name: String
    var limits: ReadingLimits
    var task: Task

    var bytes: [UInt8] {
        var writer = FrameWriter()
        writer.text(name)
        writer.limits(limits)
        switch task {
        case .sniff(let stated):
            writer.byte(0)
            writer.stated(stated)
        case .csv(let dialect, let known):
            writer.byte(1)
            writer.dialect(dialect)
            writer.optional(known) { $0.known($1) }
        case .xml(let layout, let unknown):
            writer.byte(2)
            writer.layout(layout)
            writer.text(unknown.rawValue)
        case .outline:
            writer.byte(3)
        case .jsonLines(let fields):
            writer.byte(4)
            writer.list(fields) { $0.text($1) }
        }
        return writer.bytes
    }
}

extension ReadRequest {
    /// Reads what ``bytes`` wrote; nothing when it is no request.
    init?(bytes: [UInt8]) {
        var reader = FrameReader(bytes[...])
        do {
            name = try reader.text()
            limits = try reader.limits()
            switch try reader.byte() {
            case 0: task = .sniff(try reader.stated())
            case 1:
                task = .csv(
                    try reader.dialect(),
                    known: try reader.optional { reader throws(FrameReader.Garbled) in
                        try reader.known()
                    })
            case 2: task = .xml(try reader.layout(), unknown: try reader.word())
            case 3: task = .outline
            case 4:
                task = .jsonLines(
                    try reader.list { reader throws(FrameReader.Garbled) in try reader.text() })
            default: return nil
            }
        } catch { return nil }
    }

    var word: String {
        let digits = Array("0123456789abcdef".utf8)
        var word: [UInt8] = []
        for byte in bytes {
            word.append(digits[Int(byte >> 4)])
            word.append(digits[Int(byte & 15)])
        }
        return String(decoding: word, as: UTF8.self)
    }

    /// Reads what ``word`` wrote; nothing when it is no request.
    init?(word: String) {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in word.utf8 {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x57
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }
}
