internal import MasterData

/// The text of a file as UTF-8, chunk by chunk, whatever encoding it is written in.
///
/// Nothing is replaced: a byte that is not of the encoding ends the reading with its offset.
struct TextStream: ~Copyable {
    private let file: SourceFile
    private let encoding: TextEncoding
    /// How many bytes of the file were read.
    private(set) var offset: Int
    private var gate: UTF8Gate
    private var utf16: UTF16Decoder
    private let raw: Chunk

    init(_ file: SourceFile, as encoding: TextEncoding) throws(SourceError) {
        let detected = try SourceEncoding.detect(file)
        if encoding == .utf8, case .utf16 = detected { throw file.isUTF16() }
        let start = try encoding.markLength(in: file)
        self.file = file
        self.encoding = encoding
        offset = start
        gate = UTF8Gate(offset: offset)
        utf16 = UTF16Decoder(littleEndian: encoding == .utf16LittleEndian)
        raw = Chunk(byteCount: encoding == .utf8 ? 1 : file.chunkByteCount)
    }

    /// How much room the next chunk may need.
    private var wantedRoom: Int {
        // Two bytes of UTF-16, or one of Windows-1252, are at most three of UTF-8; a
        // character may be owed from the chunk before.
        encoding == .utf8 ? file.chunkByteCount : 3 * file.chunkByteCount + 4
    }

    /// Fills the scanner with the next chunk; false at the end of the file.
    mutating func fill(_ scanner: inout CSVScanner) throws(SourceError) -> Bool {
        let count = try fill(scanner.room(for: wantedRoom))
        guard let count else { return false }
        scanner.filled(count)
        return true
    }

    /// The first bytes of the text, at least so many unless the file is shorter.
    mutating func start(_ count: Int) throws(SourceError) -> [UInt8] {
        var text: [UInt8] = []
        let room = Chunk(byteCount: wantedRoom)
        while text.count < count, let filled = try fill(room.bytes) {
            text += room.bytes[..<filled]
        }
        return text
    }

    /// How many bytes of text the next chunk was; nothing at the end.
    private mutating func fill(_ room: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int? {
        if encoding == .utf8 {
            let count = try file.read(into: room, at: offset)
            if count == 0 { return try end() }
            if let fault = gate.firstFault(in: .init(rebasing: room[..<count])) {
                throw try file.notText(at: fault, as: encoding)
            }
            offset += count
            return count
        }
        let count = try file.read(into: raw.bytes, at: offset)
        if count == 0 { return try end() }
        let bytes = UnsafeRawBufferPointer(rebasing: raw.bytes[..<count])
        var text = TextRoom(room)
        let fault =
            encoding == .windows1252
            ? decode1252(bytes, into: &text) : utf16.decode(bytes, at: offset, into: &text)
        if let fault { throw try file.notText(at: fault, as: encoding) }
        offset += count
        return text.count
    }

    private func decode1252(_ bytes: UnsafeRawBufferPointer, into text: inout TextRoom) -> Int? {
        for (index, byte) in bytes.enumerated() {
            guard let scalar = Windows1252.scalar(of: byte) else { return offset + index }
            text.append(UInt32(scalar))
        }
        return nil
    }

    private func end() throws(SourceError) -> Int? {
        if let fault = gate.faultAtEnd() { throw try file.notText(at: fault, as: encoding) }
        if utf16.isUnfinished { throw try file.notText(at: file.byteCount, as: encoding) }
        return nil
    }
}

extension SourceFile {
    /// So many bytes from an offset on, or as many as there are.
    func bytes(at offset: Int, count: Int) throws(SourceError) -> [UInt8] {
        let buffer = Chunk(byteCount: count)
        var found: [UInt8] = []
        while found.count < count {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[found.count...])
            let read = try read(into: room, at: offset + found.count)
            if read == 0 { break }
            found += room[..<read]
        }
        return found
    }

    /// The error that names the byte which is no text of the encoding.
    func notText(at offset: Int, as encoding: TextEncoding) throws(SourceError) -> SourceError {
        if encoding == .utf8 { return try notUTF8(at: offset) }
        let origin = try origin(
            ofByte: offset, unitBytes: encoding == .windows1252 ? 1 : 2,
            isLittleEndian: encoding == .utf16LittleEndian)
        guard let byte = try bytes(at: offset, count: 1).first else {
            return SourceError(
                ReadingFinding.encoding, at: origin,
                "The file ends inside a character. Fetch or export it again.")
        }
        let name = Self.name(ofByte: byte)
        return SourceError(
            ReadingFinding.encoding, at: origin, value: name,
            "Byte \(name) at offset \(offset) is not \(encoding.title) text."
                + " Save the file as 'CSV UTF-8', or name its encoding.")
    }
}
