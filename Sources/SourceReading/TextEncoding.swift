internal import CMachine

/// How a text file writes its characters as bytes.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// What older Windows programs write, and what text in legacy Hindi fonts comes in.
    case windows1252 = "windows-1252"

    /// For messages: `UTF-16 (little endian)`.
    public var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 (little endian)"
        case .utf16BigEndian: "UTF-16 (big endian)"
        case .windows1252: "Windows-1252"
        }
    }
}

extension TextEncoding {
    /// Tells the encoding of a CSV file.
    ///
    /// A byte order mark decides; without one, zero bytes in the places UTF-16 puts them. Of
    /// the rest the first character that is not ASCII decides: if it is not UTF-8, and the
    /// next 64 KiB hold neither Devanagari in UTF-8 nor a byte that Windows-1252 lacks, the
    /// file is Windows-1252. What is then at odds with the encoding is an error, never guessed.
    static func detect(_ file: SourceFile) throws(SourceError) -> TextEncoding {
        switch try SourceEncoding.detect(file) {
        case .utf16(let littleEndian):
            return littleEndian ? .utf16LittleEndian : .utf16BigEndian
        case .utf8(let start):
            if start > 0 { return .utf8 }
            guard let first = try firstBeyondASCII(in: file) else { return .utf8 }
            let window = try file.bytes(at: first, count: 64 << 10)
            return Windows1252.seems(window) ? .windows1252 : .utf8
        }
    }

    private static func firstBeyondASCII(in file: SourceFile) throws(SourceError) -> Int? {
        let buffer = Chunk(byteCount: file.chunkByteCount)
        var offset = 0
        while true {
            let count = try file.read(into: buffer.bytes, at: offset)
            if count == 0 { return nil }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count])
            if let index = bytes.firstBeyondASCII { return offset + index }
            offset += count
        }
    }

    /// The bytes of the byte order mark, if the file starts with this encoding's.
    func markLength(in file: SourceFile) throws(SourceError) -> Int {
        let mark: [UInt8]
        switch self {
        case .utf8: mark = [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: mark = [0xFF, 0xFE]
        case .utf16BigEndian: mark = [0xFE, 0xFF]
        case .windows1252: return 0
        }
        return try file.bytes(at: 0, count: mark.count) == mark ? mark.count : 0
    }
}

extension UnsafeRawBufferPointer {
    /// The index of the first byte that is 0 or above 127.
    fileprivate var firstBeyondASCII: Int? {
        guard let start = baseAddress else { return nil }
        let plain = machine_plain(start, count)
        return plain < count ? plain : nil
    }
}
