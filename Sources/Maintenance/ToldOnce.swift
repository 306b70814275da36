internal import MasterData
internal import Synchronization

/// Hands on findings, and when all is read again, only those that were not handed on before:
/// a second reading finds what the first did, in the same order, and more.
final class ToldOnce: Sendable {
    private let listener: (@Sendable (Finding) -> Void)?
    private let count = Mutex((told: 0, passed: 0))

    init(_ listener: (@Sendable (Finding) -> Void)?) {
        self.listener = listener
    }

    /// What to tell; nothing when nobody listens.
    var watch: (@Sendable (Finding) -> Void)? {
        if listener == nil { return nil }
        return { finding in self.take(finding) }
    }

    /// All comes again from the first.
    func again() { count.withLock { $0.passed = 0 } }

    private func take(_ finding: Finding) {
        let isNew = count.withLock { count in
            count.passed += 1
            if count.passed <= count.told { return false }
            count.told = count.passed
            return true
        }
        if isNew { listener?(finding) }
    }
}
