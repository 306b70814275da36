import Foundation
import Testing

/// Holds a text against the one that a golden file has, and names the first line that differs.
///
/// `RAJMAP_RECORD=1` writes the file instead; its difference is reviewed like any other.
func expectRecorded(_ text: String, in file: URL) throws {
    if ProcessInfo.processInfo.environment["RAJMAP_RECORD"] == "1" {
        try Data(text.utf8).write(to: file)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let (found, wanted) = (text.split(separator: "\n"), expected.split(separator: "\n"))
    for (line, other) in zip(found, wanted) where line != other {
        Issue.record("found \(line)\nexpected \(other)")
        break
    }
    #expect(found.count == wanted.count)
}
