internal import Glibc

/// A file that packed tables lie in, open for reading and closed with its last user.
///
/// It is read by offset and never mapped, so that what nobody looks at takes no memory. Whoever
/// opens it sees to it that nobody changes it: it has no name, or is never written to again.
public final class PackedFile: Sendable {
    private let descriptor: Int32

    /// - Parameter descriptor: an open file, which belongs to the object from now on.
    public init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Puts bytes of the file into the room, which they fill.
    func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) {
        guard let start = room.baseAddress else { return }
        var done = 0
        while done < room.count {
            let count = pread(descriptor, start + done, room.count - done, off_t(offset + done))
            if count < 0 && errno == EINTR { continue }
            precondition(count > 0, "the system cannot read back what it took: error \(errno)")
            done += count
        }
    }

    /// The bytes of a part of the file.
    func bytes(_ part: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: part.count) { room, count in
            count = part.count
            read(
                at: part.lowerBound,
                into: UnsafeMutableRawBufferPointer(start: room.baseAddress, count: count))
        }
    }

    /// Writes bytes at an offset.
    ///
    /// - Throws: when the file cannot take them: a full disk, mostly.
    func write(_ bytes: [UInt8], at offset: Int) throws(PackedFileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    descriptor, $0.baseAddress.map { $0 + done }, $0.count - done,
                    off_t(offset + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw PackedFileError(code: errno) }
            done += count
        }
    }
}

/// The file of packed masters could not be written.
public struct PackedFileError: Error, CustomStringConvertible {
    /// The system's number of the error.
    public var code: Int32

    public var description: String {
        "The masters cannot be written to a temporary file (\(String(cString: strerror(code)))). Make room in the temporary folder, or name another with TMPDIR."
    }
}
