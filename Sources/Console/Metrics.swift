internal import Maintenance
internal import MasterData
internal import Synchronization

/// Counts what the server does, for `/metrics`.
final class Metrics: Sendable {
    /// The upper ends of the buckets of durations, in microseconds.
    static let buckets: [Int64] = [
        250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000,
    ]

    /// Requests that are counted together.
    struct Series: Hashable, Sendable {
        /// The path as the endpoint declares it, so that there are few.
        var path: String
        var method: String
    }

    struct Durations: Sendable {
        /// How many fell into each bucket; the last takes the rest.
        var counts = Array(repeating: 0, count: Metrics.buckets.count + 1)
        var microseconds: Int64 = 0

        mutating func note(_ duration: Int64) {
            let bucket = Metrics.buckets.firstIndex { duration <= $0 } ?? Metrics.buckets.count
            counts[bucket] += 1
            microseconds += duration
        }
    }

    struct State: Sendable {
        var statuses: [Series: [Int: Int]] = [:]
        var durations: [Series: Durations] = [:]
        var inFlight = 0
        var routed = 0
        var unroutable = 0
        var swaps = 0
        var failedSwaps = 0
        var limited = 0
        var sweeps: [Workbench.TurnOutcome: Int] = [:]
        /// The moment of the last sweep that came to its end; 0 for none.
        var lastSweep: Int64 = 0
        var lastSweepMicroseconds: Int64 = 0
        var sweptComplaints = 0
        var deliveries: [Workbench.TurnOutcome: Int] = [:]
        var delivered = 0
        var undelivered = 0
    }

    private let state = Mutex(State())

    /// All counts of one moment.
    var now: State { state.withLock { $0 } }

    func began() { state.withLock { $0.inFlight += 1 } }

    func ended(_ series: Series, status: Int, took duration: Duration) {
        let microseconds = Self.microseconds(duration)
        state.withLock {
            $0.inFlight -= 1
            $0.statuses[series, default: [:]][status, default: 0] += 1
            $0.durations[series, default: Durations()].note(microseconds)
        }
    }

    func decided(routed: Int, unroutable: Int) {
        state.withLock {
            $0.routed += routed
            $0.unroutable += unroutable
        }
    }

    func swept(
        _ outcome: Workbench.TurnOutcome, _ totals: SweepTotals?, at moment: Instant,
        took duration: Duration
    ) {
        state.withLock {
            $0.sweeps[outcome, default: 0] += 1
            guard let totals else { return }
            $0.lastSweep = moment.seconds
            $0.lastSweepMicroseconds = Self.microseconds(duration)
            $0.sweptComplaints += totals.complaints
        }
    }

    func delivered(_ outcome: Workbench.TurnOutcome, _ totals: DeliveryTotals?) {
        state.withLock {
            $0.deliveries[outcome, default: 0] += 1
            $0.delivered += totals?.delivered ?? 0
            $0.undelivered += totals?.failed ?? 0
        }
    }

    private static func microseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }

    func swapped() { state.withLock { $0.swaps += 1 } }
    func swapFailed() { state.withLock { $0.failedSwaps += 1 } }
    func limited() { state.withLock { $0.limited += 1 } }
}
