import MasterData
import SourceReading
import Testing

@Suite("Encodings")
struct EncodingTests {
    @Test("names the byte that is not UTF-8, and its line", arguments: chunkSizes)
    func badByte(chunk: Int) throws {
        // 0x92 is the apostrophe of Windows-1252.
        let bytes = Array("a,b\r\n1,जयपुर\r\n2,x".utf8) + [0x92] + Array("y\n".utf8)
        let finding = try #require(
            try refusal { _ = try Reading.csv(.sample(bytes, chunk: chunk)) })
        #expect(finding.code == ReadingFinding.encoding)
        #expect(finding.origin?.description == "officers.csv:3:4")
        #expect(finding.value == "0x92")
        #expect(finding.message.contains("offset 27"))
    }

    @Test("accepts exactly what is UTF-8 without NUL", arguments: [1, 3, 64])
    func validation(chunk: Int) throws {
        var lots = Lots(7)
        let bytes: [UInt8] = [
            0, 1, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
            0xF0,
            0xF1, 0xF4, 0xF5, 0xFF, 0xA4, 0xA5, 0x90, 0x8F,
        ]
        for _ in 0..<4000 {
            let tail = (0..<Int.random(in: 0...5, using: &lots)).map { _ in
                bytes.randomElement(using: &lots) ?? 0
            }
            let pad = String(repeating: "न", count: Int.random(in: 0...3, using: &lots))
            let text = Array("heading\n\(pad)".utf8) + tail
            let isText = !tail.contains(0) && String(validating: text, as: UTF8.self) != nil
            let finding = try refusal { _ = try Reading.csv(.sample(text, chunk: chunk)) }
            #expect((finding?.code != ReadingFinding.encoding) == isText, "\(tail)")
        }
    }

    @Test("names a file that ends inside a character")
    func cutCharacter() throws {
        let bytes = Array("a\nज".utf8.dropLast())
        let finding = try refusal { _ = try Reading.csv(.sample(bytes)) }
        #expect(finding?.code == ReadingFinding.encoding)
        #expect(finding?.message.contains("ends inside a character") == true)
    }

    @Test("names UTF-16, with a mark and without", arguments: [true, false], [true, false])
    func utf16(mark: Bool, littleEndian: Bool) throws {
        let bytes = utf16Bytes("code,name\n1,x\n", mark: mark, littleEndian: littleEndian)
        let finding = try refusal { _ = try Reading.csv(.sample(bytes)) }
        #expect(finding?.code == ReadingFinding.encoding)
        #expect(finding?.message.contains("UTF-16") == true)
    }

    @Test("names a workbook, an archive and a PDF")
    func notText() throws {
        for start: [UInt8] in [
            [0x50, 0x4B, 3, 4], [0x1F, 0x8B, 8, 0], [0xD0, 0xCF, 0x11, 0xE0],
            Array("%PDF-1.7".utf8),
        ] {
            let finding = try refusal { _ = try Reading.csv(.sample(start + [1, 2, 3])) }
            #expect(finding?.code == ReadingFinding.notText)
        }
    }
}

func utf16Bytes(_ text: String, mark: Bool = true, littleEndian: Bool = true) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return littleEndian ? [low, high] : [high, low]
    }
}
