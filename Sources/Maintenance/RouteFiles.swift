internal import Foundation
internal import MappingStore
internal import MasterData
public import RouteEngine

/// The compiled tables of releases, kept as route files beside the database.
///
/// They are a cache: each is named by the number and digest of its release, is written before
/// the release becomes the live one, and is built again from the database when it is missing
/// or damaged.
public struct RouteFiles: Sendable {
    /// The folder of the files; it may not be there.
    public let folder: String

    /// How many releases keep their files.
    static let kept = 8

    /// - Parameter database: the path of the database.
    public init(beside database: String) {
        folder = database + ".routes"
    }

    /// Where the file of a release is, or would be.
    public func path(of release: ReleaseLabel) -> String {
        "\(folder)/\(release.number)-\(release.digest).route"
    }

    /// Opens the file of a release, mapped as it lies.
    ///
    /// A sound file of another release, or for other days than tables are made for now, is
    /// refused too.
    public func open(_ release: ReleaseLabel) throws(RouteFileError) -> RouteTable {
        let path = path(of: release)
        let table = try RouteTable(path: path)
        guard table.release == release, table.days == Desk.routedDays, table.knowsSources else {
            throw .damaged(path: path, part: "it is of release \(table.release), or of other days")
        }
        return table
    }

    /// Writes the table of a release: under another name, synced, then renamed.
    func save(_ table: RouteTable) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try WholeFile.write(to: path(of: table.release)) { file in
            try table.withRouteFile { bytes in
                try file.write(contentsOf: Data(bytes))
            }
        }
        WholeFile.removeDrafts(in: folder, writtenLongBefore: path(of: table.release))
    }

    /// Removes the files of releases long past.
    func removeOld(live: Int) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for file in files where file.hasSuffix(".route") {
            guard let number = file.split(separator: "-").first.flatMap({ Int($0) }),
                number <= live - Self.kept
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(folder)/\(file)")
        }
    }
}

extension RowSources {
    init(_ rows: [SaidRow]) {
        self.init()
        for row in rows {
            add(
                row.key, from: row.from,
                RowSource(release: row.origin.release, origin: row.origin.origin))
        }
    }
}
