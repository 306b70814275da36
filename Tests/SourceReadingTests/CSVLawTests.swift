import MasterData
import SourceReading
import Testing

@Suite("CSV, over many files")
struct CSVLawTests {
    /// What is hard about CSV, and what Rajasthan's masters hold.
    private static let pieces = [
        ",", "\"", "\"\"", "\n", "\r", "\r\n", " ", "a", "Jaipur", "जयपुर", "ड़", "😀", ";", "0",
        "\u{200D}",
        "\t", "'", "é", "abcdefghijklmnop",
    ]

    @Test("what is written with quotes is read back", arguments: chunkSizes)
    func roundTrip(chunk: Int) throws {
        for seed in 0..<150 {
            var lots = Lots(UInt64(seed))
            let columns = Int.random(in: 1...5, using: &lots)
            let rows = (0..<Int.random(in: 0...8, using: &lots)).map { _ in
                (0..<columns).map { _ in
                    (0..<Int.random(in: 0...4, using: &lots)).map { _ in
                        Self.pieces.randomElement(using: &lots) ?? ""
                    }.joined()
                }
            }
            let headings = (0..<columns).map { "h\($0)" }
            let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &lots) ?? "\n"
            var text = ""
            for row in [headings] + rows {
                let fields = row.map { Self.written($0, alone: columns == 1, &lots) }
                text += fields.joined(separator: ",") + lineEnd
            }
            let reading = try Reading.csv(.sample(text, chunk: chunk))
            #expect(reading.values == rows, "seed \(seed)")
            #expect(reading.findings.isEmpty, "seed \(seed)")
        }
    }

    private static func written(_ value: String, alone: Bool, _ lots: inout Lots) -> String {
        let special = value.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        let needsQuotes = special || (alone && value.isEmpty)
        guard needsQuotes || Int.random(in: 0..<4, using: &lots) == 0 else { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            text.unicodeScalars.append(scalar)
            if scalar == "\"" { text.unicodeScalars.append(scalar) }
        }
        return text + "\""
    }

    @Test("a file cut off anywhere is read or refused, the same in every chunk size")
    func truncated() throws {
        let text = "\u{FEFF}code,नाम\r\n1,\"राम \"\"जी\"\"\r\nलाल\",\n\n2,सीता\n3,\"😀\"\r\n"
        let bytes = Array(text.utf8)
        for end in 0...bytes.count {
            var outcomes: Set<String> = []
            for chunk in chunkSizes {
                let file = SourceFile.sample(Array(bytes[..<end]), chunk: chunk)
                outcomes.insert(try Self.outcome(of: file))
            }
            #expect(outcomes.count == 1, "cut at \(end): \(outcomes)")
        }
    }

    @Test("damaged files are read or refused, the same in every chunk size")
    func damaged() throws {
        let whole = Array("code,name\r\n1,\"a,\"\"b\"\"\nc\"\r\n2,राम\n3,\"x\"\n4,y\r5,z\n".utf8)
        let bytes = Array(",\"\n\r\0a\u{7F}".utf8) + [0xE0, 0xA4, 0xFF, 0xC0]
        for seed in 0..<500 {
            var lots = Lots(UInt64(seed))
            var file = whole
            for _ in 0..<Int.random(in: 1...4, using: &lots) {
                let place = Int.random(in: file.indices, using: &lots)
                file[place] = bytes.randomElement(using: &lots) ?? 0
            }
            var outcomes: Set<String> = []
            for chunk in chunkSizes {
                outcomes.insert(try Self.outcome(of: .sample(file, chunk: chunk)))
            }
            #expect(outcomes.count == 1, "seed \(seed): \(outcomes)")
        }
    }

    /// An encoding fault may be found before earlier rows are handed over, so rows count
    /// only when the file is read to its end.
    private static func outcome(of file: SourceFile) throws -> String {
        do {
            let reading = try Reading.csv(file)
            return "\(reading.rows) \(reading.findings)"
        } catch let error as SourceError {
            // In a large chunk the encoding is looked at before the quotes.
            let structural = error.finding.code.family == "structure"
            return structural && holdsBadText(file) ? "bad text" : bad(error.finding)
        }
    }

    private static func bad(_ finding: Finding) -> String {
        finding.code == ReadingFinding.encoding ? "bad text" : finding.description
    }

    private static func holdsBadText(_ file: SourceFile) -> Bool {
        var bytes: [UInt8] = []
        try? file.readChunks { bytes.append(contentsOf: $0) }
        return bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil
    }
}
