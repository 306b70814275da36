public import Digests
internal import Glibc
internal import MasterData

/// A file opened for reading: its bytes, its name and its size.
///
/// The bytes are read in chunks and can be read any number of times, by a digest, a sniffer
/// and a reader, without ever being in memory as a whole. A file that is written to
/// meanwhile is refused with `file.changed`.
public struct SourceFile: Sendable {
    /// The last part of the path, as findings show it.
    public let name: String
    public let byteCount: Int
    /// The most bytes read at a time, from 1 to 16 MiB. Small numbers are for tests.
    public var chunkByteCount = 128 << 10 {
        didSet { chunkByteCount = min(max(1, chunkByteCount), 16 << 20) }
    }

    private let content: Content

    private enum Content: Sendable {
        case memory([UInt8])
        case disk(OpenFile)
    }

    /// Bytes that are already at hand: an upload, a test.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        byteCount = bytes.count
        content = .memory(bytes)
    }

    private init(name: String, byteCount: Int, file: OpenFile) {
        self.name = name
        self.byteCount = byteCount
        content = .disk(file)
    }

    /// Opens a regular file that holds something and is not larger than the limit.
    public static func open(
        path: String, limits: ReadingLimits = .standard
    ) throws(SourceError) -> SourceFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let origin = Origin(file: name, line: 0)
        // Not blocking, for a pipe that nobody writes to would block for ever.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let error = errno
            if error == ENOENT || error == ENOTDIR {
                throw SourceError(
                    ReadingFinding.missing, at: origin, value: path,
                    "There is no file '\(path)'. Check the spelling and the folder.")
            }
            throw unreadable(name, error)
        }
        guard let file = OpenFile(descriptor: descriptor) else { throw unreadable(name, errno) }
        switch file.status.kind {
        case S_IFREG: break
        case S_IFDIR:
            throw SourceError(
                ReadingFinding.isDirectory, at: origin, value: path,
                "'\(path)' is a folder. Name the files inside it.")
        default:
            throw SourceError(
                ReadingFinding.notRegular, at: origin, value: path,
                "'\(path)' is a pipe or a device. Save it to a file first.")
        }
        let byteCount = file.status.byteCount
        guard byteCount > 0 else { throw empty(name) }
        guard byteCount <= limits.fileBytes else {
            throw SourceError(
                ReadingFinding.tooLarge, at: origin, value: String(byteCount),
                "The file has \(byteCount) bytes; the limit is \(limits.fileBytes). Split it.")
        }
        return SourceFile(name: name, byteCount: byteCount, file: file)
    }

    /// The file that a process was given as its standard input.
    ///
    /// A pipe cannot be read twice, so what it brings is kept in memory, up to 64 MiB.
    static func standardInput(
        name: String, limits: ReadingLimits
    ) throws(SourceError) -> SourceFile {
        guard let file = OpenFile(descriptor: STDIN_FILENO) else { throw unreadable(name, errno) }
        let byteCount = file.status.byteCount
        if file.status.kind == S_IFREG {
            guard byteCount > 0 else { throw empty(name) }
            guard byteCount <= limits.fileBytes else { throw tooLarge(name, limits.fileBytes) }
            return SourceFile(name: name, byteCount: byteCount, file: file)
        }
        let limit = min(limits.fileBytes, 64 << 20)
        let buffer = Chunk(byteCount: 128 << 10)
        var bytes: [UInt8] = []
        while true {
            let count = Glibc.read(file.descriptor, buffer.bytes.baseAddress, buffer.bytes.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw unreadable(name, errno) }
            if count == 0 { break }
            bytes.append(contentsOf: buffer.bytes[..<count])
            guard bytes.count <= limit else { throw tooLarge(name, limit) }
        }
        if bytes.isEmpty { throw empty(name) }
        return SourceFile(name: name, bytes: bytes)
    }

    private static func tooLarge(_ name: String, _ limit: Int) -> SourceError {
        SourceError(
            ReadingFinding.tooLarge, at: Origin(file: name, line: 0),
            "The file has more than \(limit) bytes, which is the limit. Split it.")
    }

    /// A descriptor of the bytes, for another process to read them from.
    func descriptor() throws(SourceError) -> OpenFile {
        switch content {
        case .disk(let file): return file
        case .memory(let bytes):
            // Without a name, so that nothing is left behind.
            guard let stream = tmpfile() else { throw Self.unreadable(name, errno) }
            defer { fclose(stream) }
            fwrite(bytes, 1, bytes.count, stream)
            guard fflush(stream) == 0,
                let file = OpenFile(descriptor: fcntl(fileno(stream), F_DUPFD_CLOEXEC, 3)),
                file.status.byteCount == bytes.count
            else { throw Self.unreadable(name, errno) }
            return file
        }
    }

    /// Whether it holds JSON Lines: its first byte that is no white space is a brace.
    public func isJSONLines() throws(SourceError) -> Bool {
        let buffer = Chunk(byteCount: 4096)
        var offset = 0
        while true {
            let count = try read(into: buffer.bytes, at: offset)
            if count == 0 { return false }
            if let first = buffer.bytes[..<count].first(where: { $0 > 0x20 }) {
                return first == UInt8(ascii: "{")
            }
            offset += count
        }
    }

    /// The SHA-256 of the bytes as they are.
    public func digest() throws(SourceError) -> SHA256Digest {
        var stream = SHA256Stream()
        let buffer = Chunk(byteCount: chunkByteCount)
        var offset = 0
        while true {
            let count = try read(into: buffer.bytes, at: offset)
            if count == 0 { return stream.finished() }
            stream.update(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]))
            offset += count
        }
    }

    /// Hands over the bytes from the first to the last; a chunk is valid during its call.
    public func readChunks(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = Chunk(byteCount: chunkByteCount)
        var offset = 0
        while true {
            let count = try read(into: buffer.bytes, at: offset)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]))
            offset += count
        }
    }

    /// Reads up to a chunk at `offset` and returns how many bytes it was; 0 at the end.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SourceError) -> Int {
        let wanted = min(buffer.count, chunkByteCount, byteCount - offset)
        switch content {
        case .memory(let bytes):
            guard wanted > 0 else { return 0 }
            bytes.withUnsafeBytes { all in
                buffer.copyMemory(from: .init(rebasing: all[offset..<offset + wanted]))
            }
            return wanted
        case .disk(let file):
            guard wanted > 0 else {
                if file.isUnchanged { return 0 }
                throw changed()
            }
            while true {
                let count = pread(file.descriptor, buffer.baseAddress, wanted, offset)
                if count > 0 { return count }
                if count == 0 { throw changed() }
                if errno != EINTR { throw Self.unreadable(name, errno) }
            }
        }
    }
}

