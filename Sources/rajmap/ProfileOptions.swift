internal import ArgumentParser
internal import Foundation
internal import Maintenance
internal import Staging

/// Where the feed profiles are.
struct ProfileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of feed profiles (default: RAJMAP_PROFILES, else mappings/profiles here or beside the command).",
            valueName: "folder"))
    var profiles: String?

    /// A profile by its name; one that is named by its path needs no folder of others.
    func profile(named name: String) throws -> FeedProfile {
        try ProfileFolder.profile(named: name, in: name.contains("/") ? ProfileBook([]) : book())
    }

    func book() throws -> ProfileBook { try ProfileFolder.book(at: try folder()) }

    /// The named folder, or the nearest `mappings/profiles` above this folder or the command.
    private func folder() throws -> String {
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
