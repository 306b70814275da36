internal import Foundation
public import Transfers

/// Reads the texts of notices from a folder; those it does not have are the program's own.
public enum NoticeFolder {
    public static func texts(at path: String) throws -> NoticeTexts {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw NoticeTextError(file: path, line: 1, column: 1, fault: .unreadable)
        }
        var found: [String: [UInt8]] = [:]
        for name in names.sorted() where name.hasSuffix(".txt") {
            guard NoticeTexts.fileNames.contains(name) else {
                throw NoticeTextError(file: name, line: 1, column: 1, fault: .unknownFile)
            }
            guard
                let data = try? Data(
                    contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name))
            else { throw NoticeTextError(file: name, line: 1, column: 1, fault: .unreadable) }
            found[name] = Array(data)
        }
        return try NoticeTexts { found[$0] }
    }
}
