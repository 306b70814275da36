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
        return lower(limits)
    }

    /// Each limit, and whether the system took all.
    fileprivate static func lower(_ limits: [(resource: UInt32, value: Int)]) -> Bool {
        limits.allSatisfy { resource, value in
            var present = rlimit()
            let which = __rlimit_resource_t(resource)
            guard getrlimit(which, &present) == 0 else { return false }
            let lowered = min(rlim_t(value), present.rlim_max)
            var limit = rlimit(rlim_cur: lowered, rlim_max: lowered)
            return setrlimit(which, &limit) == 0
        }
    }
}

/// The limits of a command that reads a sheet itself, by a reader that is no C library, and has
/// neither a database nor anything else to lose: time and memory.
public enum SheetLimits {
    /// Seconds of CPU: the largest sheet takes a small part of it.
    public static let cpuSeconds = 300

    /// Lowers the limits of this process for good.
    ///
    /// - Parameters:
    ///   - byteCount: the size of the sheet; what is kept of it may grow with it.
    ///   - mapped: the size of files that are mapped besides.
    /// - Throws: ``ReadWorker/Refusal/limits`` when the system refuses one.
    public static func lower(forSheetOf byteCount: Int, mapped: Int = 0) throws {
        let data = (512 << 20) + 24 * byteCount
        let limits: [(UInt32, Int)] = [
            (UInt32(RLIMIT_CORE.rawValue), 0), (UInt32(RLIMIT_CPU.rawValue), cpuSeconds),
            (UInt32(RLIMIT_DATA.rawValue), data),
            (UInt32(RLIMIT_AS.rawValue), (1 << 30) + data + 2 * mapped),
        ]
        guard ProcessLimits.lower(limits) else { throw ReadWorker.Refusal.limits }
    }
}
