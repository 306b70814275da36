internal import Foundation

/// A temporary file that rows are appended to and read back from by offset.
///
/// The file has no name once it is open, so that nothing is left behind however the
/// process ends.
final class Spool {
    private let file: FileHandle
    private var pending: [UInt8] = []
    private var written: UInt64 = 0

    /// - Throws: when the temporary folder cannot be written.
    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rajmap-spool-\(UUID().uuidString)")
        guard
            FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        file = try FileHandle(forUpdating: url)
        try FileManager.default.removeItem(at: url)
    }

    deinit { try? file.close() }

    /// Appends bytes and tells where they begin.
    func append(_ bytes: [UInt8]) throws -> UInt64 {
        let offset = written + UInt64(pending.count)
        pending.append(contentsOf: bytes)
        if pending.count >= 1 << 18 { try flush() }
        return offset
    }

    func flush() throws {
        guard !pending.isEmpty else { return }
        try file.seek(toOffset: written)
        try file.write(contentsOf: pending)
        written += UInt64(pending.count)
        pending.removeAll(keepingCapacity: true)
    }

    /// The bytes of a range that was written.
    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        try flush()
        try file.seek(toOffset: offset)
        return try file.read(upToCount: count).map(Array.init) ?? []
    }
}
