import Foundation
import MasterData
import Testing

@Suite("Masters in a file")
struct PackedTableTests {
    /// A temporary file without a name.
    static func file() throws -> PackedFile { try file(holding: []) }

    /// A temporary file without a name that has bytes.
    static func file(holding bytes: [UInt8]) throws -> PackedFile {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("packed-\(UUID().uuidString)").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        unlink(path)
        try #require(write(descriptor, bytes, bytes.count) == bytes.count)
        return PackedFile(owning: descriptor)
    }

    /// The rows, written as a release is read.
    static func packed(_ plain: [RowKey: Timeline], keeping limit: Int) throws -> MasterRows {
        var writer = MasterRows.Writer(keeping: limit, open: file)
        for (key, timeline) in plain.sorted(by: { $0.key < $1.key }) {
            try writer.add(key, timeline)
        }
        return try writer.finished()
    }

    @Test("agree with a dictionary, before and after any writes", arguments: 0..<40)
    func agrees(seed: UInt64) throws {
        var dice = PackedDice(state: seed)
        var plain: [RowKey: Timeline] = [:]
        for _ in 0..<dice.draw(900) { plain[dice.key()] = dice.timeline() }
        var rows = try Self.packed(plain, keeping: dice.draw(40))
        try Self.expect(rows, plain)
        let before = rows
        let old = plain
        for _ in 0..<dice.draw(300) {
            let key = dice.key()
            let timeline = dice.draw(3) == 0 ? nil : dice.timeline()
            rows[key] = timeline
            plain[key] = timeline
        }
        try Self.expect(rows, plain)
        // The copy that was made before the writes is as it was.
        try Self.expect(before, old)
        #expect(try rows == Self.packed(plain, keeping: 1 << 15))
        #expect((before == rows) == (old == plain))
    }

