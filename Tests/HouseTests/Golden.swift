import Foundation
import Testing

/// Compares what is generated with the file that is committed.
///
/// With `RAJMAP_RECORD=1` in the environment the file is written instead; the difference is
/// then reviewed like any other.
enum Golden {
    static let isRecording = ProcessInfo.processInfo.environment["RAJMAP_RECORD"] == "1"
    static let command = "RAJMAP_RECORD=1 swift test --filter HouseTests"

    static func check(
        _ path: String, _ generated: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = Repository.root.appendingPathComponent(path)
        if isRecording {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            if (try? Repository.text(path)) != generated {
                try Data(generated.utf8).write(to: file, options: .atomic)
            }
            return
        }
        let committed = (try? Repository.text(path)) ?? ""
        if committed == generated { return }
        Issue.record(
            "\(path) is out of date at \(difference(committed, generated)). Run: \(command)",
            sourceLocation: sourceLocation)
    }

    /// Fails for, or when recording removes, the files of a folder that nothing generates.
    static func checkNothingElse(
        in folder: String, than names: Set<String>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for name in Repository.names(in: folder) where !names.contains(name) {
            if isRecording {
                try FileManager.default.removeItem(
                    at: Repository.root.appendingPathComponent("\(folder)/\(name)"))
            } else {
                Issue.record(
                    "\(folder)/\(name) is generated from nothing any more. Run: \(command)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    private static func difference(_ old: String, _ new: String) -> String {
        if old.isEmpty { return "line 1: there is no such file yet" }
        let before = old.split(separator: "\n", omittingEmptySubsequences: false)
        let after = new.split(separator: "\n", omittingEmptySubsequences: false)
        let same = zip(before, after).prefix { $0 == $1 }.count
        func line(_ lines: [Substring]) -> String {
            same < lines.count ? "'\(lines[same])'" : "nothing"
        }
        return "line \(same + 1): it has \(line(before)), expected \(line(after))"
    }
}
