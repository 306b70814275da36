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
            let sound = try Self.sound(base)
            #expect(
                Changeset.diff(
                    from: packed, to: try Self.packed(target), asOf: SoundMasters.asOf)
                    == changeset)
            let expected = try CheckBook().check(changeset, onto: base).report
            for rows in [packed, sound] {
                let report = try CheckBook().check(changeset, onto: rows).report
                #expect(report.findings.listed == expected.findings.listed)
                #expect(report.inherited.listed == expected.inherited.listed)
                #expect(report.faulty == expected.faulty)
            }
            #expect(try changeset.applied(to: packed) == target)
            #expect(ReleaseDigest.of(packed) == ReleaseDigest.of(base))
        }
    }

    @Test("are checked where the changes reach as they are in whole")
    func reach() throws {
        var dice = PersonDice(state: 5)
        var soundKinds = 0
        var findings = 0
        for _ in 0..<60 {
            let base = dice.persons()
            let sound = try Self.sound(base)
            soundKinds += sound.presentKinds.count { sound.rows(of: $0).soundness != nil }
            for days in [-9000, -40, 0, 30, 90, 20000] {
                let changeset = Changeset.diff(
                    from: base, to: dice.changed(base), asOf: dice.today.advanced(by: days))
                let severities: [FindingCode: Severity] =
                    dice.draw(4) == 0 ? ["match.shared-mobile": .error] : [:]
                let book = CheckBook(policy: CheckPolicy(severities: severities))
                let expected = try book.check(changeset, onto: base).report
                let report = try book.check(changeset, onto: sound).report
                #expect(report.findings.listed == expected.findings.listed)
                #expect(report.inherited.listed == expected.inherited.listed)
                #expect(report.faulty == expected.faulty)
                findings += expected.findings.listed.count
            }
        }
        #expect(soundKinds > 50 && findings > 100)
    }

    /// The masters packed, with what is found about them.
    private static func sound(_ rows: MasterRows) throws -> MasterRows {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("sound-\(UUID().uuidString)").path
        defer { unlink(path) }
        let packed = try packed(rows, at: path)
        try PackedImage.seal(packed, noting: [])
        let size = try #require(
            FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        let file = PackedFile(owning: open(path, O_RDONLY | O_CLOEXEC))
        let image = try #require(PackedImage(file, byteCount: size))
        return image.rows(
            with: MasterRows(),
            soundness: CheckBook.soundness(of: packed, around: SoundMasters.asOf))
    }

    /// The masters with all kinds of thing in a file.
    private static func packed(_ rows: MasterRows, at path: String? = nil) throws -> MasterRows {
        let place =
            path
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("packed-\(UUID().uuidString)").path
        defer { if path == nil { unlink(place) } }
        var writer = MasterRows.Writer(keeping: 0) {
            let descriptor = open(place, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
            return PackedFile(owning: descriptor)
        }
        for kind in rows.presentKinds {
            for (key, timeline) in rows.rows(of: kind).inOrder { try writer.add(key, timeline) }
        }
        return try writer.finished()
    }
}

/// Draws persons with contacts, some of which share a mobile, end, or end before one another.
private struct PersonDice {
    var state: UInt64
    let today = SoundMasters.asOf

    mutating func draw(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }

    mutating func persons() -> MasterRows {
        var rows = MasterRows()
        for number in 0..<12 where draw(8) > 0 { put(number, into: &rows) }
        return rows
    }

    mutating func changed(_ base: MasterRows) -> MasterRows {
        var rows = base
        for number in 0..<14 where draw(4) == 0 {
            let keys = [RowKey(.person, "E\(number)"), RowKey(.contact, "E\(number)")]
            switch draw(4) {
            case 0: rows[keys[draw(2)]] = nil
            case 1: end(keys[draw(2)], in: &rows)
            default: put(number, into: &rows)
            }
        }
        return rows
    }

    private mutating func put(_ number: Int, into rows: inout MasterRows) {
        let from = today.advanced(by: -draw(400))
        let names = ["Asha", "Bharat", "Chand", draw(9) == 0 ? "Vacant" : "Deepa"]
        let ends = today.advanced(by: draw(200) - 60)
        let window = Validity(from: from, to: draw(6) == 0 && from < ends ? ends : .distantFuture)
        let own = draw(10) > 0 ? window : Validity(from: from)
        rows[RowKey(.person, "E\(number)")] = Timeline([
            RowVersion(
                validity: window, content: Content([.nameEn: names[draw(4)], .nameHi: "आशा"]))
        ])
        guard draw(7) > 0 else { return }
        rows[RowKey(.contact, "E\(number)")] = Timeline([
            RowVersion(
                validity: own,
                content: Content([
                    .person: "E\(draw(30) == 0 ? 99 : number)", .mobile: "seal:\(draw(20))",
                    .email: draw(2) == 0 ? "" : "seal:\(draw(30))",
                ]))
        ])
    }

    private mutating func end(_ key: RowKey, in rows: inout MasterRows) {
        var timeline = rows[key] ?? Timeline()
        timeline.clear(Validity(from: today.advanced(by: draw(60) - 30)))
        rows[key] = timeline
    }
}
