internal import MasterData
internal import Synchronization

/// Which findings are shown: so many of each code, whenever they are found.
final class ShownFindings: Sendable {
    private let counts = Mutex<[FindingCode: Int]>([:])
    private let limit: Int

    init(perCode limit: Int) {
        self.limit = limit
    }

    /// Whether to show it; each that is asked for counts.
    func admits(_ finding: Finding) -> Bool {
        counts.withLock { counts in
            counts[finding.code, default: 0] += 1
            return counts[finding.code, default: 0] <= limit
        }
    }
}
