internal import Glibc
internal import MasterData

/// Has a file read by `rajmap read-worker` and hands over what that writes.
///
/// The worker gets the file as its standard input and nothing else: no arguments but the
/// request, no environment. One that dies, stops short or writes what no worker writes is a
/// finding, `system.reader-died`.
struct ReadingProcess {
    let command: String
    var limits = WorkerLimits.standard

    func sniff(_ file: SourceFile, _ stated: CSVDialect.Stated) throws -> SniffedFile {
        var sniffed: SniffedFile?
        try run(ReadRequest(name: file.name, limits: .standard, task: .sniff(stated)), on: file) {
            kind, content in
            guard kind == .sniffed else { throw FrameReader.Garbled() }
            var reader = FrameReader(Array(content)[...])
            sniffed = try reader.sniffed()
        }
        guard let sniffed else { throw Self.died(file, "it told nothing") }
        return sniffed
    }

    func outline(_ file: SourceFile, _ limits: ReadingLimits) throws -> XMLOutline {
        var outline: XMLOutline?
        try run(ReadRequest(name: file.name, limits: limits, task: .outline), on: file) {
            kind, content in
            guard kind == .outline else { throw FrameReader.Garbled() }
            var reader = FrameReader(Array(content)[...])
            outline = try reader.outline()
        }
        guard let outline else { throw Self.died(file, "it told nothing") }
        return outline
    }

    func read(
        _ file: SourceFile, _ task: ReadRequest.Task, _ limits: ReadingLimits,
        headings: ([Heading]) throws -> Void,
        record: (borrowing SourceRecord) throws -> Void,
        finding: (Finding) throws -> Void, progress: (Int) -> Void
    ) throws -> Int {
        var slots: [FieldSlot] = []
        return try run(ReadRequest(name: file.name, limits: limits, task: task), on: file) {
            kind, content in
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
            default: throw FrameReader.Garbled()
            }
        }
    }

    /// Returns the number of rows that the worker says it read.
    @discardableResult
    private func run(
        _ request: ReadRequest, on file: SourceFile,
        _ body: (FrameKind, UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        let input = try file.descriptor()
        let child = try ChildProcess(
            command: command, arguments: ["read-worker"] + limits.words + [request.word],
            input: input.descriptor,
            name: file.name)
        var frames = FrameInput(descriptor: child.output)
        do {
            while let (kind, content) = try frames.next() {
                switch kind {
                case .end:
                    var reader = FrameReader(Array(content)[...])
                    let rows = try reader.number()
                    child.end()
                    return rows
                case .refused:
                    var reader = FrameReader(Array(content)[...])
                    let finding = try reader.finding()
                    child.end()
                    throw SourceError(finding)
                case .badLayout:
                    var reader = FrameReader(Array(content)[...])
                    throw XMLLayoutError(place: try reader.text(), reason: try reader.text())
                default: try body(kind, content)
                }
            }
        } catch is FrameReader.Garbled {
            child.end()
            throw Self.died(file, "it wrote what no reader writes")
        } catch {
            child.end()
            throw error
        }
        throw Self.died(file, child.end(willing: true))
    }

    private static func died(_ file: SourceFile, _ how: String) -> SourceError {
        SourceError(
            ReadingFinding.readerDied, at: Origin(file: file.name, line: 0),
            "The process that read the file ended before the file did: \(how). The file may be"
                + " built to do harm; ask who sent it.")
    }
}

/// Reads frames from a pipe.
private struct FrameInput: ~Copyable {
    private let descriptor: Int32
    private var buffer = Chunk(byteCount: 256 << 10)
    private var start = 0
    private var end = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next frame, whose content is valid until the next call; nothing at the end.
    mutating func next() throws -> (FrameKind, UnsafeRawBufferPointer)? {
        guard fill(FrameKind.headBytes) else { return nil }
        let head = buffer.bytes[start..<start + FrameKind.headBytes]
        let count = head.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= FrameKind.bytesAtMost, let last = head.last,
            let kind = FrameKind(rawValue: last)
        else { throw FrameReader.Garbled() }
        guard fill(FrameKind.headBytes + count) else { return nil }
        let first = start + FrameKind.headBytes
        start = first + count
        return (kind, UnsafeRawBufferPointer(rebasing: buffer.bytes[first..<first + count]))
    }

    /// Makes sure that so many bytes are there; false when the pipe ends before.
    private mutating func fill(_ count: Int) -> Bool {
        if end - start >= count { return true }
        let kept = UnsafeRawBufferPointer(rebasing: buffer.bytes[start..<end])
        if buffer.bytes.count < count {
            let larger = Chunk(byteCount: count + (64 << 10))
            larger.bytes.copyMemory(from: kept)
            buffer = larger
        } else if start > 0, let base = buffer.bytes.baseAddress, let from = kept.baseAddress {
            base.copyMemory(from: from, byteCount: kept.count)
        }
        (start, end) = (0, end - start)
        while end < count {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[end...])
            let read = Glibc.read(descriptor, room.baseAddress, room.count)
            if read < 0 && errno == EINTR { continue }
            if read <= 0 { return false }
            end += read
        }
        return true
    }
}
