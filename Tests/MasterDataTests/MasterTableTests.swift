import MasterData
import Testing

@Suite("The table of a kind's things")
struct MasterTableTests {
    @Test("agrees with a dictionary through any writes", arguments: 0..<50)
    func agrees(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var rows = MasterRows()
        var plain: [RowKey: Timeline] = [:]
        for _ in 0..<400 {
            let scheme = CodeScheme.allCases[draw(3)]
            let key = RowKey(.tehsil, String(draw(90)), scheme: scheme)
            let from = Day(number: Int32(draw(50)))
            let timeline =
                draw(3) == 0
                ? nil
                : Timeline([
                    RowVersion(
                        validity: Validity(from: from),
                        content: Content([.nameEn: String(draw(4))]))
                ])
            rows[key] = timeline
            plain[key] = timeline
        }
        #expect(rows.count(of: .tehsil) == plain.count)
        #expect(rows.keys(of: .tehsil) == plain.keys.sorted())
        for (key, timeline) in plain { #expect(rows[key] == timeline) }
        let listed = rows.rows(of: .tehsil).map(\.key)
        #expect(Set(listed).count == listed.count && listed.count == plain.count)
        // However it came about, equal content is equal.
        var rebuilt = MasterRows()
        for key in plain.keys.sorted().reversed() { rebuilt[key] = plain[key] }
        #expect(rebuilt == rows)
    }

    @Test("a kind whose things are all taken out is gone")
    func empty() {
        var rows = MasterRows()
        let key = RowKey(.person, "E1")
        rows[key] = Timeline([
            RowVersion(validity: Validity(from: Day(number: 0)), content: Content([.nameEn: "A"]))
        ])
        rows[key] = nil
        #expect(rows.isEmpty && rows.presentKinds.isEmpty && rows == MasterRows())
    }
}
