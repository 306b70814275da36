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
        return try routeTable(of: release)
    }

    /// The route table of a release: its route file, or, when that is missing or damaged, a
    /// new one of rows that still have the digest they were published with.
    func routeTable(of release: ReleaseIdentity) throws -> RouteTable {
        let label = Self.label(of: release)
        do throws(RouteFileError) {
            return try routeFiles.open(label)
        } catch .missing {
            journal.info("release \(release.number) has no route file; it is made")
        } catch {
            journal.error("\(error.fault) It is made again from the database.")
        }
        let rows = try store.rows(ofRelease: release.number)
        guard ReleaseDigest.of(rows) == release.digest else {
            throw ReleaseAltered(number: release.number)
        }
        let table = Self.routeTable(
            of: rows, release: release, said: try store.saidRows(ofRelease: release.number))
        keep(table)
        return table
    }

    /// Keeps the table of a release as a route file; one that cannot be kept is made again
    /// whenever it is wanted.
    func keep(_ table: RouteTable) {
        do { try routeFiles.save(table) } catch {
            let path = routeFiles.path(of: table.release)
            journal.info("the route file '\(path)' is not written: \(error)")
        }
    }

    /// Where compiled tables are kept.
    public var routeFiles: RouteFiles { RouteFiles(beside: store.path) }

    static func label(of release: ReleaseIdentity) -> ReleaseLabel {
        ReleaseLabel(number: release.number, digest: release.digest.description)
    }

    static func routeTable(
        of rows: MasterRows, release: ReleaseIdentity, said: [SaidRow]? = nil
    ) -> RouteTable {
        RouteTable.compile(
            rows, release: label(of: release), days: routedDays,
            sources: said.map { RowSources($0) })
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
