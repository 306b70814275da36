import Digests
import Foundation
import MasterData
import SourceReading
import Staging

/// The project's own folder, found from this file.
let projectFolder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The registers beside the project, where they are.
let registersFolder = projectFolder.deletingLastPathComponent()
    .appendingPathComponent("shared/data/lgd")

let hasRegisters = FileManager.default.fileExists(atPath: registersFolder.path)

extension ProfileBook {
    /// The profiles of the project.
    static func project() throws -> ProfileBook {
        let folder = projectFolder.appendingPathComponent("mappings/profiles")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return ProfileBook(
            try names.filter { $0.hasSuffix(".yaml") }.map { name in
                let text = try String(
                    contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                return try FeedProfile(yaml: text, file: name)
            })
    }
}

extension StagedMasters {
    /// What a text stages, read by a profile of the project or by the one its headings choose.
    static func sample(
        _ text: String, named name: String = "feed.csv", profile: String? = nil
    ) throws -> StagedMasters {
        try sample([SourceFile(name: name, bytes: Array(text.utf8))], profile: profile)
    }

    static func sample(_ files: [SourceFile], profile: String? = nil) throws -> StagedMasters {
        let book = try ProfileBook.project()
        let staged = try StagedMasters()
        let reader = FeedReader(into: staged, seal: .sample)
        for file in files {
            let chosen =
                try profile.flatMap { book[$0] }
                ?? book.choose(for: SourceSniffer.signature(of: file), file: file.name)
            try reader.read(file, as: chosen)
        }
        return staged
    }

    func row(_ kind: MasterKind, _ code: String) throws -> StagedRow? {
        try rows(of: RowKey(kind, code)).first
    }
}

extension ContactSeal {
    static let sample = ContactSeal(key: Array(0..<32))
}
