import MasterData
import SourceReading
import Testing

@Suite("Sniffing")
struct SourceSnifferTests {
    @Test("tells CSV by its headings", arguments: chunkSizes)
    func csv(chunk: Int) throws {
        let file = SourceFile.sample("\u{FEFF}code, \"नाम\" ,name\n1,2", chunk: chunk)
        #expect(
            try SourceSniffer.signature(of: file) == .csv(headings: ["code", "\"नाम\"", "name"]))
        #expect(try SourceSniffer.dialect(of: file).delimiter == UInt8(ascii: ","))
    }

    @Test("a file of semicolons, tabs or bars tells its headings too", arguments: [";", "\t", "|"])
    func delimiters(separator: Character) throws {
        let file = SourceFile.sample("code\(separator)name\n1\(separator)2,3\n")
        #expect(try SourceSniffer.signature(of: file) == .csv(headings: ["code", "name"]))
        #expect(try SourceSniffer.dialect(of: file).delimiter == separator.asciiValue)
    }

    @Test("tells XML by its root, without reading on", arguments: chunkSizes)
    func xml(chunk: Int) throws {
        let text =
            "\u{FEFF}<?xml version='1.0'?>\n<!-- x --><m:masters xmlns:m='urn:m' a='1'><broken"
        let file = SourceFile.sample(text, chunk: chunk)
        #expect(try SourceSniffer.signature(of: file) == .xml(root: "masters", namespace: "urn:m"))
        let plain = SourceFile.sample(utf16Bytes("\n<m/>"), chunk: chunk)
        #expect(try SourceSniffer.signature(of: plain) == .xml(root: "m", namespace: nil))
    }

    @Test("refuses what is neither")
    func neither() throws {
        let cases: [([UInt8], FindingCode)] = [
            ([], ReadingFinding.empty), (Array("\n\n".utf8), ReadingFinding.noHeading),
            (Array("<!DOCTYPE m><m/>".utf8), ReadingFinding.doctype),
            (Array("<m".utf8), ReadingFinding.truncated),
            (utf16Bytes("a,b\n") + [0], ReadingFinding.encoding),
            ([0x50, 0x4B, 3, 4, 0], ReadingFinding.notText),
        ]
        for (bytes, code) in cases {
            let finding = try refusal { _ = try SourceSniffer.signature(of: .sample(bytes)) }
            #expect(finding?.code == code)
        }
    }
}
