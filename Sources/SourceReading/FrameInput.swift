internal import Glibc

/// What a frame holds.
enum FrameKind: UInt8 {
    case sniffed = 0x53
    case outline = 0x4F
    case headings = 0x48
    case records = 0x52
    case finding = 0x46
    case progress = 0x50
    case refused = 0x45
    case badLayout = 0x4C
    /// Which of the known rows there were.
    case seen = 0x4B
    case end = 0x5A
    /// The only one that goes to the worker.
    case request = 0x51

    /// Length and kind, before the content.
    static let headBytes = 5
    /// No frame of an honest worker is longer: a row has a limit.
    static let bytesAtMost = 64 << 20

    /// Adds the frame with this content.
    func append(_ content: [UInt8], to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(content.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(rawValue)
        bytes += content
    }
}

/// Reads frames from a descriptor.
struct FrameInput: ~Copyable {
    private let descriptor: Int32
    private var buffer = Chunk(byteCount: 256 << 10)
    private var start = 0
    private var end = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next frame, whose content is valid until the next call; nothing at the end.
    mutating func next() throws -> (FrameKind, UnsafeRawBufferPointer)? {
        guard fill(FrameKind.headBytes) else { return nil }
        let head = buffer.bytes[start..<start + FrameKind.headBytes]
        let count = head.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= FrameKind.bytesAtMost, let last = head.last,
            let kind = FrameKind(rawValue: last)
        else { throw FrameReader.Garbled() }
        guard fill(FrameKind.headBytes + count) else { return nil }
        let first = start + FrameKind.headBytes
        start = first + count
        return (kind, UnsafeRawBufferPointer(rebasing: buffer.bytes[first..<first + count]))
    }

    /// Makes sure that so many bytes are there; false when the pipe ends before.
    private mutating func fill(_ count: Int) -> Bool {
        if end - start >= count { return true }
        let kept = UnsafeRawBufferPointer(rebasing: buffer.bytes[start..<end])
        if buffer.bytes.count < count {
            let larger = Chunk(byteCount: count + (64 << 10))
            larger.bytes.copyMemory(from: kept)
            buffer = larger
        } else if start > 0, let base = buffer.bytes.baseAddress, let from = kept.baseAddress {
            base.copyMemory(from: from, byteCount: kept.count)
        }
        (start, end) = (0, end - start)
        while end < count {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[end...])
            let read = Glibc.read(descriptor, room.baseAddress, room.count)
            if read < 0 && errno == EINTR { continue }
            if read <= 0 { return false }
            end += read
        }
        return true
    }
}
