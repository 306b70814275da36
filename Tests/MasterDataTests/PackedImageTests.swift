import Foundation
import MasterData
import Testing

@Suite("Packed masters in a file that has a name")
struct PackedImageTests {
    @Test("open as they were packed", arguments: 0..<20)
    func agree(seed: UInt64) throws {
        var dice = PackedDice(state: seed)
        var plain: [RowKey: Timeline] = [:]
        for _ in 0..<300 + dice.draw(300) { plain[dice.key()] = dice.timeline() }
        let image = try Image(plain, keeping: dice.draw(60))
        let opened = try #require(image.opened)
        #expect(opened.notes == Array("notes".utf8))
        #expect(opened.kinds == image.rows.presentKinds.filter { image.rows.rows(of: $0).isPacked })
        var others = image.rows
        others.take(opened.kinds, from: MasterRows())
        let sound = Soundness(checks: ["row.bad-code"], days: Validity(from: Day(number: 3)))
        var rows = opened.rows(with: others, soundness: [.person: sound])
        #expect(rows == image.rows)
        let isPacked = rows.rows(of: .person).isPacked
        #expect(rows.rows(of: .person).soundness == (isPacked ? sound : nil))
        // What was found is of the things as they were packed.
        rows[RowKey(.person, "new")] = PackedDice.timeline(of: [.nameEn: "New"])
        #expect(rows.rows(of: .person).soundness == nil)
    }

    @Test("are refused with any byte changed, and when cut off")
    func damage() throws {
        var dice = PackedDice(state: 7)
        var plain: [RowKey: Timeline] = [:]
        for _ in 0..<30 { plain[dice.key()] = dice.timeline() }
        let image = try Image(plain, keeping: 0)
        #expect(image.opened != nil)
        for index in image.bytes.indices {
            #expect(image.opened { $0[index] ^= 1 << UInt8(index % 8) } == nil)
            #expect(image.opened { $0.removeSubrange(index...) } == nil)
        }
    }

    @Test("find who has one of a few values, before and after any writes", arguments: 0..<40)
    func holding(seed: UInt64) throws {
        var dice = PackedDice(state: seed ^ 0x77)
        let day = Day(number: 20)
        func contact() -> Timeline {
            var timeline = Timeline()
            for _ in 0...dice.draw(2) {
                timeline.put(
                    Content([
                        .mobile: dice.draw(3) == 0 ? "" : "seal:\(dice.draw(200))",
                        .email: dice.draw(3) == 0 ? "" : "seal:\(dice.draw(200))",
                    ]), over: Validity(from: Day(number: Int32(dice.draw(40)))))
            }
            return timeline
        }
        var plain: [RowKey: Timeline] = [:]
        for _ in 0..<dice.draw(400) { plain[RowKey(.contact, "E\(dice.draw(900))")] = contact() }
        let image = try Image(plain, keeping: 0)
        var rows =
            plain.isEmpty
            ? image.rows
            : try #require(image.opened).rows(
                with: MasterRows(), soundness: [:])
        for _ in 0..<dice.draw(30) {
            let key = RowKey(.contact, "E\(dice.draw(900))")
            plain[key] = dice.draw(3) == 0 ? nil : contact()
            rows[key] = plain[key]
        }
        let wanted = Set((0..<6).map { _ in "seal:\(dice.draw(200))" })
        let found = rows.rows(of: .contact).holding(wanted, in: [.mobile, .email], on: day)
        let expected = plain.filter { _, timeline in
            [Field.mobile, .email].contains {
                timeline.content(on: day)?[$0].map(wanted.contains) ?? false
            }
        }
        #expect(found.map(\.key) == expected.keys.sorted())
        #expect(found.allSatisfy { $0.content == plain[$0.key]?.content(on: day) })
    }
}

/// Masters that were packed into a file and sealed.
private struct Image {
    let rows: MasterRows
    let bytes: [UInt8]

    init(_ plain: [RowKey: Timeline], keeping limit: Int) throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("image-\(UUID().uuidString)").path
        defer { unlink(path) }
        var writer = MasterRows.Writer(keeping: limit) {
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
            return PackedFile(owning: descriptor)
        }
        for (key, timeline) in plain.sorted(by: { $0.key < $1.key }) {
            try writer.add(key, timeline)
        }
        rows = try writer.finished()
        try PackedImage.seal(rows, noting: Array("notes".utf8))
        bytes = FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    }

    var opened: PackedImage? { opened { _ in } }

    func opened(_ altering: (inout [UInt8]) -> Void) -> PackedImage? {
        var bytes = bytes
        altering(&bytes)
        guard let file = try? PackedTableTests.file(holding: bytes) else { return nil }
        return PackedImage(file, byteCount: bytes.count)
    }
}