extension SourceFile {
    /// Where a unit of UTF-16 or Windows-1252 stands: the line, which is all that can be told
    /// of a place whose column counts the bytes of UTF-8.
    func origin(
        ofByte offset: Int, unitBytes: Int, isLittleEndian: Bool
    ) throws(SourceError) -> Origin {
        var (line, position) = (1, 0)
        var wasReturn = false
        while position < offset {
            let bytes = try bytes(at: position, count: min(64 << 10, offset - position))
            if bytes.isEmpty { break }
            for index in stride(from: 0, to: bytes.count - unitBytes + 1, by: unitBytes) {
                let low = unitBytes == 1 || isLittleEndian ? bytes[index] : bytes[index + 1]
                let high: UInt8 =
                    unitBytes == 1 ? 0 : isLittleEndian ? bytes[index + 1] : bytes[index]
                let unit = UInt16(high) << 8 | UInt16(low)
                if unit == 0x0D || (unit == 0x0A && !wasReturn) { line += 1 }
                wasReturn = unit == 0x0D
            }
            position += bytes.count
        }
        return Origin(file: name, line: line)
    }

    /// Where a byte stands, for the rare finding that knows an offset only.
    func origin(ofByte offset: Int) throws(SourceError) -> Origin {
        let buffer = Chunk(byteCount: 64 << 10)
        var (line, column, position) = (1, 1, 0)
        var previous: UInt8 = 0
        while position < offset {
            let count = try read(into: buffer.bytes, at: position)
            if count == 0 { break }
            for byte in buffer.bytes[..<min(count, offset - position)] {
                switch byte {
                case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): column = 1
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (line, column) = (line + 1, 1)
                default: column += 1
                }
                previous = byte
            }
            position += count
        }
        return Origin(file: name, line: line, column: column)
    }

    static func empty(_ name: String) -> SourceError {
        SourceError(
            ReadingFinding.empty, at: Origin(file: name, line: 0),
            "The file is empty. Fetch or export it again.")
    }

    private func changed() -> SourceError {
        SourceError(
            ReadingFinding.changed, at: Origin(file: name, line: 0),
            "The file was written to while it was read. Import it again when it is complete.")
    }

    private static func unreadable(_ name: String, _ error: Int32) -> SourceError {
        SourceError(
            ReadingFinding.unreadable, at: Origin(file: name, line: 0),
            "The file cannot be read: \(String(cString: strerror(error))).")
    }
}
