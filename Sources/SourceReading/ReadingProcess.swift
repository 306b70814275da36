internal import Glibc
internal import MasterData

/// Has a file read by `rajmap read-worker` and hands over what that writes.
///
/// The worker gets the file as its standard input and nothing else: no arguments but the first
/// request, no environment. It is started by that and waits, when it has answered, for the next;
/// one that was left in the midst of an answer is ended, and the next request starts another.
/// One that dies, stops short or writes what no worker writes is a finding, `system.reader-died`.
final class ReadingProcess {
    private let command: String
    private let limits: WorkerLimits
    private let file: SourceFile
    private var waiting: Worker?

    init(of file: SourceFile, command: String, limits: WorkerLimits) {
        self.file = file
        self.command = command
        self.limits = limits
    }

    /// Ends the worker, where one waits.
    func rest() {
        waiting = nil
    }

    func sniff(_ stated: CSVDialect.Stated) throws -> SniffedFile {
        var sniffed: SniffedFile?
        try ask(.sniff(stated), .standard) { kind, content in
            guard kind == .sniffed else { throw FrameReader.Garbled() }
            var reader = FrameReader(Array(content)[...])
            sniffed = try reader.sniffed()
        }
        guard let sniffed else { throw died("it told nothing") }
        return sniffed
    }

    func outline(_ limits: ReadingLimits) throws -> XMLOutline {
        var outline: XMLOutline?
        try ask(.outline, limits) { kind, content in
            guard kind == .outline else { throw FrameReader.Garbled() }
            var reader = FrameReader(Array(content)[...])
            outline = try reader.outline()
        }
        guard let outline else { throw died("it told nothing") }
        return outline
    }

    func read(
        _ task: ReadRequest.Task, _ limits: ReadingLimits,
        headings: ([Heading]) throws -> Void,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void,
        seen: (UnsafeRawBufferPointer) throws -> Void = { _ in }
    ) throws -> Int {
        // Known rows are too many for a command line.
        if case .csv(_, .some) = task, waiting == nil { _ = try sniff(.init()) }
        var slots: [FieldSlot] = []
        return try ask(task, limits) { kind, content in
            switch kind {
            case .records:
                try RecordBatch.forEach(in: content, file: file.name, slots: &slots, record)
            case .headings:
                var reader = FrameReader(Array(content)[...])
                try headings(
                    try reader.list { reader throws(FrameReader.Garbled) in
                        try reader.heading()
                    })
            case .finding:
                var reader = FrameReader(Array(content)[...])
                try finding(try reader.finding())
            case .progress:
                var reader = FrameReader(Array(content)[...])
                progress(try reader.number())
            case .seen: try seen(content)
            default: throw FrameReader.Garbled()
            }
        }
    }

    /// Returns the number of rows that the worker says it read.
    @discardableResult
    private func ask(
        _ task: ReadRequest.Task, _ limits: ReadingLimits,
        _ body: (FrameKind, UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        let worker = try worker(
            asked: ReadRequest(name: file.name, limits: limits, task: task))
        do {
            while let (kind, content) = try worker.frames.next() {
                switch kind {
                case .end:
                    var reader = FrameReader(Array(content)[...])
                    let rows = try reader.number()
                    waiting = worker
                    return rows
                case .refused:
                    var reader = FrameReader(Array(content)[...])
                    throw SourceError(try reader.finding())
                case .badLayout:
                    var reader = FrameReader(Array(content)[...])
                    throw XMLLayoutError(place: try reader.text(), reason: try reader.text())
                default: try body(kind, content)
                }
            }
        } catch is FrameReader.Garbled {
            throw died("it wrote what no reader writes")
        }
        throw died(worker.child.end(willing: true))
    }

    /// A worker that was asked: the one that waits, else a new one. It is ended when nobody
    /// holds it any more.
    private func worker(asked request: ReadRequest) throws -> Worker {
        guard let worker = waiting else {
            let input = try file.descriptor()
            return Worker(
                try ChildProcess(
                    command: command, arguments: ["read-worker"] + limits.words + [request.word],
                    input: input.descriptor, name: file.name))
        }
        waiting = nil
        var frame: [UInt8] = []
        FrameKind.request.append(request.bytes, to: &frame)
        guard worker.child.send(frame) else { throw died(worker.child.end(willing: true)) }
        return worker
    }

    private func died(_ how: String) -> SourceError {
        SourceError(
            ReadingFinding.readerDied, at: Origin(file: file.name, line: 0),
            "The process that read the file ended before the file did: \(how). The file may be"
                + " built to do harm; ask who sent it.")
    }

    /// A process that was started, and what comes from it.
    private final class Worker {
        let child: ChildProcess
        var frames: FrameInput

        init(_ child: ChildProcess) {
            self.child = child
            frames = FrameInput(descriptor: child.output)
        }
    }
}
