internal import Synchronization
internal import Transfers

/// The releases that are compiled for complaints already, for those who carry them out.
///
/// Safe to share between threads; a server keeps one for all its desks.
public final class OpenReleases: Sendable {
    private let markings = KeptByRelease<Marking>()
    private let guaranteed = KeptByRelease<Set<String>>()

    public init() {}

    func marking(_ release: Int, make: () throws -> Marking) throws -> Marking {
        try markings.value(release, make: make)
    }

    /// The categories that a release links with guaranteed services on some day.
    func guaranteedCategories(
        _ release: Int, make: () throws -> Set<String>
    ) throws -> Set<String> {
        try guaranteed.value(release, make: make)
    }
}

/// Something that is made once for each release, which never changes.
private final class KeptByRelease<Value: Sendable>: Sendable {
    private let values = Mutex<[Int: Value]>([:])
    /// How many releases are kept: the live one and those that complaints still follow.
    private static var kept: Int { 6 }

    func value(_ release: Int, make: () throws -> Value) throws -> Value {
        if let known = values.withLock({ $0[release] }) { return known }
        let made = try make()
        values.withLock { values in
            if values.count >= Self.kept, let oldest = values.keys.min() { values[oldest] = nil }
            values[release] = made
        }
        return made
    }
}
