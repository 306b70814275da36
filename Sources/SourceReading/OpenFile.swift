internal import Glibc

/// An open descriptor, closed when nobody reads from it any more.
final class OpenFile: Sendable {
    let descriptor: Int32
    /// As it was on opening.
    let status: Status

    struct Status: Equatable, Sendable {
        var kind: mode_t
        var byteCount: Int
        var modifiedSeconds: Int
        var modifiedNanoseconds: Int

        init?(of descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            kind = status.st_mode & S_IFMT
            byteCount = Int(status.st_size)
            modifiedSeconds = Int(status.st_mtim.tv_sec)
            modifiedNanoseconds = Int(status.st_mtim.tv_nsec)
        }
    }

    /// Takes the descriptor over; closes it and is nothing when it cannot be asked.
    init?(descriptor: Int32) {
        guard let status = Status(of: descriptor) else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.status = status
    }

    deinit { close(descriptor) }

    var isUnchanged: Bool { Status(of: descriptor) == status }
}

/// A buffer that goes with its owner.
struct Chunk: ~Copyable {
    let bytes: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        bytes = .allocate(byteCount: max(1, byteCount), alignment: 16)
    }

    deinit { bytes.deallocate() }
}
