internal import Digests
internal import MappingStore
public import MasterData
internal import Plans
public import RouteEngine

extension Desk {
    /// The days that a compiled table answers for: all that masters speak of.
    static let routedDays = Validity(
        from: Day("2000-01-01") ?? Day(number: 0), to: Day("2100-01-01") ?? .distantFuture)

    /// The route table of a release; of the live one when none is named.
    public func routeTable(release number: Int?) throws -> RouteTable {
        let release = try number.map { try store.release($0).identity } ?? store.head()
        guard release.number > 0 else { throw NothingPublished() }
        return Self.routeTable(of: try store.rows(ofRelease: release.number), release: release)
    }

    static func routeTable(of rows: MasterRows, release: ReleaseIdentity) -> RouteTable {
        RouteTable.compile(
            rows,
            release: ReleaseLabel(
                number: release.number, digest: release.digest.description), days: routedDays)
    }

    /// The rules of a release that contradict each other, and the cells that nobody covers.
    public func verify(release number: Int?, from day: Day?, days: Int) throws -> Verification {
        let table = try routeTable(release: number)
        return Verification(
            release: table.release, from: day ?? now.day, days: days,
            findings: table.verify(), cover: table.cover(from: day ?? now.day, days: days))
    }
}

/// What verifying a release found.
public struct Verification: Sendable {
    public let release: ReleaseLabel
    public let from: Day
    public let days: Int
    public let findings: Findings
    public let cover: Cover

    /// Whether no rule contradicts another and every cell has a post.
    public var isSound: Bool { !findings.hasErrors && cover.holes.isEmpty }
}

/// There is no release to route by.
public struct NothingPublished: Error, CustomStringConvertible {
    public var description: String {
        "Nothing is published yet (release 0). Import masters, have the plan approved and publish it."
    }
}
