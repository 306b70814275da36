internal import MasterData

/// The encoding of a file, told from its first bytes.
enum SourceEncoding: Equatable {
    /// The text starts after a byte order mark of 0 or 3 bytes.
    case utf8(start: Int)
    case utf16(littleEndian: Bool)

    /// Refuses what is not text at all, naming what it is.
    static func detect(_ file: SourceFile) throws(SourceError) -> SourceEncoding {
        let first = try file.firstBytes(4)
        if first.isEmpty { throw SourceFile.empty(file.name) }
        if first.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8(start: 3) }
        if first.starts(with: [0xFF, 0xFE]) { return .utf16(littleEndian: true) }
        if first.starts(with: [0xFE, 0xFF]) { return .utf16(littleEndian: false) }
        if first.count == 4, first[1] == 0, first[3] == 0, first[0] != 0, first[2] != 0 {
            return .utf16(littleEndian: true)
        }
        if first.count == 4, first[0] == 0, first[2] == 0, first[1] != 0, first[3] != 0 {
            return .utf16(littleEndian: false)
        }
        for (signature, name) in foreign where first.starts(with: signature) {
            throw SourceError(
                ReadingFinding.notText, at: Origin(file: file.name, line: 0),
                "The file is \(name), not text. Unpack it, or save it as 'CSV UTF-8'.")
        }
        return .utf8(start: 0)
    }

    private static let foreign: [(signature: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "compressed with gzip"),
        ([0x50, 0x4B, 0x03, 0x04], "a workbook (.xlsx, .ods) or a zip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old workbook (.xls)"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF"),
    ]
}

extension SourceFile {
    func firstBytes(_ count: Int) throws(SourceError) -> [UInt8] {
        let buffer = Chunk(byteCount: count)
        var found: [UInt8] = []
        while found.count < count {
            let read = try read(into: buffer.bytes, at: found.count)
            if read == 0 { break }
            found += buffer.bytes[..<read]
        }
        return Array(found.prefix(count))
    }

    func notUTF8(at offset: Int) throws(SourceError) -> SourceError {
        let origin = try origin(ofByte: offset)
        let buffer = Chunk(byteCount: 1)
        let count = try read(into: buffer.bytes, at: offset)
        guard count > 0 else {
            return SourceError(
                ReadingFinding.encoding, at: origin,
                "The file ends inside a character. Fetch or export it again.")
        }
        let byte = Self.name(ofByte: buffer.bytes[0])
        return SourceError(
            ReadingFinding.encoding, at: origin, value: byte,
            "Byte \(byte) at offset \(offset) is not UTF-8 text. Save the file as 'CSV UTF-8'"
                + " (XML: encoding=\"UTF-8\").")
    }

    /// `0x0A`
    static func name(ofByte byte: UInt8) -> String {
        "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    func isUTF16() -> SourceError {
        SourceError(
            ReadingFinding.encoding, at: Origin(file: name, line: 1, column: 1),
            "The file is in UTF-16 (\"Unicode text\"), from byte offset 0 on. Save it as 'CSV UTF-8'."
        )
    }
}
