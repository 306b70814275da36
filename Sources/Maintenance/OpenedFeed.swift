internal import SourceReading
internal import Staging

/// A file that was opened, with the profile it is read by.
struct OpenedFeed {
    let reader: FileReader
    let profile: FeedProfile

    /// The processes of so many files wait for the reading; those of the rest are started again.
    private static let waitingAtMost = 16

    /// Opens every file and finds its profile before the first is read, so that a misspelt name
    /// costs nothing.
    ///
    /// - Parameters:
    ///   - name: the profile of all files; chosen by the headings when absent.
    ///   - dialect: how CSV files are written, where that is known.
    static func all(
        _ paths: [String], profile name: String?, in book: ProfileBook,
        dialect: CSVDialect.Stated, source: RecordSource
    ) throws -> [OpenedFeed] {
        let named = try name.map { try ProfileFolder.profile(named: $0, in: book) }
        var opened: [OpenedFeed] = []
        for path in paths {
            let reader = source.reader(of: try SourceFile.open(path: path))
            let profile =
                try named
                ?? book.choose(
                    for: reader.sniff(stated: dialect).signature, file: reader.file.name)
            if opened.count >= waitingAtMost { reader.rest() }
            opened.append(OpenedFeed(reader: reader, profile: profile))
        }
        return opened
    }
}

extension [OpenedFeed] {
    /// The size of all files.
    var byteCount: Int { reduce(0) { $0 + $1.reader.file.byteCount } }
}
