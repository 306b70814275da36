internal import Glibc

/// The limits of a command that reads a sheet itself, by a reader that is no C library, and has
/// neither a database nor anything else to lose: time and memory.
public struct SheetLimits: Hashable, Sendable {
    /// Seconds of CPU: the largest sheet takes a small part of it.
    public var cpuSeconds = 300
    /// Bytes of data, which is what the command allocates.
    public var dataBytes: Int
    /// Bytes of address space besides.
    private let otherBytes: Int

    /// The status of a command that met one of its limits.
    public static let status: Int32 = 65

    /// - Parameters:
    ///   - byteCount: the size of the sheet; what is kept of it may grow with it.
    ///   - mapped: the size of files that are mapped besides.
    public init(forSheetOf byteCount: Int, mapped: Int = 0) {
        dataBytes = (512 << 20) + 24 * byteCount
        otherBytes = (1 << 30) + 2 * mapped
    }

    /// Lowers the limits of this process for good.
    ///
    /// From now on the process says so on standard error when it meets one, and ends with
    /// ``status``.
    ///
    /// - Throws: ``ReadWorker/Refusal/limits`` when the system refuses one.
    public func lower() throws {
        Self.sayWhatIsMet()
        guard ProcessLimits.lower(UInt32(RLIMIT_CORE.rawValue), to: 0),
            ProcessLimits.lower(UInt32(RLIMIT_CPU.rawValue), to: cpuSeconds, notice: 5),
            ProcessLimits.lower(UInt32(RLIMIT_DATA.rawValue), to: dataBytes),
            ProcessLimits.lower(UInt32(RLIMIT_AS.rawValue), to: dataBytes + otherBytes)
        else { throw ReadWorker.Refusal.limits }
    }

    private static func sayWhatIsMet() {
        // A parent may have blocked it.
        var time = sigset_t()
        sigemptyset(&time)
        sigaddset(&time, SIGXCPU)
        sigprocmask(SIG_UNBLOCK, &time, nil)
        signal(SIGXCPU) { _ in
            SheetLimits.end(
                "error: The sheet takes more time than this command may take. It may be built to do harm; ask who sent it.\n"
            )
        }
        // Swift ends a process that gets no memory by one of these.
        for fault in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
            signal(fault) { _ in
                SheetLimits.end(
                    "error: The sheet takes more memory than this command may take, or shows a fault of it. The sheet may be built to do harm; ask who sent it.\n"
                )
            }
        }
    }

    /// Ends the process as a signal's handler may: nothing is allocated.
    private static func end(_ words: StaticString) {
        _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
        _exit(status)
    }
}
