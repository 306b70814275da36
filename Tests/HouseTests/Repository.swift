import Foundation

/// The project's own folder and what is in it.
enum Repository {
    /// Named by `RAJMAP_ROOT`, else found from this file.
    static let root: URL = {
        if let named = ProcessInfo.processInfo.environment["RAJMAP_ROOT"] {
            return URL(fileURLWithPath: named).resolvingSymlinksInPath()
        }
        return URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// The names in a folder, sorted, hidden ones left out; none when there is no such folder.
    static func names(in folder: String) -> [String] {
        let path = root.appendingPathComponent(folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The paths of all files under a folder, sorted, without build products and databases.
    static func files(under folder: String = "") throws -> [String] {
        var found: [String] = []
        var folders = [folder]
        while let folder = folders.popLast() {
            let place = root.appendingPathComponent(folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: place.path) {
                if isOutside(name) { continue }
                let path = folder.isEmpty ? name : folder + "/" + name
                var isFolder: ObjCBool = false
                let full = place.appendingPathComponent(name).path
                guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else {
                    continue
                }
                if isFolder.boolValue { folders.append(path) } else { found.append(path) }
            }
        }
        return found.sorted()
    }

    /// Every Swift file of the sources.
    static func sources(under folder: String = "Sources") throws -> [SourceText] {
        try files(under: folder).filter { $0.hasSuffix(".swift") }.map {
            SourceText(path: $0, text: try text($0))
        }
    }

    /// What `.gitignore` leaves out, and git's own folder.
    private static func isOutside(_ name: String) -> Bool {
        name == ".git" || name == ".swiftpm" || name == "Package.resolved" || name == ".build"
            || name.hasPrefix(".build-")
            || [".db", ".db-shm", ".db-wal", ".db.routes"].contains { name.hasSuffix($0) }
    }
}

/// A Swift file.
struct SourceText {
    /// From the root: `Sources/Plans/Plan.swift`.
    var path: String
    var text: String

    /// The target whose folder it lies in.
    var target: String { String(path.split(separator: "/")[1]) }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The lines with their numbers, comments cut off.
    var code: [(number: Int, text: Substring)] {
        lines.enumerated().map { index, line in
            (index + 1, line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line)
        }
    }

    /// The modules it imports, whatever the access level or kind of the import.
    var imports: [(line: Int, module: String)] {
        code.compactMap { number, line in
            var words = line.split(whereSeparator: \.isWhitespace)[...]
            while let word = words.first, word != "import" {
                guard word.hasPrefix("@") || Self.accessLevels.contains(String(word)) else {
                    return nil
                }
                words.removeFirst()
            }
            words.removeFirst(min(1, words.count))
            if let kind = words.first, Self.importKinds.contains(String(kind)) {
                words.removeFirst()
            }
            guard let name = words.first else { return nil }
            return (number, String(name.prefix { $0 != "." && $0 != ";" }))
        }
    }

    private static let accessLevels: Set = [
        "public", "package", "internal", "fileprivate", "private",
    ]
    private static let importKinds: Set = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
}
