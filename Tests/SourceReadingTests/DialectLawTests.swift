import MasterData
import SourceReading
import Testing

@Suite("CSV, in any dialect and encoding")
struct DialectLawTests {
    /// Values that only some encodings hold; those of Windows-1252 come first.
    private static let pieces = [
        "a", "Jaipur", " ", "0", "é", "“", "€", "\"", "'", ",", ";", "\t", "|", "\n", "#", "x",
        "जयपुर", "ड़", "😀", "\u{200D}", "\u{FEFF}",
    ]
    private static let windowsPieces = 16
    private static let delimiters = [",", ";", "\t", "|"]

    @Test(
        "what is written in a dialect is read back in it", arguments: TextEncoding.allCases,
        [1, 5, 4096])
    func stated(encoding: TextEncoding, chunk: Int) throws {
        for seed in 0..<60 {
            var lots = Lots(UInt64(seed))
            let table = Table(encoding, &lots)
            var dialect = CSVDialect(encoding: encoding, delimiter: table.delimiterByte)
            dialect.quote = table.quoteByte
            let file = SourceFile.sample(table.bytes(encoding, mark: false), chunk: chunk)
            let reading = try Reading.csv(file, dialect)
            #expect(reading.values == table.rows, "seed \(seed)")
            #expect(reading.headings.map(\.name) == table.headings, "seed \(seed)")
            #expect(reading.findings.isEmpty)
        }
    }

    @Test(
        "a dialect nobody stated is found out", arguments: TextEncoding.allCases, [true, false])
    func detected(encoding: TextEncoding, mark: Bool) throws {
        for seed in 0..<60 {
            var lots = Lots(UInt64(seed))
            var table = Table(encoding, &lots)
            // One column has no separator, and one row no telling quotes.
            table.headings += ["last one"]
            table.rows = (0..<5).map { row in
                table.headings.map { heading in
                    table.rows.isEmpty || heading == "last one"
                        ? (encoding == .utf8 ? "जय \(row)" : "é\(row)")
                        : table.rows[row % table.rows.count][0]
                }
            }
            table.quote = "\""
            let file = SourceFile.sample(table.bytes(encoding, mark: mark))
            let dialect = try SourceSniffer.dialect(of: file)
            #expect(dialect.encoding == encoding, "seed \(seed)")
            #expect(dialect.delimiter == table.delimiterByte, "seed \(seed) \(dialect)")
            #expect(dialect.quote == UInt8(ascii: "\""), "seed \(seed)")
            #expect(dialect.headingLine == 1, "seed \(seed)")
            #expect(try Reading.csv(file, dialect).values == table.rows, "seed \(seed)")
        }
    }

    /// A table and how it is to be written.
    private struct Table {
        var headings: [String]
        var rows: [[String?]]
        var delimiter: String
        var quote: String
        var lineEnd: String

        init(_ encoding: TextEncoding, _ lots: inout Lots) {
            delimiter = DialectLawTests.delimiters.randomElement(using: &lots) ?? ","
            quote = Bool.random(using: &lots) ? "\"" : "'"
            lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &lots) ?? "\n"
            let columns = Int.random(in: 1...4, using: &lots)
            headings = (0..<columns).map { "h\($0)" }
            let count = encoding == .windows1252 ? windowsPieces : pieces.count
            rows = (0..<Int.random(in: 0...6, using: &lots)).map { _ in
                (0..<columns).map { _ in
                    // A lone mark at the start would be the file's own.
                    "v"
                        + (0..<Int.random(in: 0...3, using: &lots)).map { _ in
                            pieces[Int.random(in: 0..<count, using: &lots)]
                        }.joined()
                }
            }
        }

        var delimiterByte: UInt8 { delimiter.utf8.first ?? 0 }
        var quoteByte: UInt8 { quote.utf8.first ?? 0 }

        func bytes(_ encoding: TextEncoding, mark: Bool) -> [UInt8] {
            let lines = [headings.map { Optional($0) }] + rows
            let text = lines.map { row in
                row.map { quoted($0 ?? "") }.joined(separator: delimiter) + lineEnd
            }.joined()
            switch encoding {
            case .utf8: return (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
            case .utf16LittleEndian: return utf16Bytes(text, mark: mark, littleEndian: true)
            case .utf16BigEndian: return utf16Bytes(text, mark: mark, littleEndian: false)
            case .windows1252: return windows1252Bytes(text)
            }
        }

        private func quoted(_ value: String) -> String {
            let special = value.unicodeScalars.contains {
                $0 == "\n" || $0 == "\r" || String($0) == delimiter || String($0) == quote
            }
            guard special else { return value }
            let doubled = value.unicodeScalars.map {
                String($0) == quote ? quote + quote : String($0)
            }
            return quote + doubled.joined() + quote
        }
    }
}

/// Text in Windows-1252; only what these tests write.
func windows1252Bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
        switch scalar {
        case "€": 0x80
        case "“": 0x93
        default: UInt8(truncatingIfNeeded: scalar.value)
        }
    }
}
