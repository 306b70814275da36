internal import Glibc
internal import MasterData

/// The other side of ``ReadingProcess``: reads the file on standard input, as often as it is
/// asked, and writes frames to standard output.
///
/// It is a process of its own with no database, which lowers its own limits first, so that a
/// hostile file harms nobody but the process that reads it. The readers are those of
/// ``CSVReader`` and ``XMLReader``.
public enum ReadWorker {
    /// Why a worker could not begin.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case notARequest
        case limits

        public var description: String {
            switch self {
            case .notARequest: "This command is started by 'import', which tells it what to read."
            case .limits: "The system refuses to lower the limits of this process."
            }
        }
    }

    /// Lowers the limits of this process, reads and writes. Call it before anything else.
    ///
    /// Each answer ends with a frame that says so; then the next request is waited for, which
    /// comes by the other direction of standard output. Where that has none, or is closed, this
    /// was all.
    ///
    /// - Parameters:
    ///   - request: the word that ``ReadingProcess`` put on the command line.
    ///   - limits: what it may take, where that is less than usual.
    public static func run(_ request: String, limits: WorkerLimits = .standard) throws {
        guard ProcessLimits.lower(to: limits) else { throw Refusal.limits }
        guard let first = ReadRequest(word: request) else { throw Refusal.notARequest }
        let out = FrameOutput()
        do {
            let file = try SourceFile.standardInput(name: first.name, limits: first.limits)
            var requests = FrameInput(descriptor: STDOUT_FILENO)
            var request: ReadRequest? = first
            while let asked = request {
                let rows = try read(file, asked, out)
                out.end(rows: rows)
                out.flush()
                request = try next(&requests)
            }
        } catch let error as SourceError {
            out.write(.refused) { $0.finding(error.finding) }
        } catch let error as XMLLayoutError {
            out.write(.badLayout) {
                $0.text(error.place)
                $0.text(error.reason)
            }
        }
        out.flush()
    }

    private static func next(_ requests: inout FrameInput) throws -> ReadRequest? {
        guard let (kind, content) = try requests.next() else { return nil }
        guard kind == .request, let request = ReadRequest(bytes: Array(content)) else {
            throw Refusal.notARequest
        }
        return request
    }

    private static func read(
        _ file: SourceFile, _ request: ReadRequest, _ out: FrameOutput
    ) throws -> Int {
        switch request.task {
        case .sniff(let stated):
            let sniffed = try SniffedFile(file, stated: stated)
            out.write(.sniffed) { $0.sniffed(sniffed) }
            return 0
        case .csv(let dialect, let known):
            let matcher = known.map { RowMatcher($0) }
            let rows = try CSVReader(dialect).read(
                file, limits: request.limits, known: matcher,
                headings: { headings in
                    out.write(.headings) { writer in
                        writer.list(headings) { $0.heading($1) }
                    }
                }, record: { out.add($0) }, finding: { out.add($0) },
                progress: { out.progress($0) })
            if let matcher { out.write(.seen) { $0.raw(matcher.bits) } }
            return rows
        case .xml(let layout, let unknown):
            return try XMLReader(layout: layout, unknown: unknown).read(
                file, limits: request.limits, record: { out.add($0) }, finding: { out.add($0) },
                progress: { out.progress($0) })
        case .jsonLines(let fields):
            return try JSONLinesReader(fields: fields).read(
                file, limits: request.limits,
                unknown: { member in
                    out.write(.headings) { $0.list([member]) { $0.heading($1) } }
                }, record: { out.add($0) }, finding: { out.add($0) },
                progress: { out.progress($0) })
        case .outline:
            let outline = try XMLOutline(of: file, limits: request.limits)
            out.write(.outline) { $0.outline(outline) }
            return 0
        }
    }
}
