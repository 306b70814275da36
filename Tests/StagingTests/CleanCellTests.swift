import MasterData
import SourceReading
import Staging
import Testing

@Suite("Cells that need nothing done to them")
struct CleanCellTests {
    /// A translation that no cell needs has every cell read the long way.
    private static let detour = "values: { never written: never written }"

    private static func profile(_ extra: String) throws -> FeedProfile {
        func column(_ name: String, _ more: String = "") -> String {
            let parts = ["column: \(name)", more, extra].filter { !$0.isEmpty }
            return "{ \(parts.joined(separator: ", ")) }"
        }
        return try FeedProfile(
            yaml: """
                name: cells
                title: cells
                format: csv
                records:
                  - kind: posting
                    valid_from: \(column("day", "date: d/m/y"))
                    fields:
                      post: \(column("post"))
                      person: \(column("person"))
                      nature: \(column("nature"))
                      order_no: \(column("order"))
                  - kind: contact
                    when_any: [mobile, email]
                    fields: { person: code, mobile: \(column("mobile")), email: \(column("email")) }
                  - kind: person
                    code: code
                    fields:
                      name_en: \(column("english", "required: yes"))
                      name_hi: \(column("hindi"))
                columns:
                  - \(column("level", "one_of: [L1, L2, JAN-1, \"no: 1\"]"))
                  - \(column("district", "code: district, scheme: own, width: 3"))
                  - \(column("until", "type: day, after: day"))
                  - \(column("office", "type: name, required: yes"))
                  - \(column("remarks", "type: text"))
                """, file: "cells.yaml")
    }

    private static let columns = [
        "code", "day", "post", "person", "nature", "order", "mobile", "email", "english", "hindi",
        "level", "district", "until", "office", "remarks",
    ]

    private static let pieces = [
        "", " ", "A", "P1", "-", "3-1", "3-Jan", "jan-3", "9.41E+09", "1E05", "4E12", "00629",
        "629",
        "=SUM(A1)", "+SUM(A1)", "=\"007\"", "+91 94140 12345", "9414012345", "0941", "seal:abc",
        "asha@example.in", "a@b", "@", ".", "a@.in", "2026-04-01", "2026-13-01", "31/03/2026",
        "05/04/2026", "46113", "#N/A", "#1", "ज़", "क\u{93C}", "न\u{93C}", "र\u{93C}", "\u{95C}",
        "\u{93C}", "\u{94D}", "\u{200D}", "\u{200B}", "\u{A0}", "\u{FEFF}", "हिन्दी", "जयपुर", "१२",
        "\u{951}", "\u{952}", "t;iqj", "vk'kk 'kekZ", "à¤†à¤¶à¤¾", "É", "E\u{301}", "\t", "\u{1}",
        "yes", "L1", "JAN-1", "substantive", "Asha Devi", "officiating", "a/b", "x:y", ",", "“",
    ]

    /// A row in which nothing is wrong.
    private static let sound = [
        "", "2026-04-01", "P1", "E1", "substantive", "O/12", "9414012345", "asha@example.in",
        "Asha Devi", "आशा देवी", "L1", "101", "2027-04-01", "Office of the AEN", "",
    ]

    /// A file of sound rows in some of whose cells such pieces stand.
    private static func file(_ seed: UInt64, rows: Int) -> SourceFile {
        var dice = Dice(seed: seed)
        var text = columns.joined(separator: ",") + "\n"
        for row in 0..<rows {
            var cells = sound
            cells[0] = "E\(row)"
            for _ in 0..<dice.roll(4) {
                let count = [1, 1, 1, 1, 2, 3][dice.roll(6)]
                cells[dice.roll(cells.count)] =
                    (0..<count).map { _ in pieces[dice.roll(pieces.count)] }.joined()
            }
            text += cells.map(quoted).joined(separator: ",") + "\n"
        }
        return SourceFile(name: "cells.csv", bytes: Array(text.utf8))
    }

    /// By scalars: a quote that a sign stands on is a quote all the same.
    private static func quoted(_ cell: String) -> String {
        var scalars = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in cell.unicodeScalars {
            scalars.append(scalar)
            if scalar == "\"" { scalars.append(scalar) }
        }
        return String(scalars) + "\""
    }

    private static func staged(_ file: SourceFile, _ extra: String) throws -> StagedMasters {
        // Of a large file the index is told beforehand which keys are coming.
        let staged = try StagedMasters(listing: .max, expecting: extra.isEmpty ? 64 << 20 : 0)
        try FeedReader(into: staged, seal: .sample).read(file, as: try profile(extra))
        try staged.resolveLinks(in: MasterRows(), asOf: try #require(Day("2026-05-01")))
        return staged
    }

    @Test("are read as the long way reads them, and nothing else is said", arguments: 1...4)
    func law(seed: UInt64) throws {
        let file = Self.file(seed, rows: 400)
        let short = try Self.staged(file, "")
        let long = try Self.staged(file, Self.detour)
        #expect(short.findings.listed == long.findings.listed)
        #expect(try short.groups() == long.groups())
        #expect(short.faulty == long.faulty)
        #expect(short.held == long.held)
        #expect(short.count > 200 && short.findings.count(of: .error) > 100)
    }

    @Test("texts in the legacy font are told as before, whatever stands before them in a column")
    func legacyColumn() throws {
        let words = [
            "t;iqj", "Jaipur", "vk'kk 'kekZ", "tr", "Kota", "kj", "dkj", "हिन्दी", "Sikar", "lhdj",
        ]
        var dice = Dice(seed: 9)
        var text = Self.columns.joined(separator: ",") + "\n"
        for row in 0..<400 {
            var cells = [String](repeating: "", count: Self.columns.count)
            cells[0] = "E\(row)"
            // The second half of the file is nearly all in the font.
            cells[8] = words[row < 200 ? dice.roll(words.count) : dice.roll(3) * 2 % 6]
            cells[9] = words[dice.roll(words.count)]
            cells[13] = "Office"
            text += cells.joined(separator: ",") + "\n"
        }
        let file = SourceFile(name: "cells.csv", bytes: Array(text.utf8))
        let short = try Self.staged(file, "")
        #expect(short.findings.listed == (try Self.staged(file, Self.detour)).findings.listed)
        #expect(short.findings.counts.contains { $0.code == "cell.legacy-font" && $0.count > 50 })
    }
}

/// Numbers that depend on a seed alone (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A number from 0 to one less than the sides.
    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) >> 33) % sides
    }
}
