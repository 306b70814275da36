internal import Digests
internal import Foundation
internal import MasterData
internal import Plans

/// The large masters of releases, packed as they are read, kept beside the database.
///
/// They are a cache: each is named by the number and digest of its release, and is made again from
/// the database when it is missing, damaged or of another form. A release without large masters
/// has none. With them stands what was found about them, so that a plan that changes little asks
/// little.
struct ReleaseImages {
    /// The folder of the files; it may not be there.
    let folder: String

    /// How many releases keep their files; each may be a fifth of the database.
    private static let kept = 2

    /// The large masters of a release; nothing when they are to be read from the database.
    func open(_ release: ReleaseIdentity) -> (image: PackedImage, notes: ImageNotes)? {
        let path = path(of: release)
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = PackedFile(owning: descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0,
            let image = PackedImage(file, byteCount: Int(status.st_size)),
            let notes = ImageNotes(image.notes), notes.release == release.digest.description
        else { return nil }
        return (image, notes)
    }

    /// A file for the large masters of a release, without its name until it is whole.
    func draft(of release: ReleaseIdentity) -> ImageDraft {
        ImageDraft(of: release, in: folder)
    }

    /// Gives a draft its name; it is not needed, so a failure is none.
    ///
    /// - Parameters:
    ///   - rows: the masters of the release, with the large ones in the draft.
    ///   - day: the day for which, and around which, it is found what is wrong with them.
    func keep(_ draft: ImageDraft, of rows: MasterRows, around day: Day) {
        guard let path = draft.path else { return }
        let notes = ImageNotes(
            release: draft.release.digest.description,
            soundness: CheckBook.soundness(of: rows, around: day))
        guard (try? PackedImage.seal(rows, noting: notes.bytes)) != nil,
            rename(path, self.path(of: draft.release)) == 0
        else { return }
        draft.isKept = true
        removeOld(live: draft.release.number)
    }

    /// Writes the large masters of a release that is about to be the live one.
    ///
    /// - Parameter limit: how many things of a kind are none too many for memory.
    func save(_ rows: MasterRows, as release: ReleaseIdentity, around day: Day, above limit: Int) {
        let large = MasterKind.allCases.filter { rows.count(of: $0) > limit }
        guard !large.isEmpty else { return }
        let draft = draft(of: release)
        defer { draft.drop() }
        var writer = MasterRows.Writer(keeping: limit, open: draft.open)
        do {
            for kind in large {
                for (key, timeline) in rows.rows(of: kind).inOrder { try writer.add(key, timeline) }
            }
            var whole = try writer.finished()
            whole.take(rows.presentKinds.filter { !large.contains($0) }, from: rows)
            keep(draft, of: whole, around: day)
        } catch {}
    }

    private func path(of release: ReleaseIdentity) -> String {
        "\(folder)/\(release.number)-\(release.digest.short).masters"
    }

    /// Removes the files of releases long past, and the drafts of writers that were ended.
    private func removeOld(live: Int) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let isDraft = name.hasPrefix(ImageDraft.prefix)
            let words = isDraft ? name.dropFirst(ImageDraft.prefix.count) : name[...]
            guard isDraft || name.hasSuffix(".masters"),
                let number = words.split(separator: "-").first.flatMap({ Int($0) }),
                number <= live - (isDraft ? 1 : Self.kept)
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }
}

/// A file on its way to the name of a release.
final class ImageDraft {
    let release: ReleaseIdentity
    private let folder: String
    /// Where it is; nothing until it is opened, and where the folder cannot be written.
    private(set) var path: [CChar]?
    /// Whether it has its name.
    var isKept = false
    /// What the name of a draft begins with.
    static let prefix = ".masters-"

    init(of release: ReleaseIdentity, in folder: String) {
        self.release = release
        self.folder = folder
    }

    /// Makes the file: in the folder, or where that cannot be written, one without a name that
    /// nobody keeps.
    func open() throws -> PackedFile {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var path = Array(
            "\(folder)/\(Self.prefix)\(release.number)-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { return try MastersFile.make() }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.path = path
        return PackedFile(owning: descriptor)
    }

    /// Removes the file, unless it is kept; whoever has it open reads on.
    func drop() {
        if let path, !isKept { unlink(path) }
    }
}
