internal import Synchronization

/// Lets each client make so many requests a second on average, and twice as many at once.
final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    /// Clients are forgotten when there are more than this.
    private static let knownClients = 10_000

    private let perSecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameter perSecond: 0 for no limit.
    init(perSecond: Int) {
        self.perSecond = Double(max(perSecond, 0))
    }

    /// Whether a client may ask now; if not, in how many seconds.
    func wait(_ client: String, at instant: ContinuousClock.Instant) -> Int? {
        guard perSecond > 0 else { return nil }
        return buckets.withLock { buckets in
            if buckets.count > Self.knownClients { forgetFull(&buckets, at: instant) }
            var bucket = buckets[client] ?? Bucket(tokens: perSecond * 2, filled: instant)
            fill(&bucket, at: instant)
            guard bucket.tokens >= 1 else {
                buckets[client] = bucket
                return max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
            }
            bucket.tokens -= 1
            buckets[client] = bucket
            return nil
        }
    }

    private func fill(_ bucket: inout Bucket, at instant: ContinuousClock.Instant) {
        let (seconds, attoseconds) = bucket.filled.duration(to: instant).components
        let passed = Double(seconds) + Double(attoseconds) * 1e-18
        bucket.tokens = min(perSecond * 2, bucket.tokens + max(passed, 0) * perSecond)
        bucket.filled = instant
    }

    /// A client whose bucket is full is like one that never asked.
    private func forgetFull(_ buckets: inout [String: Bucket], at instant: ContinuousClock.Instant)
    {
        buckets = buckets.filter { _, bucket in
            var bucket = bucket
            fill(&bucket, at: instant)
            return bucket.tokens < perSecond * 2
        }
        // Everybody is asking at once: start anew rather than grow.
        if buckets.count > Self.knownClients { buckets.removeAll() }
    }
}
