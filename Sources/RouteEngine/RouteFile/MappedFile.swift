internal import Glibc

/// The bytes of a file, mapped for reading and given back with their last user.
///
/// The bytes never change: a route file is written under another name, synced and renamed,
/// and never written to again.
final class MappedFile: Sendable {
    /// A number, because a pointer says nothing about who may share it; these bytes anybody may.
    let address: UInt
    let byteCount: Int

    /// Opens and maps a regular file that is not empty.
    init(path: String) throws(RouteFileError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let error = errno
            if error == ENOENT || error == ENOTDIR { throw .missing(path: path) }
            throw .unreadable(path: path, reason: String(cString: strerror(error)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "it is not a regular file")
        }
        guard status.st_size > 0 else { throw .damaged(path: path, part: "it is empty") }
        byteCount = Int(status.st_size)
        // All pages are looked at once anyway, for the checksums.
        let start = mmap(
            nil, byteCount, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0)
        guard let start, start != MAP_FAILED else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        address = UInt(bitPattern: start)
    }

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), byteCount) }

    /// The bytes, valid during the call.
    @inline(__always)
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withExtendedLifetime(self) { () throws(Failure) in
            try body(
                UnsafeRawBufferPointer(
                    start: UnsafeRawPointer(bitPattern: address), count: byteCount))
        }
    }
}
