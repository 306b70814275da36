internal import Glibc

/// The limits that a reading process puts on itself before it reads a byte.
///
/// A file that finds a fault of a parser can then neither fill the machine, nor run for ever,
/// nor open or write a file.
enum ProcessLimits {
    /// Seconds of CPU: a file of the largest size takes a small part of it.
    static let cpuSeconds = 120
    /// Bytes of address space, most of which are the libraries'.
    static let addressBytes = 1 << 30
    /// Bytes of data, which is what the process allocates.
    static let dataBytes = 192 << 20

    /// Lowers the limits for good; they cannot be raised again.
    ///
    /// - Returns: false when the system refused one.
    static func lower() -> Bool {
        // Open files: the three that it was started with. File size: none can be written.
        let limits: [(UInt32, Int)] = [
            (UInt32(RLIMIT_CORE.rawValue), 0), (UInt32(RLIMIT_CPU.rawValue), cpuSeconds),
            (UInt32(RLIMIT_AS.rawValue), addressBytes),
            (UInt32(RLIMIT_DATA.rawValue), dataBytes), (UInt32(RLIMIT_FSIZE.rawValue), 0),
            (UInt32(RLIMIT_NOFILE.rawValue), 3),
        ]
        return limits.allSatisfy { resource, value in
            var present = rlimit()
            let which = __rlimit_resource_t(resource)
            guard getrlimit(which, &present) == 0 else { return false }
            let lowered = min(rlim_t(value), present.rlim_max)
            var limit = rlimit(rlim_cur: lowered, rlim_max: lowered)
            return setrlimit(which, &limit) == 0
        }
    }
}
