internal import Foundation
internal import MasterData

/// The temporary file for the masters of large releases.
enum MastersFile {
    /// Makes a file without a name, so that nothing is left behind however the process ends.
    ///
    /// - Throws: ``StoreError/io(_:)`` when the temporary folder cannot be written.
    static func make() throws -> PackedFile {
        let pattern = FileManager.default.temporaryDirectory
            .appendingPathComponent("rajmap-masters-XXXXXX").path
        var path = Array(pattern.utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else {
            throw StoreError.io(
                "no temporary file can be made in '\(FileManager.default.temporaryDirectory.path)'")
        }
        unlink(path)
        // No process that reads a file has business with the masters.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return PackedFile(owning: descriptor)
    }
}
