import Foundation
import MasterData
import SourceReading
import Testing

@Suite("Rows of a file that are known")
struct KnownRowsTests {
    private static let sources: [RecordSource] = [
        .inProcess, .separate(command: binFolder.appendingPathComponent("rajmap").path),
    ]
    private static let key = KeyedHash.Key(low: 1, high: 2)

    @Test("are counted and seen, and all others handed over, wherever the file is read")
    func filtered() throws {
        let lines = (0..<5000).map {
            "\($0 % 4700),\"नाम \"\"\($0 % 90)\"\"\",\($0 % 3 == 0 ? "" : "x")"
        }
        let file = Self.file(lines)
        let marks = try Self.marks(of: file)
        // Every row but each seventh, turned round in places, and some that the file has not.
        let chosen = Array(marks.indices.filter { $0 % 7 != 0 }.reversed())
        let strangers = (0..<50).map { RowMark(low: UInt64($0), high: 9) }
        let known = KnownRows(key: Self.key, marks: chosen.map { marks[$0] } + strangers)
        let wanted = Set(chosen.map { marks[$0] })
        for source in Self.sources {
            let matcher = RowMatcher(known)
            let reader = source.reader(of: file)
            guard case .csv(_, let dialect) = try reader.sniff() else { throw Strange() }
            var handed: [Int] = []
            let rows = try reader.readCSV(
                as: dialect, known: matcher, headings: { _ in },
                record: { handed.append($0.line - 2) }, finding: { _ in })
            #expect(rows == lines.count)
            #expect(handed == marks.indices.filter { !wanted.contains(marks[$0]) })
            let seen = Set(zip(known.marks, matcher.seen).filter(\.1).map(\.0))
            #expect(seen == wanted)
            #expect(!matcher.seen.suffix(strangers.count).contains(true))
        }
    }

    @Test("are so by all their fields, by where these begin, by the headings and by the key")
    func marks() throws {
        let rows = ["a,bc,", "ab,c,", "a,,bc", ",abc,", "abc,,", "a,bc,x", "a,b,c"]
        let marks = try Self.marks(of: Self.file(rows))
        #expect(Set(marks).count == rows.count)
        #expect(
            try marks
                == Self.marks(of: Self.file(rows.map { "\"\($0.replacing(",", with: "\",\""))\"" }))
        )
        #expect(try marks[0] != Self.marks(of: Self.file(rows, headings: "code,sort,name"))[0])
        #expect(try marks[0] != Self.marks(of: Self.file(rows), key: .init(low: 1, high: 3))[0])
    }

    private static func file(_ rows: [String], headings: String = "code,name,sort") -> SourceFile {
        SourceFile(
            name: "rows.csv", bytes: Array(([headings] + rows + [""]).joined(separator: "\n").utf8))
    }

    /// The mark of each row.
    private static func marks(
        of file: SourceFile, key: KeyedHash.Key = key
    ) throws -> [RowMark] {
        var marks: [RowMark] = []
        var marker: RowMarker?
        try RecordSource.inProcess.reader(of: file).readCSV(
            as: CSVDialect(), headings: { marker = RowMarker(key, headings: $0) },
            record: { row in
                if let marker { marks.append(marker.mark(of: row)) }
            }, finding: { _ in })
        return marks
    }

    private struct Strange: Error {}
}
