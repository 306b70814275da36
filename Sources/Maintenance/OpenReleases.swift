internal import Synchronization
internal import Transfers

/// The releases that are compiled for complaints already, for those who carry them out.
///
/// Safe to share between threads; a server keeps one for all its desks.
public final class OpenReleases: Sendable {
    private let open = Mutex<[Int: Marking]>([:])
    /// How many releases are kept: the live one and those that complaints still follow.
    private static let kept = 6

    public init() {}

    func marking(_ release: Int, make: () throws -> Marking) throws -> Marking {
        if let known = open.withLock({ $0[release] }) { return known }
        let made = try make()
        open.withLock { open in
            if open.count >= Self.kept, let oldest = open.keys.min() { open[oldest] = nil }
            open[release] = made
        }
        return made
    }
}
