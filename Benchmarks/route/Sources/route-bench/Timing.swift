import Glibc

/// Wall and processor seconds of one thing that was done.
struct Timing {
    var wall: Double
    var cpu: Double

    /// What one run takes.
    static func of(_ body: () -> Void) -> Timing {
        let (wall, cpu) = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
        body()
        return Timing(
            wall: now(CLOCK_MONOTONIC) - wall, cpu: now(CLOCK_PROCESS_CPUTIME_ID) - cpu)
    }

    /// The best of several runs.
    static func best(of runs: Int, _ body: () -> Void) -> Timing {
        (0..<runs).reduce(Timing(wall: .infinity, cpu: .infinity)) { best, _ in
            best.better(of(body))
        }
    }

    func better(_ other: Timing) -> Timing {
        Timing(wall: min(wall, other.wall), cpu: min(cpu, other.cpu))
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The most memory the process has had, in MiB.
func peakMemory() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
}

func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
        perror(path)
        exit(66)
    }
    fseek(file, 0, SEEK_END)
    let count = ftell(file)
    rewind(file)
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
        read = fread(buffer.baseAddress, 1, count, file)
    }
    fclose(file)
    return bytes
}
