internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import SourceReading
internal import Staging

/// Which database, which profiles, and what time it is.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The database (default: RAJMAP_DB, else rajmap.db).", valueName: "path"))
    var db: String?

    @OptionGroup var profiles: ProfileOptions

    @Flag(help: "Say on standard error what is being done.")
    var verbose = false

    var path: String {
        db ?? ProcessInfo.processInfo.environment["RAJMAP_DB"] ?? "rajmap.db"
    }

    /// Whether a database was asked for by name.
    var isNamed: Bool { db != nil || ProcessInfo.processInfo.environment["RAJMAP_DB"] != nil }

    static var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down))) }

    /// The person at the keyboard, for verbs that do not name one.
    static var user: String { NSUserName() }

    /// Where files are read: each in a process of its own, unless the environment says
    /// `RAJMAP_READER=in-process`.
    static var source: RecordSource {
        ProcessInfo.processInfo.environment["RAJMAP_READER"] == "in-process"
            ? .inProcess : .separate(command: "/proc/self/exe")
    }

    func desk(
        withProfiles: Bool = false, at moment: Instant? = nil, source: RecordSource = Self.source,
        notices: String? = nil
    ) throws -> Desk {
        Desk(
            store: try MappingStore.open(path),
            profiles: withProfiles
                ? try profiles.book() : ProfileBook([]),
            now: moment ?? Self.now, source: source, isVerbose: verbose,
            notices: try notices.map { try NoticeFolder.texts(at: $0) })
    }
}

/// `--json` on every command that prints a result.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}