    @Test("find what shares a value, and how two of them differ", arguments: 0..<40)
    func comparisons(seed: UInt64) throws {
        var dice = PackedDice(state: seed ^ 0x5A5A)
        let day = Day(number: 20)
        func contacts() -> [RowKey: Timeline] {
            var plain: [RowKey: Timeline] = [:]
            for _ in 0..<dice.draw(60) {
                let values: [Field: String] = [
                    .mobile: dice.draw(2) == 0 ? "" : "seal:\(dice.draw(120))",
                    .email: dice.draw(2) == 0 ? "" : "seal:\(dice.draw(120))",
                ]
                plain[RowKey(.contact, "E\(dice.draw(300))")] = PackedDice.timeline(of: values)
            }
            return plain
        }
        func shared(_ plain: [RowKey: Timeline]) -> [RowKey] {
            func values(_ key: RowKey) -> [String] {
                [Field.mobile, .email].compactMap { plain[key]?.content(on: day)?[$0] }
            }
            var counts: [String: Int] = [:]
            for value in plain.keys.flatMap(values) { counts[value, default: 0] += 1 }
            return plain.keys.filter { values($0).contains { counts[$0] ?? 0 > 1 } }.sorted()
        }
        let (first, second) = (contacts(), contacts())
        for limit in [0, 1000] {
            let rows = try Self.packed(first, keeping: limit)
            var other = try Self.packed(second, keeping: dice.draw(2) * 1000)
            #expect(
                rows.rows(of: .contact).sharing([.mobile, .email], on: day).map(\.key)
                    == shared(first))
            other[RowKey(.contact, "E7")] = first[RowKey(.contact, "E7")]
            var told: [RowKey] = []
            rows.rows(of: .contact).forEachDifference(to: other.rows(of: .contact)) {
                key, mine, theirs in
                told.append(key)
                #expect(mine == rows[key] && theirs == other[key] && mine != theirs)
            }
            let all = Set(first.keys).union(second.keys)
            #expect(told == all.filter { rows[$0] != other[$0] }.sorted())
        }
    }

    private static func expect(_ rows: MasterRows, _ plain: [RowKey: Timeline]) throws {
        #expect(rows.count == plain.count)
        #expect(rows.presentKinds == Set(plain.keys.map(\.kind)).sorted())
        let day = Day(number: 20)
        for kind in rows.presentKinds {
            let keys = plain.keys.filter { $0.kind == kind }.sorted()
            let table = rows.rows(of: kind)
            #expect(rows.keys(of: kind) == keys)
            #expect(table.inOrder.map(\.key) == keys)
            #expect(table.map(\.key).sorted() == keys)
            #expect(table.allSatisfy { plain[$0.key] == $0.timeline })
            #expect(
                table.count(on: day) == keys.count { plain[$0]?.content(on: day) != nil })
        }
        for (key, timeline) in plain {
            #expect(rows[key] == timeline)
            let stranger = RowKey(key.kind, key.code + "-", scheme: key.scheme)
            #expect(rows[stranger] == plain[stranger])
            #expect(rows.rows(of: key.kind).contains(stranger) == (plain[stranger] != nil))
        }
    }

    @Test("say what a row says, in a file as in memory", arguments: 0..<40)
    func saying(seed: UInt64) throws {
        var dice = PackedDice(state: seed ^ 0xA5)
        var plain: [RowKey: Timeline] = [:]
        for _ in 0..<300 { plain[dice.key()] = dice.timeline() }
        let rows = try Self.packed(plain, keeping: dice.draw(2) * 1000)
        let day = Day(number: 20)
        var count = 0
        for _ in 0..<400 {
            let from = dice.draw(2) == 0 ? nil : Day(number: Int32(dice.draw(60)))
            let key = dice.key()
            var row = StagedRow(
                key: key, validFrom: from,
                fields: [
                    .init(.nameEn, String(dice.draw(2))),
                    .init(.nature, dice.draw(2) == 0 ? "" : "substantive"),
                ], origin: Origin(file: "a.csv", line: 2))
            let live = plain[key]?.content(on: from ?? day)
            if dice.draw(2) == 0 {
                row.fields = [Field.nature, .nameEn].map { .init($0, live?[$0] ?? "") }
            }
            if dice.draw(8) == 0 { row.role = .named }
            if dice.draw(8) == 0 { row.action = .retire }
            if dice.draw(8) == 0 { row.validTo = Day(number: 70) }
            let isSaid =
                row.role == .own && row.action == nil && row.validTo == nil && live != nil
                && row.fields.allSatisfy { live?[$0.field] ?? "" == $0.value }
            #expect(rows.alreadySay(row, asOf: day) == isSaid)
            if isSaid { count += 1 }
        }
        #expect(count > 0)
    }

    @Test("long values and composed letters come back byte for byte")
    func bytes() throws {
        let long = String(repeating: "ज़िला ", count: 4000)
        let plain = Dictionary(
            uniqueKeysWithValues: ["\u{958}", "\u{915}\u{93C}", long].enumerated().map {
                (RowKey(.person, "E\($0)"), PackedDice.timeline(of: [.nameEn: "A", .nameHi: $1]))
            })
        let rows = try Self.packed(plain, keeping: 0)
        for (key, timeline) in plain {
            let value = rows[key]?.last?.content[.nameHi]
            #expect(
                value.map { Array($0.utf8) }
                    == timeline.last?.content[.nameHi].map { Array($0.utf8) })
        }
    }
}

/// Draws keys and timelines.
struct PackedDice {
    var state: UInt64

    mutating func draw(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }

    mutating func key() -> RowKey {
        RowKey(
            [MasterKind.tehsil, .person, .posting][draw(3)], String(draw(400)),
            scheme: CodeScheme.allCases[draw(3)])
    }

    mutating func timeline() -> Timeline {
        var timeline = Timeline()
        for _ in 0...draw(3) {
            let from = draw(50)
            timeline.put(
                Content([.nameEn: String(draw(4)), .nature: draw(2) == 0 ? "" : "substantive"]),
                over: Validity(
                    from: Day(number: Int32(from)),
                    to: draw(2) == 0
                        ? .distantFuture : Day(number: Int32(from + 1 + draw(20)))))
        }
        return timeline
    }

    static func timeline(of values: [Field: String]) -> Timeline {
        Timeline([
            RowVersion(validity: Validity(from: Day(number: 0)), content: Content(values))
        ])
    }
}
