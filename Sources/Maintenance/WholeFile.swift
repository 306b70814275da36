internal import Foundation

/// Writes a file whole or not at all: under another name, synced, then renamed.
enum WholeFile {
    /// Whether a name is that of a file on the way to its own.
    static func isDraft(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".new") }

    /// - Parameter body: writes the content.
    static func write(to path: String, _ body: (FileHandle) throws -> Void) throws {
        let target = URL(fileURLWithPath: path)
        let draft = target.deletingLastPathComponent().appendingPathComponent(
            ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
        let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
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

    /// Removes what writers left in a folder that were killed before they could rename it.
    ///
    /// Writing takes seconds. What is an hour older than a file that was just written belongs to
    /// nobody, by the clock that dated both.
    static func removeDrafts(in folder: String, writtenLongBefore path: String) {
        let manager = FileManager.default
        func written(_ path: String) -> Date? {
            (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date
        }
        guard let now = written(path) else { return }
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] where isDraft(name) {
            let draft = "\(folder)/\(name)"
            guard let then = written(draft), now.timeIntervalSince(then) > 3600 else { continue }
            try? manager.removeItem(atPath: draft)
        }
    }
}
