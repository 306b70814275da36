internal import Foundation
internal import Glibc

/// A temporary file that rows are appended to and read back from by offset.
///
/// The file has no name once it is open, so that nothing is left behind however the
/// process ends.
final class Spool {
    private let descriptor: Int32
    private let pending = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var pendingCount = 0
    private var written = 0

    /// - Throws: when the temporary folder cannot be written.
    init() throws {
        let pattern = FileManager.default.temporaryDirectory
            .appendingPathComponent("rajmap-spool-XXXXXX").path
        var path = Array(pattern.utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw Self.failure() }
        unlink(path)
        // No process that reads a file has business with the rows of another.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        pending.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    /// How many bytes were appended.
    var count: Int { written + pendingCount }

    /// Appends bytes and tells where they begin.
    @discardableResult
    func append(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        let offset = count
        if bytes.count > pending.count - pendingCount { try flush() }
        if bytes.count > pending.count {
            try write(bytes)
        } else {
            UnsafeMutableRawBufferPointer(rebasing: pending[pendingCount...]).copyMemory(
                from: bytes)
            pendingCount += bytes.count
        }
        return offset
    }

    /// Copies bytes from an offset on into the room, as many as there are, and tells how many.
    func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) throws -> Int {
        let wanted = min(room.count, count - offset)
        guard wanted > 0, let start = room.baseAddress else { return 0 }
        if offset >= written {
            let first = offset - written
            room.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: pending[first..<first + wanted]))
            return wanted
        }
        if offset + wanted > written { try flush() }
        var done = 0
        while done < wanted {
            let count = pread(descriptor, start + done, wanted - done, offset + done)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure() }
            done += count
        }
        return wanted
    }

    private func flush() throws {
        let bytes = UnsafeRawBufferPointer(rebasing: pending[..<pendingCount])
        pendingCount = 0
        try write(bytes)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard let start = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, start + done, bytes.count - done, written)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure() }
            done += count
            written += count
        }
    }

    private static func failure() -> CocoaError {
        CocoaError(errno == ENOSPC ? .fileWriteOutOfSpace : .fileWriteUnknown)
    }
}

/// Reads a spool from its beginning to its end, some bytes at a time.
struct SpoolWalk: ~Copyable {
    private let spool: Spool
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    /// Where the next bytes stand in the spool.
    private(set) var offset: Int
    /// Where the walk ends.
    private let limit: Int

    init(_ spool: Spool, from offset: Int = 0, to limit: Int? = nil, holding size: Int = 1 << 17) {
        self.spool = spool
        self.offset = offset
        self.limit = limit ?? spool.count
        buffer = .allocate(byteCount: size, alignment: 16)
    }

    deinit { buffer.deallocate() }

    var isAtEnd: Bool { offset >= limit }

    /// The next bytes, without going past them; fewer only at the end. Valid until the next call.
    mutating func peek(_ count: Int) throws -> UnsafeRawBufferPointer {
        if end - start < count {
            if count > buffer.count {
                let larger = UnsafeMutableRawBufferPointer.allocate(
                    byteCount: 2 * count, alignment: 16)
                larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
                buffer.deallocate()
                buffer = larger
            } else if let base = buffer.baseAddress {
                base.copyMemory(from: base + start, byteCount: end - start)
            }
            (start, end) = (0, end - start)
            let room = min(buffer.count - end, limit - offset - end)
            if room > 0 {
                end += try spool.read(
                    at: offset + end,
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[end..<end + room]))
            }
        }
        return UnsafeRawBufferPointer(rebasing: buffer[start..<min(end, start + count)])
    }

    /// Goes on by so many bytes, which were looked at or lie within the next few.
    mutating func skip(_ count: Int) {
        start = min(end, start + count)
        offset += count
    }
}
