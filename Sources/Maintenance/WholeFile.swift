internal import Foundation

/// Writes a file whole or not at all: under another name, synced, then renamed.
enum WholeFile {
    /// - Parameter body: writes the content.
    static func write(to path: String, _ body: (FileHandle) throws -> Void) throws {
        let target = URL(fileURLWithPath: path)
        let draft = target.deletingLastPathComponent().appendingPathComponent(
            ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
        guard FileManager.default.createFile(atPath: draft.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
        do {
            let file = try FileHandle(forWritingTo: draft)
            defer { try? file.close() }
            try body(file)
            try file.synchronize()
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw error
        }
        guard rename(draft.path, target.path) == 0 else {
            try? FileManager.default.removeItem(at: draft)
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
    }
}
