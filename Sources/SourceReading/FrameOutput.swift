internal import Glibc
internal import MasterData

/// Writes frames to standard output.
final class FrameOutput {
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
        kind.append(writer.bytes, to: &pending)
    }

    private func sendBatch() {
        if batch.isEmpty { return }
        FrameKind.records.append(batch.bytes, to: &pending)
        batch.removeAll()
        flush()
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
