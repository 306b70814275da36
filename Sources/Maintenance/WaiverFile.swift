internal import Foundation
internal import MasterData
internal import Plans
internal import Staging

extension ImportRequest {
    /// The waivers of the file that the request names.
    func waiverList() throws -> [Waiver] {
        guard let path = waivers else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw NoWaiverFile(path: path)
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let list = try Waiver.list(yaml: String(decoding: data, as: UTF8.self), file: file)
        for waiver in list {
            guard let reason = CheckBook.unknownCode(waiver.code) else { continue }
            throw ProfileError(origin: waiver.origin, reason: reason)
        }
        return list
    }
}

/// The file of waivers is not there.
public struct NoWaiverFile: Error, Equatable, CustomStringConvertible {
    public var path: String

    public var description: String { "There is no file of waivers '\(path)'. Check the path." }
}

extension ProfileFolder {
    /// Refuses severities of codes that no check has and that are none of a cell's value.
    static func checkSeverities(of profile: FeedProfile) throws {
        for code in profile.severities.keys.sorted(by: { $0.text < $1.text }) {
            guard !FeedProfile.bearableCodes.contains(code),
                let reason = CheckBook.unknownCode(code)
            else { continue }
            throw ProfileError(
                origin: Origin(file: profile.name, line: 0), reason: "severity: \(reason)")
        }
    }
}

extension CheckBook {
    /// Why a code cannot be spoken of: no check has it.
    fileprivate static func unknownCode(_ code: FindingCode) -> String? {
        let known = all.map { type(of: $0).code.text }
        if known.contains(code.text) { return nil }
        return
            "no check of the check book has the code '\(code)'; \(Nearest.hint(for: code.text, among: known, naming: 3))"
    }
}
