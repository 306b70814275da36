internal import Digests
internal import MappingStore
internal import Plans
public import RouteEngine
internal import Synchronization

/// The route table in service: one release at a time, swapped as a whole.
///
/// Whoever decides takes the table once, with ``pinned()``, and stays with it to the end of
/// its batch, whatever is published meanwhile. A new release goes into service only when it
/// was opened and found whole; until then, and if it is not, the old one answers.
///
///     let live = LiveTable(following: desk)
///     try live.refresh()
///     let decision = try live.pinned().decide(request)
public final class LiveTable: Sendable {
    /// What a look at the head came to.
    public enum Refreshed: Equatable, Sendable {
        /// The release in service is the live one, or nothing is published.
        case unchanged
        case swapped(from: Int?, to: Int)
        /// Another look is being taken already.
        case busy
    }

    private let table = Mutex<RouteTable?>(nil)
    private let isLooking = Mutex(false)
    private let head: @Sendable () throws -> ReleaseLabel
    private let open: @Sendable (ReleaseLabel) throws -> RouteTable

    /// - Parameters:
    ///   - head: the live release; number 0 when nothing is published.
    ///   - open: makes the table of a release, and throws when it is not whole.
    public init(
        head: @escaping @Sendable () throws -> ReleaseLabel,
        open: @escaping @Sendable (ReleaseLabel) throws -> RouteTable
    ) {
        self.head = head
        self.open = open
    }

    /// A table that follows the store of a desk; empty until the first ``refresh()``.
    public convenience init(following desk: Desk) {
        self.init(
            head: { try desk.liveRelease() }, open: { try desk.routeTable(release: $0.number) })
    }

    /// The table in service, to keep for one batch.
    public func pinned() throws(NothingPublished) -> RouteTable {
        guard let current else { throw NothingPublished() }
        return current
    }

    /// The table in service, if any.
    public var current: RouteTable? { table.withLock { $0 } }

    /// Looks whether another release is live, and puts it into service.
    ///
    /// Throws what is wrong with the new release; the old one then stays in service.
    @discardableResult
    public func refresh() throws -> Refreshed {
        let isFirst = isLooking.withLock { isLooking in
            defer { isLooking = true }
            return !isLooking
        }
        guard isFirst else { return .busy }
        defer { isLooking.withLock { $0 = false } }
        let release = try head()
        let old = current?.release
        guard release.number > 0, release != old else { return .unchanged }
        let new = try open(release)
        guard new.release == release else { throw ReleaseAltered(number: release.number) }
        table.withLock { $0 = new }
        return .swapped(from: old?.number, to: release.number)
    }
}

extension Desk {
    /// The number and digest of the live release; number 0 when nothing is published.
    func liveRelease() throws -> ReleaseLabel {
        Self.label(of: try store.head())
    }
}

/// The rows of a release are not those it was published with.
public struct ReleaseAltered: Error, Equatable, CustomStringConvertible {
    public var number: Int

    public var description: String {
        "The rows of release \(number) do not have its digest: the database was altered. The release is not put into service; restore the database from a copy."
    }
}
