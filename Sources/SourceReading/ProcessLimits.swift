internal import Glibc

/// How much a reading process may take.
public struct WorkerLimits: Hashable, Sendable {
    /// Seconds of CPU: a file of the largest size takes a small part of it.
    public var cpuSeconds = 120
    /// Bytes of address space, most of which are the libraries'.
    public var addressBytes = 1 << 30
    /// Bytes of data, which is what the process allocates.
    public var dataBytes = 192 << 20

    /// What a worker has unless it is told to take less.
    public static let standard = WorkerLimits()

    /// The same, nowhere above what is standard.
    public var lowered: WorkerLimits {
        var limits = self
        limits.cpuSeconds = min(cpuSeconds, Self.standard.cpuSeconds)
        limits.addressBytes = min(addressBytes, Self.standard.addressBytes)
        limits.dataBytes = min(dataBytes, Self.standard.dataBytes)
        return limits
    }

    /// The options of `rajmap read-worker` that say so.
    var words: [String] {
        var words: [String] = []
        for (name, value, usual) in [
            ("--cpu-seconds", cpuSeconds, Self.standard.cpuSeconds),
            ("--address-bytes", addressBytes, Self.standard.addressBytes),
            ("--data-bytes", dataBytes, Self.standard.dataBytes),
        ] where value < usual {
            words += [name, String(value)]
        }
        return words
    }
}

/// The limits that a reading process puts on itself before it reads a byte.
///
/// A file that finds a fault of a parser can then neither fill the machine, nor run for ever,
/// nor open or write a file.
enum ProcessLimits {
    /// Lowers the limits for good; they cannot be raised again.
    ///
    /// - Returns: false when the system refused one.
    static func lower(to worker: WorkerLimits) -> Bool {
        let worker = worker.lowered
        // Open files: the three that it was started with. File size: none can be written.
        let limits: [(UInt32, Int)] = [
            (UInt32(RLIMIT_CORE.rawValue), 0), (UInt32(RLIMIT_CPU.rawValue), worker.cpuSeconds),
            (UInt32(RLIMIT_AS.rawValue), worker.addressBytes),
            (UInt32(RLIMIT_DATA.rawValue), worker.dataBytes), (UInt32(RLIMIT_FSIZE.rawValue), 0),
            (UInt32(RLIMIT_NOFILE.rawValue), 3),
        ]
        return limits.allSatisfy { lower($0, to: $1) }
    }

    /// Lowers one limit, and whether the system took it.
    ///
    /// - Parameter notice: by how much the value is below that of which there is no notice: the
    ///   system ends a process at once that meets the latter.
    static func lower(_ resource: UInt32, to value: Int, notice: Int = 0) -> Bool {
        var present = rlimit()
        let which = __rlimit_resource_t(resource)
        guard getrlimit(which, &present) == 0 else { return false }
        let hard = min(rlim_t(value + notice), present.rlim_max)
        var limit = rlimit(rlim_cur: min(rlim_t(value), hard), rlim_max: hard)
        return setrlimit(which, &limit) == 0
    }
}
