internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import MappingStore
internal import MasterData
internal import Staging

/// Which database, which profiles, and what time it is.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The database (default: RAJMAP_DB, else rajmap.db).", valueName: "path"))
    var db: String?

    @Option(
        help: ArgumentHelp(
            "The folder of feed profiles (default: RAJMAP_PROFILES, else mappings/profiles here or beside the command).",
            valueName: "folder"))
    var profiles: String?

    @Flag(help: "Say on standard error what is being done.")
    var verbose = false

    var path: String {
        db ?? ProcessInfo.processInfo.environment["RAJMAP_DB"] ?? "rajmap.db"
    }

    static var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down))) }

    /// The person at the keyboard, for verbs that do not name one.
    static var user: String { NSUserName() }

    func desk(withProfiles: Bool = false, at moment: Instant? = nil) throws -> Desk {
        Desk(
            store: try MappingStore.open(path),
            profiles: withProfiles
                ? try ProfileFolder.book(at: try profileFolder()) : ProfileBook([]),
            now: moment ?? Self.now, isVerbose: verbose)
    }

    /// The named folder, or the nearest `mappings/profiles` above this folder or the command.
    private func profileFolder() throws -> String {
        if let named = profiles ?? ProcessInfo.processInfo.environment["RAJMAP_PROFILES"] {
            return named
        }
        let files = FileManager.default
        var starts = [URL(fileURLWithPath: files.currentDirectoryPath)]
        if let command = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            starts.append(command.deletingLastPathComponent())
        }
        for start in starts {
            var folder = start
            while true {
                let candidate = folder.appendingPathComponent("mappings/profiles").path
                if files.fileExists(atPath: candidate) { return candidate }
                let parent = folder.deletingLastPathComponent()
                if parent.path == folder.path { break }
                folder = parent
            }
        }
        throw NoProfiles()
    }
}

/// The folder of feed profiles cannot be found.
struct NoProfiles: Error, CustomStringConvertible {
    var description: String {
        "The feed profiles (mappings/profiles) are neither above this folder nor above the command. Name their folder with --profiles."
    }
}

/// `--json` on every command that prints a result.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}
