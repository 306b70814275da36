internal import Foundation
internal import MasterData
internal import SourceReading
public import Staging

/// Finds and reads the feed profiles on disk.
public enum ProfileFolder {
    /// Reads every profile (`*.yaml`) of a folder.
    public static func book(at path: String) throws -> ProfileBook {
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        return ProfileBook(
            try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
                try profile(atPath: path + "/" + name)
            })
    }

    /// A profile of the book by its name, or one read from a path.
    public static func profile(named name: String, in book: ProfileBook) throws -> FeedProfile {
        if let profile = book[name] { return profile }
        if name.contains("/") || name.hasSuffix(".yaml") { return try profile(atPath: name) }
        let known = book.profiles.map(\.name).joined(separator: ", ")
        throw UnknownProfile(name: name, known: known)
    }

    private static func profile(atPath path: String) throws -> FeedProfile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UnknownProfile(name: path, known: "")
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return try FeedProfile(yaml: String(decoding: data, as: UTF8.self), file: file)
    }
}

/// No profile has the name that was asked for.
public struct UnknownProfile: Error, Equatable, CustomStringConvertible {
    public var name: String
    public var known: String

    public var description: String {
        known.isEmpty
            ? "There is no profile file '\(name)'. Check the path."
            : "There is no profile '\(name)'. Known: \(known); or name a file with a path."
    }
}
