import CMachine

/// The bytes of a route file, in memory or mapped, with the place of each section.
///
/// Whatever the bytes are, every section lies inside them and has as many items as it says.
struct RouteImage: Sendable {
    /// Where a section lies.
    struct Part: Sendable {
        var start = 0
        /// Items, without the zeros that fill the section up.
        var count = 0
    }

    private enum Storage: Sendable {
        case memory([UInt64])
        case file(MappedFile)
    }

    private let storage: Storage
    private let parts: [Part]

    /// `RAJROUTE` in the order of the bytes.
    static let magic: UInt64 = 0x4554_554F_524A_4152
    static let headerByteCount = 32
    static let entryByteCount = 32
    /// Sections start at multiples of a cache line and are filled up to one.
    static let alignment = 64

    /// Opens a file and compares every byte with its checksum.
    init(path: String, kind: RouteFileKind) throws(RouteFileError) {
        let file = try MappedFile(path: path)
        parts = try file.withBytes { bytes throws(RouteFileError) in
            try Self.checked(bytes, kind: kind, path: path)
        }
        storage = .file(file)
    }

    /// Takes bytes that are at hand.
    init(words: [UInt64], byteCount: Int, name: String, kind: RouteFileKind) throws(RouteFileError)
    {
        let parts = words.withUnsafeBytes { bytes -> Result<[Part], RouteFileError> in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<min(byteCount, bytes.count)])
            do throws(RouteFileError) {
                return .success(try Self.checked(bytes, kind: kind, path: name))
            } catch { return .failure(error) }
        }
        self.parts = try parts.get()
        storage = .memory(words)
    }

    /// Takes what was just written here.
    init(trusted words: [UInt64], parts: [Part]) {
        storage = .memory(words)
        self.parts = parts
    }

    /// Bytes that stay where they are as long as somebody holds the block: the mapped file, or
    /// a copy of what is in memory.
    var block: any ByteBlock {
        switch storage {
        case .memory(let words): words.withUnsafeBytes { HeapBlock(copying: $0) }
        case .file(let file): file
        }
    }

    subscript(section: RouteSection) -> Part { parts[Int(section.rawValue)] }

    var byteCount: Int {
        switch storage {
        case .memory(let words): words.count * 8
        case .file(let file): file.byteCount
        }
    }

    /// The bytes, valid during the call.
    @inline(__always)
    func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        switch storage {
        case .memory(let words): try words.withUnsafeBytes(body)
        case .file(let file): try file.withBytes(body)
        }
    }
}

extension RouteImage {
    /// The sections of bytes that are a route file of one kind, undamaged.
    private static func checked(
        _ bytes: UnsafeRawBufferPointer, kind: RouteFileKind, path: String
    ) throws(RouteFileError) -> [Part] {
        guard bytes.count >= headerByteCount, bytes.count % alignment == 0,
            let base = bytes.baseAddress
        else { throw .damaged(path: path, part: "its length fits no route file") }
        func word(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        func half(_ offset: Int) -> UInt32 {
            UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        guard word(0) == magic else { throw .damaged(path: path, part: "it starts otherwise") }
        let sectionCount = Int(half(24))
        let tableEnd = headerByteCount + sectionCount * entryByteCount
        guard sectionCount <= 64, tableEnd <= bytes.count else {
            throw .damaged(path: path, part: "its table of sections is too long")
        }
        let headerEnd = rounded(tableEnd)
        // The checksum's own field counts as zero.
        var crc = machine_crc32c(0, base, 28)
        var zero: UInt32 = 0
        crc = machine_crc32c(crc, &zero, 4)
        crc = machine_crc32c(crc, base + 32, headerEnd - 32)
        guard crc == half(28) else { throw .damaged(path: path, part: "its header is altered") }
        guard half(12) == kind.rawValue else { throw .otherKind(path: path) }
        guard half(8) == kind.formatVersion else {
            throw .otherFormat(path: path, version: Int(half(8)))
        }
        guard word(16) == UInt64(bytes.count) else {
            throw .damaged(path: path, part: "it has \(bytes.count) bytes, not \(word(16))")
        }
        var parts = Array(repeating: Part(), count: 65)
        // Sections follow each other without gaps, so no byte is outside a checksum.
        var end = headerEnd
        for number in 0..<sectionCount {
            let entry = headerByteCount + number * entryByteCount
            let (start, length, count) = (word(entry + 8), word(entry + 16), word(entry + 24))
            guard let section = RouteSection(rawValue: half(entry)), start == UInt64(end),
                length <= UInt64(bytes.count - end), length % UInt64(alignment) == 0,
                count <= length / UInt64(section.itemByteCount)
            else { throw .damaged(path: path, part: "section \(number + 1) lies elsewhere") }
            guard machine_crc32c(0, base + end, Int(length)) == half(entry + 4) else {
                throw .damaged(path: path, part: "section '\(section)' is altered")
            }
            parts[Int(section.rawValue)] = Part(start: end, count: Int(count))
            end += Int(length)
        }
        guard end == bytes.count else {
            throw .damaged(path: path, part: "bytes follow the last section")
        }
        return parts
    }

    static func rounded(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }
}
