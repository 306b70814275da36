internal import Glibc
internal import MasterData

/// The other side of ``ReadingProcess``: reads the file on standard input and writes frames
/// to standard output.
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
    /// - Parameters:
    ///   - request: the word that ``ReadingProcess`` put on the command line.
    ///   - limits: what it may take, where that is less than usual.
    public static func run(_ request: String, limits: WorkerLimits = .standard) throws {
        guard ProcessLimits.lower(to: limits) else { throw Refusal.limits }
        guard let request = ReadRequest(word: request) else { throw Refusal.notARequest }
        let out = FrameOutput()
        do {
            let file = try SourceFile.standardInput(name: request.name, limits: request.limits)
            let rows = try read(file, request, out)
            out.end(rows: rows)
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

    private static func read(
        _ file: SourceFile, _ request: ReadRequest, _ out: FrameOutput
    ) throws -> Int {
        switch request.task {
        case .sniff(let stated):
            let sniffed = try SniffedFile(file, stated: stated)
            out.write(.sniffed) { $0.sniffed(sniffed) }
            return 0
        case .csv(let dialect):
            return try CSVReader(dialect).read(
                file, limits: request.limits,
                headings: { headings in
                    out.write(.headings) { writer in
                        writer.list(headings) { $0.heading($1) }
                    }
                }, record: { out.add($0) }, finding: { out.add($0) },
                progress: { out.progress($0) })
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

/// What a frame holds.
enum FrameKind: UInt8 {
    case sniffed = 0x53
    case outline = 0x4F
    case headings = 0x48
    case records = 0x52
    case finding = 0x46
    case progress = 0x50
    case refused = 0x45
    case badLayout = 0x4C
    case end = 0x5A

    /// Length and kind, before the content.
    static let headBytes = 5
    /// No frame of an honest worker is longer: a row has a limit.
    static let bytesAtMost = 64 << 20
}

/// Writes frames to standard output.
private final class FrameOutput {
    private var batch = RecordBatch()
    private var pending: [UInt8] = []

    func add(_ record: borrowing SourceRecord) {
        batch.append(record)
        if batch.isFull { sendBatch() }
    }

    func add(_ finding: Finding) {
        sendBatch()
        write(.finding) { $0.finding(finding) }
    }

    func progress(_ bytes: Int) {
        write(.progress) { $0.number(bytes) }
    }

    func end(rows: Int) {
        sendBatch()
        write(.end) { $0.number(rows) }
    }

    func write(_ kind: FrameKind, _ content: (inout FrameWriter) -> Void) {
        var writer = FrameWriter()
        content(&writer)
        send(kind, writer.bytes)
    }

    private func sendBatch() {
        if batch.isEmpty { return }
        send(.records, batch.bytes)
        batch.removeAll()
        flush()
    }

    private func send(_ kind: FrameKind, _ content: [UInt8]) {
        withUnsafeBytes(of: UInt32(content.count).littleEndian) {
            pending.append(contentsOf: $0)
        }
        pending.append(kind.rawValue)
        pending.append(contentsOf: content)
    }

    /// Nobody reads any more when writing fails: there is nobody to tell.
    func flush() {
        pending.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = put(bytes.baseAddress, sent, bytes.count - sent)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { exit(74) }
                sent += count
            }
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func put(_ base: UnsafeRawPointer?, _ offset: Int, _ count: Int) -> Int {
        guard let base else { return 0 }
        return Glibc.write(STDOUT_FILENO, base + offset, count)
    }
}
