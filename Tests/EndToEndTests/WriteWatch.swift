import Foundation
import Glibc
import Testing

/// Counts what is written to the files of a folder (inotify), so that a test can kill a process
/// at a moment that is told by its work, not by a clock.
///
/// Writes that follow each other closely may be counted as one.
final class WriteWatch {
    private let descriptor: Int32

    init(_ folder: URL) throws {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        try #require(descriptor >= 0, "inotify: \(String(cString: strerror(errno)))")
        let watch = inotify_add_watch(descriptor, folder.path, UInt32(IN_MODIFY))
        try #require(watch >= 0, "inotify: \(String(cString: strerror(errno)))")
    }

    deinit { close(descriptor) }

    /// How many writes a process makes until it ends, or until there were a number of them.
    func writes(of process: Process, upTo limit: Int = .max) -> Int {
        var count = 0
        while count < limit {
            let hadEnded = !process.isRunning
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // Looks again now and then whether the process still runs.
            if poll(&waited, 1, 20) > 0 {
                count += taken()
            } else if hadEnded {
                break
            }
        }
        return count
    }

    /// The number of events that are waiting.
    private func taken() -> Int {
        let head = MemoryLayout<inotify_event>.size
        return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            let length = read(descriptor, buffer.baseAddress, buffer.count)
            var count = 0
            var offset = 0
            while offset + head <= length {
                let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                offset += head + Int(event.len)
                count += 1
            }
            return count
        }
    }
}
