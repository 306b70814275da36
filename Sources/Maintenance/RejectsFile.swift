internal import Foundation
internal import MasterData
internal import SourceReading
internal import Staging

/// Rows at fault that an import wrote out.
public struct RejectsFile: Hashable, Sendable {
    public var path: String
    public var rows: Int
    /// Lines with findings that are in no row that could be read: see the messages.
    public var unread: Int
}

extension FeedReading {
    /// Writes the rows with errors or warnings in the layout of their file.
    ///
    /// Of several files each gets a file of its own, `out-NAME.csv` beside `out.csv`.
    func writeRejects(
        _ findings: Findings, contradictory: Set<RowKey>, to path: String, source: RecordSource
    ) throws -> [RejectsFile] {
        var notes: [String: [Int: [String]]] = [:]
        for finding in findings.listed where finding.severity > .note {
            guard let origin = finding.origin, origin.line > 0 else { continue }
            notes[origin.file, default: [:]][origin.line, default: []].append(
                "\(finding.severity.rawValue): \(finding.code): \(finding.message)")
        }
        for key in contradictory {
            let origins = try staged.rows(of: key).map(\.origin)
            for origin in origins where notes[origin.file]?[origin.line] == nil {
                let others = origins.filter { $0 != origin }.map { "\($0.file):\($0.line)" }
                notes[origin.file, default: [:]][origin.line] = [
                    "see \(others.joined(separator: ", ")), which contradicts this row"
                ]
            }
        }
        var written: [RejectsFile] = []
        for feed in files {
            guard let noted = notes[feed.name] else { continue }
            let rejects = try Rejects(
                of: feed.file, as: feed.layout, dialect: staged.dialects[feed.name], notes: noted,
                source: source)
            var text = CSVText(delimiter: staged.dialects[feed.name]?.delimiter)
            text.row(rejects.headings)
            for row in rejects.rows { text.row(row) }
            let target = files.count == 1 ? path : Self.path(path, for: feed.name)
            try Data(text.bytes).write(to: URL(fileURLWithPath: target), options: .atomic)
            written.append(
                RejectsFile(path: target, rows: rejects.rows.count, unread: rejects.unread))
        }
        return written
    }

    /// `out.csv` for `offices.xml` is `out-offices.csv`.
    private static func path(_ path: String, for name: String) -> String {
        let url = URL(fileURLWithPath: path)
        let stem = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
        let base = url.deletingPathExtension().lastPathComponent
        let suffix = url.pathExtension.isEmpty ? "" : "." + url.pathExtension
        return url.deletingLastPathComponent().appendingPathComponent("\(base)-\(stem)\(suffix)")
            .path
    }
}
