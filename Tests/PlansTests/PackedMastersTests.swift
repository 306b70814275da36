import Changesets
import Foundation
import MasterData
import Plans
import Testing

@Suite("Checks of masters in a file")
struct PackedMastersTests {
    @Test("find what they find in memory", arguments: CheckTests.faults)
    func agree(_ fault: Fault) throws {
        var masters = SoundMasters()
        masters.put("contact:E2", [.person: "E2", .mobile: "seal:2", .email: "seal:mail"])
        let sound = masters.rows
        fault.breaking(&masters)
        masters.put("person:E77", [.nameEn: "ASHA"])
        masters.put("contact:E77", [.person: "E77", .mobile: "seal:1", .email: "seal:mail"])
        for (base, target) in [(sound, masters.rows), (masters.rows, sound)] {
            let changeset = Changeset.diff(from: base, to: target, asOf: SoundMasters.asOf)
            let packed = try Self.packed(base)
            #expect(
                Changeset.diff(
                    from: packed, to: try Self.packed(target), asOf: SoundMasters.asOf)
                    == changeset)
            let expected = try CheckBook().check(changeset, onto: base).report
            let report = try CheckBook().check(changeset, onto: packed).report
            #expect(report.findings.listed == expected.findings.listed)
            #expect(report.inherited.listed == expected.inherited.listed)
            #expect(report.faulty == expected.faulty)
            #expect(try changeset.applied(to: packed) == target)
            #expect(ReleaseDigest.of(packed) == ReleaseDigest.of(base))
        }
    }

    /// The masters with all kinds of thing in a temporary file.
    private static func packed(_ rows: MasterRows) throws -> MasterRows {
        var writer = MasterRows.Writer(keeping: 0) {
            let path = FileManager.default.temporaryDirectory
                .appendingPathComponent("packed-\(UUID().uuidString)").path
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
            unlink(path)
            return PackedFile(owning: descriptor)
        }
        for kind in rows.presentKinds {
            for (key, timeline) in rows.rows(of: kind).inOrder { try writer.add(key, timeline) }
        }
        return try writer.finished()
    }
}
